import type { z } from 'zod';
import type { Scope } from '../domain/api-key.ts';
import * as contract from './contract.ts';

/** One answer of an operation: its meaning, and what its body is (none: no body). */
export interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
}

/** One documented route. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  /** What the API key must be good for; absent: no key is asked for. */
  readonly scope?: Scope;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly headers?: readonly { readonly name: string; readonly description: string }[];
  readonly answers: Readonly<Record<number, Answer>>;
}

const PROBLEM = 'application/problem+json';
/** A refusal, and when it comes. */
export const problem = (description: string): Answer => ({
  description,
  schema: contract.problem,
  contentType: PROBLEM,
});
/** What any route that reads may refuse. */
export const READ_PROBLEMS = {
  400: problem('A wrong parameter, or an unknown one'),
  429: problem('Too many requests'),
};

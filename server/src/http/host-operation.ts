import type { Scope } from '../domain/api-key.ts';
import { type Operation, problem, READ_PROBLEMS } from './operation.ts';

const UNAUTHORIZED = {
  401: problem('No API key, or none that is valid: wrong, expired, revoked, which the answer does not tell'),
};
/** What is another member's is as unknown as what is not. */
export const UNKNOWN = { 404: problem('Nothing of this id that the key’s host reaches') };
/** What any route that takes a body may refuse. */
export const BODY_PROBLEMS = {
  413: problem('More than 256 KiB'),
  415: problem('Not application/json in UTF-8'),
  422: problem('A wrong field'),
};
/** A route that does the same once. */
export const IDEMPOTENT = {
  headers: [{ name: 'Idempotency-Key', description: '1–255 visible ASCII characters; kept for 24 hours' }],
};

type Described = Omit<Operation, 'scope'>;

/** With the scope that it takes, and what every route of the hosts may answer. */
export function by(scope: Scope, { answers, ...operation }: Described): Operation {
  const lacking = { 403: problem(`The key lacks the scope ${scope}, or its host may not do this`) };
  return { ...operation, scope, answers: { ...UNAUTHORIZED, ...lacking, ...READ_PROBLEMS, ...answers } };
}

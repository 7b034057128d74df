import type { Request } from 'express';
import { type core, type ZodType, z } from 'zod';
import { Failure, type FieldError } from '../domain/failures.ts';

/** More mistakes than these help nobody. */
const MOST_ERRORS = 50;

/**
 * The query as the schema reads it. A parameter given twice, an unknown or a wrong one throws `invalid_request` (400) that names it.
 * What may repeat (`repeatable`) is a list to the schema, however often it is given.
 */
export function readQuery<Schema extends ZodType>(
  schema: Schema,
  req: Pick<Request, 'query'>,
  repeatable: readonly string[] = [],
): z.output<Schema> {
  // Express parses the query anew at each look.
  const query: Record<string, unknown> = req.query;
  for (const name in query) {
    if (repeatable.includes(name)) query[name] = [query[name]].flat();
    else if (typeof query[name] !== 'string') throw invalidQuery([{ path: name, message: 'must be given once' }]);
  }
  const read = schema.safeParse(query, { error: sentence });
  if (read.success) return read.data;
  // Whatever is wrong with one of several values, its parameter is what a caller knows.
  throw invalidQuery(fieldErrors(read.error.issues, ([name = '']) => String(name)));
}

/** The JSON body as the schema reads it. A wrong or an unknown field throws `invalid_request` (422) with a pointer to each. */
export function readBody<Schema extends ZodType>(schema: Schema, req: Pick<Request, 'body'>): z.output<Schema> {
  const read = schema.safeParse(req.body, { error: sentence });
  if (read.success) return read.data;
  throw new Failure('invalid_request', 'Some fields of the body are not valid.', {
    where: 'body',
    errors: fieldErrors(read.error.issues, jsonPointer),
  });
}

/** For a route that takes no query: any parameter is unknown. */
export const noQuery = z.strictObject({});

function invalidQuery(errors: readonly FieldError[]): Failure {
  return new Failure('invalid_request', 'Some parameters of the query are not valid.', { where: 'query', errors });
}

/** RFC 6901. */
function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function fieldErrors(
  issues: readonly core.$ZodIssue[],
  pathText: (path: readonly PropertyKey[]) => string,
): readonly FieldError[] {
  return issues
    .flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') return [{ path: pathText(issue.path), message: issue.message }];
      return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: 'is not known' }));
    })
    .slice(0, MOST_ERRORS);
}

/** What a type calls itself to somebody who writes JSON. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

/** A mistake as a sentence that goes on after the field's name; undefined leaves the schema's own words. */
function sentence(issue: core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'has the wrong type';
    case 'too_small':
      return issue.origin === 'array' ? `must hold at least ${issue.minimum}` : `must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' ? `must hold at most ${issue.maximum}` : `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

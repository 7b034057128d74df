import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { IdempotencyKey } from '../actions/idempotency.ts';
import { Failure } from '../domain/failures.ts';

/**
 * The caller's `Idempotency-Key` with what it is for: `scope` names the route and the credential, `input` is the body as it was read.
 * Undefined: there is none. Throws Failure invalid_request (400).
 */
export function readIdempotencyKey(
  req: Pick<Request, 'headers'>,
  scope: string,
  input: object,
): IdempotencyKey | undefined {
  const key = req.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return { scope, key, requestHash: hashOf(input) };
  throw new Failure('invalid_request', 'The Idempotency-Key is not valid.', {
    where: 'query',
    errors: [{ path: 'Idempotency-Key', message: 'must be 1–255 visible ASCII characters' }],
  });
}

/** Two bodies that mean the same have the same hash, however they were written. */
function hashOf(input: object): string {
  const inOrder = (_: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256').update(JSON.stringify(input, inOrder)).digest('hex');
}

import { Failure } from '../domain/failures.ts';
import { DAY_MS } from '../domain/local-time.ts';
import { holdName, type Store, type Transaction } from '../store/database.ts';
import { findDoneRequest, keepDoneRequest } from '../store/idempotency.ts';

/** A caller's key: `scope` names the route and the credential, `requestHash` everything that was asked. */
export interface IdempotencyKey {
  readonly scope: string;
  readonly key: string;
  readonly requestHash: string;
}

/** The keys whose first request this process is working on. */
const underWay = new WeakMap<Store, Set<string>>();

/**
 * Runs `run` while nobody else does under the same key. Throws Failure idempotency_in_progress while another does: here at once; a request
 * in another process waits for this one's transaction instead and then finds what was done. A crash keeps no key locked.
 */
export async function aloneWithKey<T>(
  store: Store,
  idempotency: IdempotencyKey | undefined,
  run: () => Promise<T>,
): Promise<T> {
  if (!idempotency) return run();
  const keys = underWay.get(store) ?? new Set();
  underWay.set(store, keys);
  const name = JSON.stringify([idempotency.scope, idempotency.key]);
  if (keys.has(name)) {
    throw new Failure('idempotency_in_progress', 'The first request with this key is still under way.', {
      retryAfterSeconds: 1,
    });
  }
  keys.add(name);
  try {
    return await run();
  } finally {
    keys.delete(name);
  }
}

/**
 * What an earlier request under this key did, within a day of it; null: there was none. Throws Failure idempotency_mismatch when that
 * one asked for something else. `now` is epoch milliseconds.
 */
export async function alreadyDone(
  tx: Transaction,
  { scope, key, requestHash }: IdempotencyKey,
  now: number,
): Promise<object | null> {
  await holdName(tx, `idempotency ${scope} ${key}`);
  const done = await findDoneRequest(tx, scope, key, now);
  if (done && done.requestHash !== requestHash) {
    throw new Failure('idempotency_mismatch', 'The idempotency key was used for another request.');
  }
  return done?.response ?? null;
}

/** Keeps for a day what is done in this transaction: `response` is plain, and nothing in it opens anything. */
export async function keepAsDone(
  tx: Transaction,
  idempotency: IdempotencyKey,
  response: object,
  now: number,
): Promise<void> {
  await keepDoneRequest(tx, { ...idempotency, response }, now, now + DAY_MS);
}

import type { Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';
import { parseJson } from './schema.ts';

/** A request that was done, with what is needed to answer it again. */
export interface DoneRequest {
  readonly requestHash: string;
  readonly response: object;
}

const byKey = prepared((db, p: { scope: string; key: string; now: number }) =>
  db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'response'])
    .where('scope', '=', p.scope)
    .where('key', '=', p.key)
    .where('expires_at_ms', '>', p.now),
);

/** What was done under this key and is still kept at `now` (epoch milliseconds); null: nothing. */
export async function findDoneRequest(
  tx: Transaction,
  scope: string,
  key: string,
  now: number,
): Promise<DoneRequest | null> {
  const [row] = await byKey(tx, { scope, key, now });
  return row ? { requestHash: row.request_hash, response: parseJson(row.response) } : null;
}

const dropExpired = prepared((db, p: { scope: string; key: string; now: number }) =>
  db
    .deleteFrom('idempotency_keys')
    .where('scope', '=', p.scope)
    .where('key', '=', p.key)
    .where('expires_at_ms', '<=', p.now),
);

/** Keeps what was done until `expiresAt`, in place of what was done under the same key and has expired at `now` (epoch milliseconds). */
export async function keepDoneRequest(
  tx: Transaction,
  request: DoneRequest & { readonly scope: string; readonly key: string },
  now: number,
  expiresAt: number,
): Promise<void> {
  await dropExpired(tx, { scope: request.scope, key: request.key, now });
  await insertRows(tx, 'idempotency_keys', [
    {
      scope: request.scope,
      key: request.key,
      request_hash: request.requestHash,
      response: JSON.stringify(request.response),
      created_at_ms: now,
      expires_at_ms: expiresAt,
    },
  ]);
}

/** Forgets up to `limit` requests that have expired at `now` (epoch milliseconds); returns how many. */
export async function purgeDoneRequests(tx: Transaction, now: number, limit: number): Promise<number> {
  const expired = await tx
    .selectFrom('idempotency_keys')
    .select(['scope', 'key'])
    .where('expires_at_ms', '<=', now)
    .limit(limit)
    .execute();
  for (const { scope, key } of expired) {
    await tx.deleteFrom('idempotency_keys').where('scope', '=', scope).where('key', '=', key).execute();
  }
  return expired.length;
}

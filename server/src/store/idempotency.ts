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

const dropExpired = prepared((db, p: { now: number }) =>
  db.deleteFrom('idempotency_keys').where('expires_at_ms', '<=', p.now),
);

/** Keeps what was done until `expiresAt`, and forgets what has expired at `now` (epoch milliseconds). */
export async function keepDoneRequest(
  tx: Transaction,
  request: DoneRequest & { readonly scope: string; readonly key: string },
  now: number,
  expiresAt: number,
): Promise<void> {
  await dropExpired(tx, { now });
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

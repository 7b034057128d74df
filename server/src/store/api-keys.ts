import type { Selectable } from 'kysely';
import type { ApiKey, Scope } from '../domain/api-key.ts';
import type { Db, Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';
import { type ApiKeyTable, parseJson } from './schema.ts';

const byId = prepared((db, p: { id: string }) => db.selectFrom('api_keys').selectAll().where('id', '=', p.id));

/** The key with this id, revoked or not, and the SHA-256 of its secret in hexadecimal digits; null: there is none. */
export async function findApiKey(db: Db, id: string): Promise<{ key: ApiKey; secretHash: string } | null> {
  const [row] = await byId(db, { id });
  return row ? { key: toKey(row), secretHash: row.secret_hash } : null;
}

/** The keys of one host, or of all (null), revoked ones too, oldest first. */
export async function listApiKeys(db: Db, hostId: string | null): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .selectAll()
    .$if(hostId !== null, (query) => query.where('host_id', '=', hostId))
    .orderBy('id')
    .execute();
  return rows.map(toKey);
}

/** `secretHash` is as `findApiKey` has it. */
export async function insertApiKey(tx: Transaction, key: ApiKey, secretHash: string): Promise<void> {
  await insertRows(tx, 'api_keys', [
    {
      id: key.id,
      host_id: key.hostId,
      name: key.name,
      scopes: JSON.stringify(key.scopes),
      secret_hash: secretHash,
      created_at_ms: key.createdAt,
      last_used_at_ms: key.lastUsedAt,
      expires_at_ms: key.expiresAt,
      revoked_at_ms: key.revokedAt,
    },
  ]);
}

/** Makes a key void from `now` (epoch milliseconds) on; what is void already stays so since then. */
export async function markApiKeyRevoked(tx: Transaction, id: string, now: number): Promise<void> {
  await tx
    .updateTable('api_keys')
    .set({ revoked_at_ms: now })
    .where('id', '=', id)
    .where('revoked_at_ms', 'is', null)
    .execute();
}

/** Remembers a use at `now`, unless one since `before` is known (epoch milliseconds). */
export async function markApiKeyUsed(tx: Transaction, id: string, now: number, before: number): Promise<void> {
  await tx
    .updateTable('api_keys')
    .set({ last_used_at_ms: now })
    .where('id', '=', id)
    .where((row) => row.or([row('last_used_at_ms', 'is', null), row('last_used_at_ms', '<=', before)]))
    .execute();
}

function toKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    hostId: row.host_id,
    name: row.name,
    scopes: parseJson(row.scopes) as readonly Scope[],
    createdAt: row.created_at_ms,
    lastUsedAt: row.last_used_at_ms,
    expiresAt: row.expires_at_ms,
    revokedAt: row.revoked_at_ms,
  };
}

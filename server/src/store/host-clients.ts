import { type Selectable, sql } from 'kysely';
import type { Client } from '../domain/client.ts';
import { toClient } from './clients.ts';
import type { Db } from './database.ts';
import { isHeldBy } from './host-meetings.ts';
import type { ClientTable } from './schema.ts';
import { wordsStandIn } from './text-search.ts';

/** A client, and since when they are known and as they are; epoch milliseconds. */
export interface KnownClient extends Client {
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Which clients: all conditions hold at once; null: no such condition. */
export interface ClientFilter {
  /** Those of a meeting that this host holds. */
  readonly hostId: string | null;
  readonly id?: string | undefined;
  /** Words that stand in the name or the address. */
  readonly search?: string | null | undefined;
  /** After the client of this id. */
  readonly after?: string | null | undefined;
  readonly limit: number;
}

/** Clients in the order in which they became known. */
export async function listClients(db: Db, { hostId, id, search, after, limit }: ClientFilter): Promise<KnownClient[]> {
  let query = db.selectFrom('clients').selectAll().orderBy('id').limit(limit);
  if (id !== undefined) query = query.where('id', '=', id);
  if (after) query = query.where('id', '>', after);
  if (hostId !== null) {
    query = query.where(
      sql<boolean>`exists (select 1 from meetings where meetings.client_id = clients.id and ${isHeldBy(hostId)})`,
    );
  }
  const words = search ? wordsStandIn(search, ['clients.name', 'clients.email']) : null;
  if (words) query = query.where(words);
  return (await query.execute()).map(toKnownClient);
}

/** The number that each of these clients is known by; none where they gave none. */
export async function phonesOf(db: Db, clientIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (clientIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('clients')
    .select(['id', 'phone'])
    .where('id', 'in', [...new Set(clientIds)])
    .execute();
  return new Map(rows.flatMap(({ id, phone }) => (phone === null ? [] : [[id, phone] as const])));
}

function toKnownClient(row: Selectable<ClientTable>): KnownClient {
  return { ...toClient(row), createdAt: row.created_at_ms, updatedAt: row.updated_at_ms };
}

import type { Selectable } from 'kysely';
import type { BlockedAddress, BlockList } from '../domain/block-list.ts';
import type { Db, Transaction } from './database.ts';
import type { BlockedAddressTable } from './schema.ts';
import { keptSettings } from './settings-cache.ts';

/** Every blocked mailbox and domain, kept until a setting changes. */
export function readBlockList(db: Db): Promise<BlockList> {
  return keptSettings(db, 'block list', async () => {
    const rows = await db.selectFrom('blocked_addresses').select('address').execute();
    return new Set(rows.map(({ address }) => address));
  });
}

/** At most `limit` of the list, newest first, after the one of this id. */
export async function listBlocked(
  db: Db,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<BlockedAddress[]> {
  let query = rowsOf(db).orderBy('blocked_addresses.id', 'desc').limit(limit);
  if (after !== undefined) query = query.where('blocked_addresses.id', '<', after);
  return (await query.execute()).map(toBlocked);
}

/** The entry for just this mailbox or domain; null: there is none. */
export async function findBlocked(db: Db, address: string): Promise<BlockedAddress | null> {
  const row = await rowsOf(db).where('address', '=', address).executeTakeFirst();
  return row ? toBlocked(row) : null;
}

/** How many there are. */
export async function countBlocked(db: Db): Promise<number> {
  const row = await db
    .selectFrom('blocked_addresses')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** False, and nothing written, where it is blocked already. */
export async function insertBlocked(tx: Transaction, blocked: BlockedAddress): Promise<boolean> {
  const { id, address, reason, host, createdAt } = blocked;
  const added = await tx
    .insertInto('blocked_addresses')
    .values({ id, address, reason, host_id: host?.id ?? null, created_at_ms: createdAt })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .returning('id')
    .execute();
  return added.length > 0;
}

/** False where there is none of this id. */
export async function deleteBlocked(tx: Transaction, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('blocked_addresses').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

const rowsOf = (db: Db) =>
  db
    .selectFrom('blocked_addresses')
    .leftJoin('hosts', 'hosts.id', 'blocked_addresses.host_id')
    .selectAll('blocked_addresses')
    .select(['hosts.name as host_name', 'hosts.email as host_email']);

type Row = Selectable<BlockedAddressTable> & { readonly host_name: string | null; readonly host_email: string | null };

function toBlocked({ id, address, reason, host_id, host_name, host_email, created_at_ms: createdAt }: Row) {
  const host = host_id && host_name && host_email ? { id: host_id, name: host_name, email: host_email } : null;
  return { id, address, reason, host, createdAt };
}

import type { SignInLink } from '../domain/sign-in.ts';
import type { Db, Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';

const byId = prepared((db, p: { id: string }) => db.selectFrom('sign_in_links').selectAll().where('id', '=', p.id));

/** The link with this id, used, expired or neither; null: there is none. */
export async function findSignInLink(db: Db, id: string): Promise<SignInLink | null> {
  const [row] = await byId(db, { id });
  if (!row) return null;
  return { id, hostId: row.host_id, purpose: row.purpose, expiresAt: row.expires_at_ms, usedAt: row.used_at_ms };
}

/** Writes a new link. `now` is epoch milliseconds. */
export async function insertSignInLink(tx: Transaction, link: SignInLink, now: number): Promise<void> {
  await insertRows(tx, 'sign_in_links', [
    {
      id: link.id,
      host_id: link.hostId,
      purpose: link.purpose,
      created_at_ms: now,
      expires_at_ms: link.expiresAt,
      used_at_ms: link.usedAt,
    },
  ]);
}

/** Uses a link at `now` (epoch milliseconds); false where it was used before or has expired. Of several who try at once, one is told true. */
export async function useSignInLink(tx: Transaction, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sign_in_links')
    .set({ used_at_ms: now })
    .where('id', '=', id)
    .where('used_at_ms', 'is', null)
    .where('expires_at_ms', '>', now)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Makes every link of a host void at `now` (epoch milliseconds) that was not used yet. */
export async function voidSignInLinksOf(tx: Transaction, hostId: string, now: number): Promise<void> {
  await tx
    .updateTable('sign_in_links')
    .set({ used_at_ms: now })
    .where('host_id', '=', hostId)
    .where('used_at_ms', 'is', null)
    .execute();
}

/** Erases up to `limit` links that expired before `before` (epoch milliseconds); returns how many. */
export async function purgeSignInLinks(tx: Transaction, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('sign_in_links')
    .where('id', 'in', (row) =>
      row.selectFrom('sign_in_links').select('id').where('expires_at_ms', '<', before).limit(limit),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

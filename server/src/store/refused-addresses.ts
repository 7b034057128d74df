import { sql } from 'kysely';
import type { Db, Transaction } from './database.ts';
import { prepared } from './prepared.ts';

/** A mailbox that its server refuses, in lower case; instants are epoch milliseconds. */
export interface RefusedAddress {
  readonly address: string;
  /** What the server answered: its code, the enhanced one (RFC 3463), and its words. */
  readonly code: number;
  readonly enhancedCode: string | null;
  readonly text: string;
  /** The first refusal since a mail was last taken. */
  readonly since: number;
  readonly triedAt: number;
}

const byAddress = prepared((db, p: { address: string }) =>
  db.selectFrom('refused_addresses').selectAll().where('address', '=', p.address),
);

/** What is known against an address; null: nothing. */
export async function findRefused(db: Db, address: string): Promise<RefusedAddress | null> {
  const [row] = await byAddress(db, { address: address.toLowerCase() });
  if (!row) return null;
  const { code, enhanced_code: enhancedCode, reply: text, since_ms: since, tried_at_ms: triedAt } = row;
  return { address: row.address, code, enhancedCode, text, since, triedAt };
}

/** Which of these addresses are refused, in lower case. */
export async function refusedAmong(db: Db, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = [...new Set(addresses.map((address) => address.toLowerCase()))];
  if (asked.length === 0) return new Set();
  const rows = await db.selectFrom('refused_addresses').select('address').where('address', 'in', asked).execute();
  return new Set(rows.map(({ address }) => address));
}

/** Marks an address, or renews its mark, whose `since` stays. */
export async function markRefused(tx: Transaction, refused: Omit<RefusedAddress, 'since'>): Promise<void> {
  const address = refused.address.toLowerCase();
  const said = {
    code: refused.code,
    enhanced_code: refused.enhancedCode,
    reply: refused.text,
    tried_at_ms: refused.triedAt,
  };
  await tx
    .insertInto('refused_addresses')
    .values({ address, since_ms: refused.triedAt, ...said })
    .onConflict((conflict) => conflict.column('address').doUpdateSet(said))
    .execute();
}

/** Takes the mark from an address. */
export async function unmarkRefused(tx: Transaction, address: string): Promise<void> {
  await tx.deleteFrom('refused_addresses').where('address', '=', address.toLowerCase()).execute();
}

/** Forgets up to `limit` marks that no try has renewed since `before` (epoch milliseconds); returns how many. */
export async function purgeRefused(tx: Transaction, before: number, limit: number): Promise<number> {
  const deleted = await tx
    .deleteFrom('refused_addresses')
    .where(
      'address',
      'in',
      sql<string>`(select address from refused_addresses where tried_at_ms < ${before} limit ${limit})`,
    )
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

import { sql } from 'kysely';
import type { Transaction } from './database.ts';
import { prepared } from './prepared.ts';

const insertNew = prepared((db, row: { nonce: string; expires_at_ms: number }) =>
  db
    .insertInto('spent_challenges')
    .values(row)
    .onConflict((conflict) => conflict.column('nonce').doNothing())
    .returning(sql.lit(1).as('added')),
);

/** False where it was spent before. `expiresAt` (epoch milliseconds) is until when it must be known. */
export async function spendChallenge(tx: Transaction, nonce: string, expiresAt: number): Promise<boolean> {
  return (await insertNew(tx, { nonce, expires_at_ms: expiresAt })).length > 0;
}

/** Forgets up to `limit` that have expired at `now` (epoch milliseconds); returns how many. */
export async function purgeSpentChallenges(tx: Transaction, now: number, limit: number): Promise<number> {
  const expired = tx.selectFrom('spent_challenges').select('nonce').where('expires_at_ms', '<=', now).limit(limit);
  const { numDeletedRows } = await tx.deleteFrom('spent_challenges').where('nonce', 'in', expired).executeTakeFirst();
  return Number(numDeletedRows);
}

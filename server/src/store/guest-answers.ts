import { sql } from 'kysely';
import type { Transaction } from './database.ts';
import { jobPayload, orderOf } from './jobs.ts';
import { prepared } from './prepared.ts';

/** A job that is to tell of a guest's answer, and has not yet done so. */
export interface WaitingAnswer<Told> {
  readonly id: number;
  readonly payload: Told;
}

const pending = prepared((db, p: { orderKey: string }) =>
  db
    .selectFrom('jobs')
    .select(['id', 'payload'])
    .where('order_key', '=', p.orderKey)
    .where('state', '=', sql.lit('pending'))
    .orderBy('id'),
);

/**
 * The job of this order of a meeting that has yet to tell; null: none. One that has told, and is not settled yet, is none: what is answered now it will not
 * tell. The meeting is locked.
 */
export async function waitingAnswer<Told extends object>(
  tx: Transaction,
  meetingId: string,
  orderKey: string,
): Promise<WaitingAnswer<Told> | null> {
  for (const row of await pending(tx, { orderKey: orderOf(meetingId, orderKey) })) {
    const payload = jobPayload(row.payload) as Told & { told?: true };
    if (!payload.told) return { id: row.id, payload };
  }
  return null;
}

/** Writes with what a job tells that it has. */
export async function markAnswerTold(tx: Transaction, { id, payload }: WaitingAnswer<object>): Promise<void> {
  const text = JSON.stringify({ ...payload, told: true });
  await tx.updateTable('jobs').set({ payload: text }).where('id', '=', id).execute();
}

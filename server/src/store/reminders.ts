import { sql } from 'kysely';
import type { Db, Transaction } from './database.ts';
import { type NewJob, orderOf } from './jobs.ts';
import { prepared } from './prepared.ts';

/** The kind of job that a meeting's next reminder is; its payload is `{ meetingId }` and, once settled, what became of it. */
const REMINDER = 'reminder';

/** A meeting's next reminder, as it waits; `runAt` is epoch milliseconds. */
export interface WaitingReminder {
  readonly id: number;
  readonly meetingId: string;
  readonly runAt: number;
}

/** The job that a meeting's next reminder is: one for each instant of a revision. `runAt` is epoch milliseconds. */
export function reminderJob(meeting: { readonly id: string; readonly revision: number }, runAt: number): NewJob {
  return {
    kind: REMINDER,
    payload: { meetingId: meeting.id },
    orderKey: REMINDER,
    dedupeKey: `${meeting.revision}:${runAt}`,
    runAt,
    meetingId: meeting.id,
  };
}

interface DueQuestion {
  readonly now: number;
  readonly limit: number;
  readonly afterRun: number;
  readonly afterId: number;
}

const dueQuery = prepared((db, { now, limit, afterRun, afterId }: DueQuestion) =>
  db
    .selectFrom('jobs')
    .select(['id', 'payload', 'run_at_ms'])
    .where('state', '=', sql.lit('pending'))
    .where('kind', '=', sql.lit(REMINDER))
    .where('run_at_ms', '<=', now)
    .where('run_at_ms', '>=', afterRun)
    .where((row) => row.or([row('run_at_ms', '>', afterRun), row('id', '>', afterId)]))
    .orderBy('run_at_ms')
    .orderBy('id')
    .limit(limit),
);

/** Up to `limit` reminders that are due at `now` (epoch milliseconds), the oldest first, those after `last` alone. Takes hold of nothing. */
export async function dueReminders(
  db: Db,
  { now, limit, last }: { readonly now: number; readonly limit: number; readonly last?: WaitingReminder | undefined },
): Promise<WaitingReminder[]> {
  const rows = await dueQuery(db, {
    now,
    limit,
    afterRun: last?.runAt ?? Number.MIN_SAFE_INTEGER,
    afterId: last?.id ?? 0,
  });
  return rows.map(toWaiting);
}

const waitingQuery = prepared((db, p: { orderKey: string }) =>
  db
    .selectFrom('jobs')
    .select(['id', 'payload', 'run_at_ms'])
    .where('order_key', '=', p.orderKey)
    .where('state', '=', sql.lit('pending')),
);

/** What waits of a meeting, which is locked; null: nothing. */
export async function waitingReminder(tx: Transaction, meetingId: string): Promise<WaitingReminder | null> {
  const [row] = await waitingQuery(tx, { orderKey: orderOf(meetingId, REMINDER) });
  return row ? toWaiting(row) : null;
}

const settleQuery = prepared((db, p: { id: number; payload: string; now: number }) =>
  db
    .updateTable('jobs')
    .set({ state: sql.lit('done'), settled_at_ms: p.now, payload: p.payload })
    .where('id', '=', p.id)
    .where('state', '=', sql.lit('pending')),
);

/** Says what became of a reminder (`told`, plain values); its meeting is locked. `now` is epoch milliseconds. */
export async function settleReminder(
  tx: Transaction,
  waiting: WaitingReminder,
  told: object,
  now: number,
): Promise<void> {
  const payload = JSON.stringify({ meetingId: waiting.meetingId, ...told });
  await settleQuery(tx, { id: waiting.id, payload, now });
}

function toWaiting(row: { id: number; payload: unknown; run_at_ms: number }): WaitingReminder {
  const { meetingId } = (typeof row.payload === 'string' ? JSON.parse(row.payload) : row.payload) as {
    meetingId: string;
  };
  return { id: row.id, meetingId, runAt: row.run_at_ms };
}

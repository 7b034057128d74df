import { judgeReminders } from '../domain/reminder.ts';
import type { Transaction } from '../store/database.ts';
import { enqueueJobs, type NewJob } from '../store/jobs.ts';
import { findFreeMeeting } from '../store/meetings.ts';
import {
  dueReminders,
  reminderJob,
  settleReminder,
  type WaitingReminder,
  waitingReminder,
} from '../store/reminders.ts';
import type { Context } from './context.ts';
import { reminderMessages } from './owed-reminders.ts';

/** Read at once, and meetings of one call at most: what is left waits for the next. */
const BATCH = 100;
const MOST = 5_000;

/** How many due reminders came to what; `left` are those that another process was at. */
export interface ReminderTally {
  readonly sent: number;
  readonly missed: number;
  readonly nothing: number;
  readonly left: number;
}

/**
 * Sends the reminders that are due: each meeting is judged as it is now, its mails and notices are owed (of one that has begun too, so that
 * each is seen to be missed), what became of the reminder is written and the next one set up, all in one transaction of this meeting. Any number of processes may do so at once, and each may die at any point. A meeting that fails
 * keeps none of the others; its error is thrown at the end.
 */
export async function sendMeetingReminders(ctx: Context): Promise<ReminderTally> {
  const tally = { sent: 0, missed: 0, nothing: 0, left: 0 };
  const errors: unknown[] = [];
  let last: WaitingReminder | undefined;
  for (let seen = 0; seen < MOST && errors.length < 3; seen += BATCH) {
    const due = await dueReminders(ctx.store.db, { now: ctx.clock.now(), limit: BATCH, last });
    const before = tally.sent + tally.missed;
    for (const one of due) {
      const outcome = await ctx.store.write((tx) => remind(ctx, tx, one)).catch((error) => void errors.push(error));
      tally[outcome ?? 'left'] += 1;
      if (errors.length === 3) break;
    }
    if (tally.sent + tally.missed > before) ctx.wakeWorker();
    last = due.at(-1);
    if (due.length < BATCH) break;
  }
  if (errors.length > 0) throw errors[0];
  return tally;
}

async function remind(ctx: Context, tx: Transaction, due: WaitingReminder): Promise<keyof ReminderTally> {
  const found = await findFreeMeeting(tx, due.meetingId);
  if (found === 'taken') return 'left';
  const waiting = await waitingReminder(tx, due.meetingId);
  // Another process was quicker, the meeting has changed since this was read, or the clock was set back.
  const now = ctx.clock.now();
  if (waiting?.id !== due.id || waiting.runAt > now) return 'left';
  if (found === null) {
    await settleReminder(tx, waiting, { outcome: 'nothing' }, now);
    return 'nothing';
  }
  const { meeting } = found;
  const { next, ...verdict } = judgeReminders(meeting, waiting.runAt, now);
  // What is missed is owed all the same: it is refused at its first try, where whoever asks what became of it sees why.
  const minutes = verdict.outcome === 'missed' ? (verdict.passedOver.at(-1) ?? null) : verdict.minutes;
  const jobs: NewJob[] = minutes === null ? [] : await reminderMessages(ctx, tx, meeting, minutes);
  if (next !== null) jobs.push(reminderJob(meeting, next));
  await settleReminder(tx, waiting, verdict, now);
  await enqueueJobs(tx, jobs, ctx.clock);
  return verdict.outcome;
}

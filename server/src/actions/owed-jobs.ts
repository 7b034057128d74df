import { type MailedChange, type MailOptions, mailJob, messageId, owedMails } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Transaction } from '../store/database.ts';
import { enqueueJobs, type NewJob } from '../store/jobs.ts';
import type { Context } from './context.ts';

/** The kind of job that lets a meeting lapse which its host has not confirmed; its payload is `{ meetingId }`. */
export const CONFIRMATION_DEADLINE = 'confirmation_deadline';

/**
 * Writes what a change of a meeting owes the world, in the transaction of the change: a mail to each of its people, and after the booking
 * of one that awaits confirmation the end of that wait.
 */
export async function oweChange(
  ctx: Context,
  tx: Transaction,
  meeting: Meeting,
  change: MailedChange,
  facts: Omit<MailOptions, 'newMessageId'>,
): Promise<void> {
  const { hostname } = new URL(ctx.publicUrl);
  const newMessageId = () => messageId(ctx.clock.randomBytes(16), hostname);
  const now = ctx.clock.now();
  const jobs: NewJob[] = owedMails(meeting, change, { ...facts, newMessageId }).map((mail) => mailJob(mail, now));
  if (change === 'booked' && meeting.confirmBy !== null) {
    jobs.push({
      kind: CONFIRMATION_DEADLINE,
      payload: { meetingId: meeting.id },
      dedupeKey: `${CONFIRMATION_DEADLINE}:${meeting.id}:${meeting.sequence}`,
      runAt: meeting.confirmBy,
    });
  }
  await enqueueJobs(tx, jobs, ctx.clock);
}

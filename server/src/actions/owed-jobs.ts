import { type ChangedBy, type MailedChange, mailJob, messageId, owedMails } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type ChangeRules, changesOpen } from '../domain/meeting-changes.ts';
import { reminderAfterChange } from '../domain/reminder.ts';
import type { WebhookEvent } from '../domain/webhook.ts';
import { findClient } from '../store/clients.ts';
import type { Transaction } from '../store/database.ts';
import { enqueueJobs, type NewJob } from '../store/jobs.ts';
import { meetingTokenId } from '../store/portal-tokens.ts';
import { reminderJob, settleReminder, waitingReminder } from '../store/reminders.ts';
import type { Context } from './context.ts';
import { findListeners } from './listeners.ts';
import { oweEvent } from './owe-events.ts';
import { pushesOfChange } from './owe-pushes.ts';
import { changeTexts } from './owed-texts.ts';

/** The kind of job that lets a meeting lapse which its host has not confirmed; its payload is `{ meetingId }`. */
export const CONFIRMATION_DEADLINE = 'confirmation_deadline';

/** What happened to a meeting, which is written already. */
export interface OwedChange {
  readonly meeting: Meeting;
  /** As it stood; absent where it was booked. */
  readonly before?: Meeting;
  readonly change: MailedChange;
  readonly by: ChangedBy;
  /** What its client may still do depends on it; null where that is nothing. */
  readonly type: ChangeRules | null;
  /** The number given with a booking; for what comes later the one that the client is known by. */
  readonly clientPhone?: string | undefined;
}

/** What webhooks call it; of changed details they are not told. */
const EVENTS: Readonly<Record<MailedChange, WebhookEvent | null>> = {
  booked: 'meeting.created',
  confirmed: 'meeting.confirmed',
  moved: 'meeting.rescheduled',
  changed: null,
  declined: 'meeting.cancelled',
  cancelled: 'meeting.cancelled',
};

/**
 * Writes what a change of a meeting owes the world, in the transaction of the change: a mail to each of its people, a text, a notice to each browser
 * that asked for them, its next reminder, its event to the webhooks, and where it now awaits confirmation the end of that wait.
 */
export async function oweChange(ctx: Context, tx: Transaction, owed: OwedChange): Promise<void> {
  const { meeting, before, change, by, type } = owed;
  const { hostname } = new URL(ctx.publicUrl);
  const now = ctx.clock.now();
  const mails = owedMails(meeting, change, {
    newMessageId: () => messageId(ctx.clock.randomBytes(16), hostname),
    before,
    by,
    portalTokenId: meetingTokenId(meeting.id),
    open: type ? changesOpen(meeting, type, now) : undefined,
    clientPhone: owed.clientPhone ?? (before && (await findClient(tx, meeting.clientId))?.phone) ?? undefined,
  });
  const jobs: NewJob[] = mails.map((mail) => mailJob(mail, now));
  // A deadline that has been put off is asked for by the job of the old one too, and found not to have passed.
  if ((change === 'booked' || change === 'moved') && meeting.confirmBy !== null) {
    jobs.push({
      kind: CONFIRMATION_DEADLINE,
      payload: { meetingId: meeting.id },
      dedupeKey: `${CONFIRMATION_DEADLINE}:${meeting.id}:${meeting.revision}`,
      runAt: meeting.confirmBy,
    });
  }
  jobs.push(...(await owedReminder(tx, owed, now)), ...(await changeTexts(ctx, tx, owed)));
  const event = EVENTS[change];
  // What no webhook is told of no notice tells either.
  const listeners = event === null ? null : await findListeners(tx);
  if (listeners) jobs.push(...(await pushesOfChange(tx, listeners, owed, now)));
  await enqueueJobs(tx, jobs, ctx.clock);
  if (event !== null && listeners) await oweEvent(ctx, tx, { type: event, meeting }, listeners);
}

/** The next reminder in place of what waited; nothing waits of what is only now booked. */
async function owedReminder(tx: Transaction, { meeting, before, change }: OwedChange, now: number): Promise<NewJob[]> {
  const waiting = before ? await waitingReminder(tx, meeting.id) : null;
  const next = reminderAfterChange(before, meeting, waiting?.runAt ?? null, now);
  if (next === 'keep') return [];
  if (waiting) await settleReminder(tx, waiting, { outcome: 'replaced', by: change }, now);
  return next === null ? [] : [reminderJob(meeting, next)];
}

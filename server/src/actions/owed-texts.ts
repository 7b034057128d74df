import { newId } from '../domain/id.ts';
import { type ChangedBy, type MailedChange, recipientOf, recipients } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { changeTemplate, type OwedText, TEXT_MESSAGE, type TextTemplate, textTime } from '../domain/text-message.ts';
import type { Transaction } from '../store/database.ts';
import type { NewJob } from '../store/jobs.ts';
import { numberToText } from '../store/text-choices.ts';
import type { Context } from './context.ts';

/** The text that a change owes a client who asked for texts: of what a host did to a meeting that is yet to begin. */
export async function changeTexts(
  ctx: Context,
  tx: Transaction,
  { meeting, change, by }: { readonly meeting: Meeting; readonly change: MailedChange; readonly by: ChangedBy },
): Promise<NewJob[]> {
  const template = ctx.texts ? changeTemplate(change, by) : null;
  if (template === null || meeting.start <= ctx.clock.now()) return [];
  return textJobs(ctx, tx, meeting, { template, dedupeKey: `${template}:${meeting.revision}` });
}

/** The text of one reminder: once for each start and so many minutes before it, as its mails. */
export async function reminderTexts(
  ctx: Context,
  tx: Transaction,
  meeting: Meeting,
  minutes: number,
): Promise<NewJob[]> {
  const template = 'client_reminder';
  return textJobs(ctx, tx, meeting, { template, dedupeKey: `${template}:${meeting.start}:${minutes}` });
}

/** None where the server sends none, and, at the cost of one question, where the client wants none. */
async function textJobs(
  ctx: Context,
  tx: Transaction,
  meeting: Meeting,
  { template, dedupeKey }: { readonly template: TextTemplate; readonly dedupeKey: string },
): Promise<NewJob[]> {
  const [client] = recipients(meeting);
  const number = ctx.texts && client ? await numberToText(tx, meeting) : null;
  if (!ctx.texts || !client || number === null) return [];
  const { id: meetingId, start } = meeting;
  const now = ctx.clock.now();
  const payload: OwedText = { template, id: newId('txt', now, ctx.clock.randomBytes(10)), meetingId, start, number };
  // What can only come too late is refused at its first try, where whoever asks sees why.
  const runAt = textTime(ctx.texts.quietHours, recipientOf(client, meeting).timeZone, start, now) ?? now;
  return [{ kind: TEXT_MESSAGE, payload, orderKey: 'text', dedupeKey, runAt, recipient: number, meetingId }];
}

import { messageId, recipientOf, recipients } from '../domain/mail.ts';
import type { MailRecipient } from '../domain/mail-recipient.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { OwedTextsMail } from '../domain/notice-mail.ts';
import { isStillSo, monthOf, type OwedText, type TextRules, textTime } from '../domain/text-message.ts';
import type { SendText } from '../notify/text-gateway.ts';
import { countText } from '../store/counted-texts.ts';
import type { Transaction } from '../store/database.ts';
import { listHosts } from '../store/hosts.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { findMeeting } from '../store/meetings.ts';
import { numberToText } from '../store/text-choices.ts';
import type { Context } from './context.ts';
import { stopToken } from './stop-token.ts';

/** How text messages are written and sent. */
export interface TextPost {
  compose(template: OwedText['template'], meeting: Meeting, stopUrl: string): string;
  readonly send: SendText;
}

/** A text that is of no use any more, or may not be sent: whoever asks sees why. */
class TextDropped extends Error {
  override readonly name = 'TextDropped';
  /** What the job worker asks of an error before it tries again. */
  readonly isFinal = true;
}

/** It is night where the reader is. */
class TextPutOff extends Error {
  override readonly name = 'TextPutOff';
  /** What the job worker asks of an error when it is to try again, epoch milliseconds. */
  readonly notBefore: number;

  constructor(notBefore: number) {
    super('The quiet hours of whom it is for have begun.');
    this.notBefore = notBefore;
  }
}

/**
 * Runs a job of the kind TEXT_MESSAGE: one try, of the meeting as it is now. Throws an error that is final where nobody needs it any more, the client
 * wants none (there), the month has had enough, or the gateway refuses it; anything else where a later try may succeed.
 */
export async function deliverText(ctx: Context, post: TextPost, owed: OwedText, signal: AbortSignal): Promise<void> {
  const { texts } = ctx;
  const meeting = (await findMeeting(ctx.store.db, owed.meetingId))?.meeting;
  const [client] = meeting ? recipients(meeting) : [];
  if (!texts || !meeting || !client) throw new TextDropped('The meeting, or what sends texts, is gone.');
  const { timeZone } = recipientOf(client, meeting);
  await refuseUseless(ctx, texts, owed, meeting, timeZone);
  const stopUrl = `${ctx.publicUrl}/t/${stopToken(ctx.secret, meeting.id)}`;
  const text = post.compose(owed.template, meeting, stopUrl);
  await takeFromMonth(ctx, texts, owed.id);
  await post.send({ to: owed.number, text, id: owed.id }, signal);
}

async function refuseUseless(
  ctx: Context,
  { quietHours }: TextRules,
  owed: OwedText,
  meeting: Meeting,
  timeZone: string,
): Promise<void> {
  const now = ctx.clock.now();
  if (owed.start <= now) throw new TextDropped('The meeting had begun before this text could be sent.');
  if (!isStillSo(owed, meeting)) throw new TextDropped('The meeting has changed since: this is not so any more.');
  if ((await numberToText(ctx.store.db, meeting)) !== owed.number) {
    throw new TextDropped('The client wants no texts at this number any more.');
  }
  const at = textTime(quietHours, timeZone, owed.start, now);
  if (at === null) throw new TextDropped('The quiet hours of whom it is for last until the meeting begins.');
  if (at > now) throw new TextPutOff(at);
}

/** Throws where the month has had enough. Whoever takes the last place tells the owners and admins, once a month. */
async function takeFromMonth(ctx: Context, { monthlyCap: cap }: TextRules, id: string): Promise<void> {
  if (cap === null) return;
  const now = ctx.clock.now();
  const month = monthOf(now);
  const taken = await ctx.store.write(async (tx) => {
    const count = await countText(tx, { id, month }, cap);
    if (count === null || count >= cap) await oweNotices(ctx, tx, cap, now);
    return count;
  });
  if (taken === null || taken >= cap) ctx.wakeWorker();
  if (taken === null) throw new TextDropped(`The ${cap} text messages of ${month} are used up.`);
}

async function oweNotices(ctx: Context, tx: Transaction, cap: number, now: number): Promise<void> {
  const { hostname } = new URL(ctx.publicUrl);
  const at = new Date(now);
  const until = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1);
  const hosts = (await listHosts(tx)).filter(({ role }) => role !== 'member');
  const jobs = hosts.map(({ name, email, timeZone, locale }) => {
    const recipient: MailRecipient = { name, email, timeZone, locale };
    const newId = messageId(ctx.clock.randomBytes(16), hostname);
    const mail: OwedTextsMail = { template: 'host_texts_used_up', recipient, messageId: newId, cap, until };
    const orderKey = `texts_used_up ${email}`;
    return { kind: 'mail', payload: mail, orderKey, dedupeKey: monthOf(now), runAt: now, recipient: email };
  });
  await enqueueJobs(tx, jobs, ctx.clock);
}

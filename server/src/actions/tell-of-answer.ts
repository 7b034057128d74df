import { answerMailJobs, type ToldAnswer } from '../domain/guest-answer-mail.ts';
import { MINUTE_MS } from '../domain/local-time.ts';
import { messageId } from '../domain/mail.ts';
import { isStanding, type Meeting, statusAt } from '../domain/meeting.ts';
import type { Transaction } from '../store/database.ts';
import { markAnswerTold, waitingAnswer } from '../store/guest-answers.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { findMeetingToChange } from '../store/meetings.ts';
import type { Context } from './context.ts';

/** The kind of job that tells the hosts of a meeting what a guest answers; its payload is an AnswerToTell. */
export const GUEST_ANSWER = 'guest_answer';

/** Whose answer, and what the hosts know of it. */
export interface AnswerToTell {
  readonly meetingId: string;
  /** In lower case. */
  readonly email: string;
  readonly known: ToldAnswer;
}

/** So long a guest may think better of it before anybody is told, and then what they say last is. */
const THOUGHT_OVER_MS = 5 * MINUTE_MS;

/** Owes that the hosts are told of a guest's answer, which has just changed; what is due soon anyway tells it as it is then. */
export async function oweAnswer(
  ctx: Context,
  tx: Transaction,
  { before, after, email: address }: { readonly before: Meeting; readonly after: Meeting; readonly email: string },
): Promise<void> {
  const email = address.toLowerCase();
  const orderKey = orderKeyOf(email);
  if (await waitingAnswer(tx, after.id, orderKey)) return;
  const guest = before.participants.find((one) => one.role === 'guest' && one.email.toLowerCase() === email);
  const known = { start: before.start, response: guest?.response ?? 'needs_action' };
  const payload: AnswerToTell = { meetingId: after.id, email, known };
  const runAt = ctx.clock.now() + THOUGHT_OVER_MS;
  await enqueueJobs(
    tx,
    [{ kind: GUEST_ANSWER, payload, orderKey, dedupeKey: String(after.revision), runAt, meetingId: after.id }],
    ctx.clock,
  );
}

/**
 * Runs a job of the kind GUEST_ANSWER: owes each host a mail of the answer as it is now, unless it is what they know. A second run finds nothing;
 * an answer that is being written waits for this transaction or is in it. Answers how many mails.
 */
export async function tellOfAnswer(ctx: Context, { meetingId, email }: AnswerToTell): Promise<number> {
  const owed = await ctx.store.write(async (tx) => {
    const found = await findMeetingToChange(tx, meetingId);
    const waiting = found && (await waitingAnswer<AnswerToTell>(tx, meetingId, orderKeyOf(email)));
    if (!waiting) return 0;
    await markAnswerTold(tx, waiting);
    const now = ctx.clock.now();
    if (!isStanding(statusAt(found.meeting, now))) return 0;
    const { hostname } = new URL(ctx.publicUrl);
    const newMessageId = () => messageId(ctx.clock.randomBytes(16), hostname);
    return enqueueJobs(
      tx,
      answerMailJobs(found.meeting, email, waiting.payload.known, { newMessageId, now }),
      ctx.clock,
    );
  });
  if (owed > 0) ctx.wakeWorker();
  return owed;
}

function orderKeyOf(email: string): string {
  return `${GUEST_ANSWER} ${email}`;
}

import { MINUTE_MS } from '../domain/local-time.ts';
import { messageId } from '../domain/mail.ts';
import type { Note, NoteSide } from '../domain/note.ts';
import { noteMailJobs } from '../domain/note-mail.ts';
import type { Transaction } from '../store/database.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { findMeetingToChange } from '../store/meetings.ts';
import { isTellingDue, notesOfMeeting, takeUntold } from '../store/notes.ts';
import { meetingTokenId } from '../store/portal-tokens.ts';
import type { Context } from './context.ts';
import { wanted } from './mails-off.ts';
import { pushesOfNotes } from './owe-pushes.ts';

/** The kind of job that tells the other side of notes; its payload is `{ meetingId, role }`, the role of who wrote them. */
export const NOTE_MAIL = 'note_mail';

/** Notes of one side that are shared so soon after another go into one mail. */
const GATHERED_MS = 5 * MINUTE_MS;

/** Owes that the other side is told of a note that is being shared, before it is written; what is due soon anyway tells of it too. */
export async function oweTelling(ctx: Context, tx: Transaction, note: Note): Promise<void> {
  const { meetingId, author, id } = note;
  const now = ctx.clock.now();
  const side = { meetingId, role: author.role };
  if (await isTellingDue(tx, side, now - GATHERED_MS)) return;
  const job = { kind: NOTE_MAIL, payload: side, dedupeKey: `${NOTE_MAIL} ${id}`, runAt: now + GATHERED_MS };
  await enqueueJobs(tx, [job], ctx.clock);
}

/**
 * Runs a job of the kind NOTE_MAIL: owes the mails and notices that tell of all that one side has shared and nobody was told of, as it reads now. A second run finds
 * nothing; a note that is being written waits for this transaction or is in it. Answers how many.
 */
export async function tellOfNotes(ctx: Context, { meetingId, role }: NoteSide): Promise<number> {
  const owed = await ctx.store.write(async (tx) => {
    const found = await findMeetingToChange(tx, meetingId);
    if (!found) return 0;
    const untold = await takeUntold(tx, { meetingId, role });
    if (untold.size === 0) return 0;
    const notes = (await notesOfMeeting(tx, meetingId)).filter(({ id }) => untold.has(id));
    const { hostname } = new URL(ctx.publicUrl);
    const newMessageId = () => messageId(ctx.clock.randomBytes(16), hostname);
    const jobs = noteMailJobs(found.meeting, notes, {
      newMessageId,
      portalTokenId: meetingTokenId(meetingId),
      now: ctx.clock.now(),
    });
    const mails = await wanted(tx, 'notes', jobs);
    const pushes = await pushesOfNotes(tx, found.meeting, notes, ctx.clock.now());
    return enqueueJobs(tx, [...mails, ...pushes], ctx.clock);
  });
  if (owed > 0) ctx.wakeWorker();
  return owed;
}

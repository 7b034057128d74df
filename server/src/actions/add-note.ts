import { newId } from '../domain/id.ts';
import { type Author, authorId, type Note, type SeenNote, seenBy } from '../domain/note.ts';
import type { Transaction } from '../store/database.ts';
import { followSharedNotes, insertNote } from '../store/notes.ts';
import type { Context } from './context.ts';
import { aloneWithKey, alreadyDone, type IdempotencyKey, keepAsDone } from './idempotency.ts';
import { meetingToNote } from './note-to-change.ts';
import { oweEvent } from './owe-events.ts';
import { oweTelling } from './tell-of-notes.ts';

/** What somebody writes; `body` is within the contract's bounds. A client's note is shared, whatever `shared` says. */
export interface AddNote {
  readonly meetingId: string;
  readonly author: Author;
  readonly body: string;
  readonly shared?: boolean | undefined;
  readonly idempotency?: IdempotencyKey | undefined;
}

/**
 * Writes a note on a meeting, finished and cancelled ones too; if it is shared, the other side is told by mail a little later, and webhooks are at once. Answers it as its
 * author sees it. Throws Failure not_found where there is no such meeting; whether the author may reach it was looked at before.
 */
export async function addNote(ctx: Context, command: AddNote): Promise<SeenNote> {
  const { author, idempotency } = command;
  const note = await aloneWithKey(ctx.store, idempotency, () =>
    ctx.store.write(async (tx) => {
      const now = ctx.clock.now();
      const earlier = idempotency && (await alreadyDone(tx, idempotency, now));
      if (earlier) return earlier as SeenNote;
      const seen = seenBy(await write(ctx, tx, command), author) as SeenNote;
      if (idempotency) await keepAsDone(tx, idempotency, seen, now);
      return seen;
    }),
  );
  if (note.shared) ctx.wakeWorker();
  return note;
}

async function write(ctx: Context, tx: Transaction, { meetingId, author, body, shared }: AddNote): Promise<Note> {
  const meeting = await meetingToNote(tx, meetingId);
  const now = ctx.clock.now();
  const isShared = author.role === 'client' || shared === true;
  const note: Note = {
    // As if made with the meeting: an id tells when it was made, and a client is not to learn when a note was written that was private first.
    id: newId('not', meeting.createdAt, ctx.clock.randomBytes(10)),
    meetingId,
    author: { role: author.role, id: authorId(author), name: author.name },
    body,
    sharedAt: isShared ? now : null,
    createdAt: now,
    updatedAt: now,
    revisions: [],
  };
  if (isShared) await oweTelling(ctx, tx, note);
  await insertNote(tx, note);
  if (isShared) {
    await followSharedNotes(tx, meetingId);
    await oweEvent(ctx, tx, { type: 'note.created', meeting, note });
  }
  return note;
}

import { Failure } from '../domain/failures.ts';
import { changedNote, type SeenNote, seenBy } from '../domain/note.ts';
import { findMeeting } from '../store/meetings.ts';
import { followSharedNotes, updateNote } from '../store/notes.ts';
import type { Context } from './context.ts';
import { findNoteToChange, type NoteAddress } from './note-to-change.ts';
import { oweEvent } from './owe-events.ts';
import { oweTelling } from './tell-of-notes.ts';

/** `body` is within the contract's bounds; `shared: true` shares a host's private note from now on. Absent: as it is. */
export interface ChangeNote extends NoteAddress {
  readonly body?: string | undefined;
  readonly shared?: boolean | undefined;
}

/**
 * Changes one's own note; the earlier text is kept. Where nothing changes nothing is written. Answers the note as its author sees it.
 * Throws Failure not_found, forbidden (another's note), or change_refused: what the client may have read cannot become private again.
 */
export async function changeNote(ctx: Context, command: ChangeNote): Promise<SeenNote> {
  const { note, sharedNow } = await ctx.store.write(async (tx) => {
    const before = await findNoteToChange(tx, command);
    if (command.shared === false && before.sharedAt !== null) {
      throw new Failure('change_refused', 'A note that is shared stays shared; it can be deleted.');
    }
    const after = changedNote(before, { body: command.body, share: command.shared }, ctx.clock.now());
    const isNew = before.sharedAt === null && after.sharedAt !== null;
    if (isNew) await oweTelling(ctx, tx, after);
    if (after !== before) await updateNote(tx, before, after);
    if (isNew) {
      await followSharedNotes(tx, before.meetingId);
      const found = await findMeeting(tx, before.meetingId);
      if (found) await oweEvent(ctx, tx, { type: 'note.created', meeting: found.meeting, note: after });
    }
    return { note: after, sharedNow: isNew };
  });
  if (sharedNow) ctx.wakeWorker();
  return seenBy(note, command.author) as SeenNote;
}

import { followSharedNotes, markNoteDeleted } from '../store/notes.ts';
import type { Context } from './context.ts';
import { findNoteToChange, type NoteAddress } from './note-to-change.ts';

/** Takes one's own note out of every list; nobody is told of it any more. Throws Failure not_found or forbidden (another's note). */
export async function deleteNote(ctx: Context, address: NoteAddress): Promise<void> {
  await ctx.store.write(async (tx) => {
    const note = await findNoteToChange(tx, address);
    await markNoteDeleted(tx, note.id, ctx.clock.now());
    if (note.sharedAt !== null) await followSharedNotes(tx, note.meetingId);
  });
}

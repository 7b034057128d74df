import { createHash } from 'node:crypto';
import { type Author, type SeenNote, seenNotes } from '../domain/note.ts';
import { notesOfMeeting } from '../store/notes.ts';
import type { Context } from './context.ts';

/** The notes of a meeting as this reader sees them, oldest first. Whether they may reach the meeting was looked at before. */
export async function listNotes(
  ctx: Context,
  { meetingId, reader }: { readonly meetingId: string; readonly reader: Author },
): Promise<SeenNote[]> {
  return seenNotes(await notesOfMeeting(ctx.store.db, meetingId), reader);
}

/**
 * Something opaque that differs after each change of what this reader sees of a meeting's notes, and after no other: what a client may not read
 * leaves no trace in it.
 */
export function notesStamp(notes: readonly Pick<SeenNote, 'id' | 'updatedAt'>[]): string {
  const known = notes.map(({ id, updatedAt }) => `${id} ${updatedAt}`).join('\n');
  return createHash('sha256').update(known).digest('base64url').slice(0, 22);
}

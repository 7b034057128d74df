import { instantText } from '../domain/local-time.ts';
import type { SeenNote } from '../domain/note.ts';
import type { NoteView } from './portal-contract.ts';

/** A note as its reader sees it, on the wire. */
export function noteView(note: SeenNote): NoteView {
  const { id, author, body, shared, mine } = note;
  return {
    id,
    author: { role: author.role, name: author.name },
    body,
    shared,
    mine,
    createdAt: instantText(note.createdAt),
    updatedAt: instantText(note.updatedAt),
    revisions: note.revisions.map((earlier) => ({
      body: earlier.body,
      writtenAt: instantText(earlier.writtenAt),
      replacedAt: instantText(earlier.replacedAt),
    })),
  };
}

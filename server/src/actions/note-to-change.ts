import { Failure } from '../domain/failures.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Author, mayChange, mayRead, type Note } from '../domain/note.ts';
import type { Transaction } from '../store/database.ts';
import { findMeetingToChange } from '../store/meetings.ts';
import { notesOfMeeting } from '../store/notes.ts';

/** Whose note, on which meeting. */
export interface NoteAddress {
  readonly meetingId: string;
  readonly noteId: string;
  readonly author: Author;
}

/**
 * The note, with its meeting locked until this transaction ends. Throws Failure not_found where there is none that the author may read, and
 * forbidden where they read it but somebody else wrote it.
 */
export async function findNoteToChange(tx: Transaction, { meetingId, noteId, author }: NoteAddress): Promise<Note> {
  await meetingToNote(tx, meetingId);
  const note = (await notesOfMeeting(tx, meetingId)).find(({ id }) => id === noteId);
  if (!note || !mayRead(note, author)) throw new Failure('not_found', 'There is no such note.');
  if (!mayChange(note, author)) throw new Failure('forbidden', 'A note is changed and deleted by its author alone.');
  return note;
}

/** The meeting, whatever its state, locked until this transaction ends, as every writer and teller of its notes does. Throws Failure not_found. */
export async function meetingToNote(tx: Transaction, meetingId: string): Promise<Meeting> {
  const found = await findMeetingToChange(tx, meetingId);
  if (!found) throw new Failure('not_found', 'There is no such meeting.');
  return found.meeting;
}

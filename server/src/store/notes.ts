import { type Selectable, sql } from 'kysely';
import type { Note, NoteRevision, NoteSide } from '../domain/note.ts';
import type { Db, Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';
import type { NoteTable } from './schema.ts';

const ofMeeting = prepared((db, p: { meetingId: string }) =>
  db.selectFrom('notes').selectAll().where('meeting_id', '=', p.meetingId).where('deleted_at_ms', 'is', null),
);

const revisionsOf = prepared((db, p: { meetingId: string }) =>
  db
    .selectFrom('note_revisions')
    .innerJoin('notes', 'notes.id', 'note_revisions.note_id')
    .select(['note_revisions.note_id', 'note_revisions.body', 'note_revisions.replaced_at_ms'])
    .where('notes.meeting_id', '=', p.meetingId)
    .where('notes.deleted_at_ms', 'is', null)
    .orderBy('note_revisions.note_id')
    .orderBy('note_revisions.revision'),
);

/** Every note of a meeting that is not deleted, private ones too, in no order. */
export async function notesOfMeeting(db: Db, meetingId: string): Promise<Note[]> {
  const rows = await ofMeeting(db, { meetingId });
  const revisions = new Map<string, NoteRevision[]>();
  for (const row of rows.length > 0 ? await revisionsOf(db, { meetingId }) : []) {
    const earlier = revisions.get(row.note_id) ?? [];
    earlier.push({ body: row.body, replacedAt: row.replaced_at_ms });
    revisions.set(row.note_id, earlier);
  }
  return rows.map((row) => toNote(row, revisions.get(row.id) ?? []));
}

/** A new note; where it is shared, the other side is yet to be told of it. */
export async function insertNote(tx: Transaction, note: Note): Promise<void> {
  const { role, id, name } = note.author;
  await insertRows(tx, 'notes', [
    {
      id: note.id,
      meeting_id: note.meetingId,
      author_role: role,
      author_client_id: role === 'client' ? id : null,
      author_host_id: role === 'host' ? id : null,
      author_name: name,
      body: note.body,
      shared: note.sharedAt === null ? 0 : 1,
      shared_at_ms: note.sharedAt,
      told: 0,
      created_at_ms: note.createdAt,
      updated_at_ms: note.updatedAt,
      deleted_at_ms: null,
    },
  ]);
}

/** Writes a changed note, and the revisions that are new since `before`. */
export async function updateNote(tx: Transaction, before: Note, note: Note): Promise<void> {
  await tx
    .updateTable('notes')
    .set({
      body: note.body,
      shared: note.sharedAt === null ? 0 : 1,
      shared_at_ms: note.sharedAt,
      updated_at_ms: note.updatedAt,
    })
    .where('id', '=', note.id)
    .execute();
  const known = before.revisions.length;
  const added = note.revisions.slice(known).map(({ body, replacedAt }, index) => ({
    note_id: note.id,
    revision: known + index + 1,
    body,
    replaced_at_ms: replacedAt,
  }));
  await insertRows(tx, 'note_revisions', added);
}

/** From now on the note is in no list; its row stays. `now` is epoch milliseconds. */
export async function markNoteDeleted(tx: Transaction, noteId: string, now: number): Promise<void> {
  await tx.updateTable('notes').set({ deleted_at_ms: now }).where('id', '=', noteId).execute();
}

const follow = prepared((db, p: { meetingId: string }) =>
  db
    .updateTable('meetings')
    .set((meeting) => ({
      notes_shared_at_ms: meeting
        .selectFrom('notes')
        .select((note) => note.fn.max('notes.shared_at_ms').as('latest'))
        .where('notes.meeting_id', '=', p.meetingId)
        .where('notes.deleted_at_ms', 'is', null),
    }))
    .where('id', '=', p.meetingId),
);

/** Makes the meeting say when a note was last shared that still stands. */
export async function followSharedNotes(tx: Transaction, meetingId: string): Promise<void> {
  await follow(tx, { meetingId });
}

const waiting = prepared((db, p: NoteSide & { since: number }) =>
  db
    .selectFrom('notes')
    .select('id')
    .where('meeting_id', '=', p.meetingId)
    .where('author_role', '=', p.role)
    .where('told', '=', sql.lit(0))
    .where('shared_at_ms', '>', p.since)
    .limit(sql.lit(1)),
);

/**
 * Whether a note that this side has shared after `since` (epoch milliseconds) is yet to be told of; one that was deleted meanwhile counts, for
 * what shall tell of it still comes.
 */
export async function isTellingDue(tx: Transaction, side: NoteSide, since: number): Promise<boolean> {
  return (await waiting(tx, { ...side, since })).length > 0;
}

const tell = prepared((db, p: NoteSide) =>
  db
    .updateTable('notes')
    .set({ told: sql.lit(1) })
    .where('meeting_id', '=', p.meetingId)
    .where('author_role', '=', p.role)
    .where('told', '=', sql.lit(0))
    .where('shared_at_ms', 'is not', null)
    .returning('id'),
);

/** Marks as told what this side has shared and nobody was told of yet; answers those notes, whether they stand or not. */
export async function takeUntold(tx: Transaction, side: NoteSide): Promise<ReadonlySet<string>> {
  return new Set((await tell(tx, side)).map(({ id }) => id));
}

function toNote(row: Selectable<NoteTable>, revisions: readonly NoteRevision[]): Note {
  const id = row.author_client_id ?? row.author_host_id ?? '';
  return {
    id: row.id,
    meetingId: row.meeting_id,
    author: { role: row.author_role, id, name: row.author_name },
    body: row.body,
    sharedAt: row.shared_at_ms,
    createdAt: row.created_at_ms,
    updatedAt: row.updated_at_ms,
    revisions,
  };
}

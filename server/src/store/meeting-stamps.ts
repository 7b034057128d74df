import type { Db } from './database.ts';

/** What can be seen of a meeting to have changed: nothing of it is what the meeting says. */
export interface MeetingStamp {
  readonly revision: number;
  /** Of the links to it: raised, those given before open nothing any more. */
  readonly generation: number;
  /** The notes that its client may read, by id; `updatedAt` differs after each change of one. */
  readonly notes: readonly { readonly id: string; readonly updatedAt: number }[];
}

/** The stamps of these meetings, in one question; whatever there is not, is not in the answer. */
export async function findMeetingStamps(db: Db, ids: readonly string[]): Promise<Map<string, MeetingStamp>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('meetings')
    .leftJoin('notes', (join) =>
      join
        .onRef('notes.meeting_id', '=', 'meetings.id')
        .on('notes.shared', '=', 1)
        .on('notes.deleted_at_ms', 'is', null),
    )
    .select(['meetings.id', 'meetings.revision', 'meetings.portal_generation as generation'])
    .select(['notes.id as note_id', 'notes.updated_at_ms as note_updated_at_ms'])
    .where('meetings.id', 'in', ids)
    .orderBy('meetings.id')
    .orderBy('notes.id')
    .execute();
  const stamps = new Map<string, MeetingStamp & { notes: { id: string; updatedAt: number }[] }>();
  for (const { id, revision, generation, note_id, note_updated_at_ms } of rows) {
    const stamp = stamps.get(id) ?? { revision, generation, notes: [] };
    if (note_id !== null) stamp.notes.push({ id: note_id, updatedAt: note_updated_at_ms ?? 0 });
    stamps.set(id, stamp);
  }
  return stamps;
}

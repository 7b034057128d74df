import type { Kysely, Selectable } from 'kysely';
import type { Meeting, Participant } from '../domain/meeting.ts';
import type { Db } from './database.ts';
import { prepared } from './prepared.ts';
import { type Database, type MeetingTable, parseJson } from './schema.ts';

/** A row of a meeting, with what its type is called now. */
export type MeetingRow = Selectable<MeetingTable> & {
  readonly type_slug: string;
  readonly type_title: string;
  readonly type_locale: string;
};

/** The query of such rows, to be narrowed by its caller. */
export function meetingRows(db: Kysely<Database>) {
  return db
    .selectFrom('meetings')
    .innerJoin('meeting_types', 'meeting_types.id', 'meetings.type_id')
    .selectAll('meetings')
    .select([
      'meeting_types.slug as type_slug',
      'meeting_types.title as type_title',
      'meeting_types.locale as type_locale',
    ]);
}

const people = (db: Kysely<Database>) =>
  db
    .selectFrom('participants')
    .leftJoin('hosts', 'hosts.id', 'participants.host_id')
    .select(['participants.role', 'participants.host_id', 'participants.name', 'participants.email'])
    .select(['participants.response', 'participants.meeting_id', 'hosts.time_zone', 'hosts.locale'])
    .orderBy('participants.meeting_id')
    .orderBy('participants.position');

const peopleOfOne = prepared((db, p: { meetingId: string }) =>
  people(db).where('participants.meeting_id', '=', p.meetingId),
);

type PersonRow = Awaited<ReturnType<typeof peopleOfOne>>[number];

/** The meetings of these rows, in their order; whatever their number, their people are read at once. */
export async function meetingsOfRows(db: Db, rows: readonly MeetingRow[]): Promise<Meeting[]> {
  const [first, ...others] = rows;
  if (!first) return [];
  // The text of a question about one is always the same, and kept.
  const found =
    others.length === 0
      ? await peopleOfOne(db, { meetingId: first.id })
      : await people(db)
          .where(
            'participants.meeting_id',
            'in',
            rows.map((row) => row.id),
          )
          .execute();
  const byMeeting = Map.groupBy(found, (person) => person.meeting_id);
  return rows.map((row) => toMeeting(row, byMeeting.get(row.id) ?? []));
}

function toMeeting(row: MeetingRow, participants: readonly PersonRow[]): Meeting {
  return {
    id: row.id,
    uid: row.uid,
    sequence: row.sequence,
    revision: row.revision,
    status: row.status,
    type: { id: row.type_id, slug: row.type_slug, title: row.type_title, locale: row.type_locale },
    clientId: row.client_id,
    title: row.title,
    description: row.description,
    location: parseJson(row.location),
    joinUrl: row.join_url,
    start: row.start_ms,
    end: row.end_ms,
    durationMinutes: (row.end_ms - row.start_ms) / 60_000,
    timeZone: row.time_zone,
    locale: row.locale,
    participants: participants.map((person) => toParticipant(person, row)),
    answers: parseJson(row.answers),
    metadata: parseJson(row.metadata),
    reminderMinutes: parseJson(row.reminder_minutes),
    moves: row.moves,
    invited: row.invited === 1,
    confirmBy: row.confirm_by_ms,
    notesSharedAt: row.notes_shared_at_ms,
    createdAt: row.created_at_ms,
    updatedAt: row.updated_at_ms,
    cancelledAt: row.cancelled_at_ms,
    cancelledBy: row.cancelled_by,
    cancellationReason: row.cancellation_reason,
  };
}

function toParticipant(person: PersonRow, meeting: MeetingRow): Participant {
  const isClient = person.role === 'client';
  return {
    role: person.role,
    name: person.name,
    email: person.email,
    response: person.response,
    hostId: person.host_id ?? undefined,
    timeZone: person.time_zone ?? (isClient ? meeting.time_zone : undefined),
    locale: person.locale ?? (isClient ? meeting.locale : undefined),
  };
}

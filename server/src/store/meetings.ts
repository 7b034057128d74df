import { sql } from 'kysely';
import { localDateTime } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import { findZone } from '../domain/zone-rules.ts';
import { type Db, hasOneWriter, type Transaction } from './database.ts';
import { meetingRows, meetingsOfRows } from './meeting-rows.ts';
import { insertRows, prepared } from './prepared.ts';
import { keepTextChoice } from './text-choices.ts';

/** Where a meeting sits, and what its portal link is made from, which the meeting itself does not say. */
export interface Place {
  readonly sessionId: string;
  /** From 1 to `capacity`; the database gives each to one standing meeting. */
  readonly seat: number;
  readonly capacity: number;
  /** Epoch milliseconds. */
  readonly portalExpiresAt: number;
}

/** A meeting's first portal link is of this generation. */
export const FIRST_GENERATION = 1;

/** Writes a meeting in its place, with its participants and where its client asks to be texted (`textTo`, E.164; null: nowhere). */
export async function insertMeeting(
  tx: Transaction,
  meeting: Meeting,
  place: Place,
  textTo: string | null,
): Promise<void> {
  await insertRows(tx, 'meetings', [
    {
      ...placeRow(place),
      id: meeting.id,
      uid: meeting.uid,
      type_id: meeting.type.id,
      client_id: meeting.clientId,
      locale: meeting.locale,
      metadata: JSON.stringify(meeting.metadata),
      notes_shared_at_ms: meeting.notesSharedAt,
      portal_generation: FIRST_GENERATION,
      created_at_ms: meeting.createdAt,
      ...changingRow(meeting),
    },
  ]);
  await insertParticipants(tx, meeting);
  if (textTo === null) return;
  const { id: meetingId, clientId, createdAt: chosenAt } = meeting;
  await keepTextChoice(tx, { clientId, meetingId, number: textTo, chosenAt });
}

async function insertParticipants(tx: Transaction, meeting: Meeting): Promise<void> {
  const participants = meeting.participants.map((participant, position) => ({
    meeting_id: meeting.id,
    position,
    role: participant.role,
    host_id: participant.hostId ?? null,
    name: participant.name,
    email: participant.email,
    response: participant.response,
  }));
  await insertRows(tx, 'participants', participants);
}

/** Writes all that a change can touch; with `place` the meeting sits there from now on. `before` is how it was read. */
export async function updateMeeting(
  tx: Transaction,
  before: Meeting,
  meeting: Meeting,
  place: Place | null = null,
): Promise<void> {
  await tx
    .updateTable('meetings')
    .set({
      ...(place ? placeRow(place) : {}),
      ...changingRow(meeting),
    })
    .where('id', '=', meeting.id)
    .execute();
  if (meeting.participants === before.participants) return;
  await tx.deleteFrom('participants').where('meeting_id', '=', meeting.id).execute();
  await insertParticipants(tx, meeting);
}

/** All that a change can touch. */
function changingRow(meeting: Meeting) {
  return {
    sequence: meeting.sequence,
    revision: meeting.revision,
    status: meeting.status,
    title: meeting.title,
    description: meeting.description,
    location: JSON.stringify(meeting.location),
    location_kind: meeting.location.kind,
    join_url: meeting.joinUrl,
    start_ms: meeting.start,
    end_ms: meeting.end,
    time_zone: meeting.timeZone,
    start_wall_clock: startWallClock(meeting),
    answers: JSON.stringify(meeting.answers),
    reminder_minutes: JSON.stringify(meeting.reminderMinutes),
    moves: meeting.moves,
    invited: meeting.invited ? (1 as const) : (0 as const),
    confirm_by_ms: meeting.confirmBy,
    updated_at_ms: meeting.updatedAt,
    cancelled_at_ms: meeting.cancelledAt,
    cancelled_by: meeting.cancelledBy,
    cancellation_reason: meeting.cancellationReason,
  };
}

function placeRow({ sessionId, seat, capacity, portalExpiresAt }: Place) {
  return { session_id: sessionId, seat, capacity, portal_expires_at_ms: portalExpiresAt };
}

const byId = prepared((db, p: { id: string }) => meetingRows(db).where('meetings.id', '=', p.id));

/** A meeting with the place that it sits in. */
export interface FoundMeeting {
  readonly meeting: Meeting;
  readonly sessionId: string;
  readonly seat: number;
  readonly capacity: number;
}

/** The meeting with this id and where it sits; null: there is none. */
export async function findMeeting(db: Db, id: string): Promise<FoundMeeting | null> {
  const [row] = await byId(db, { id });
  if (!row) return null;
  const [meeting] = (await meetingsOfRows(db, [row])) as [Meeting];
  const { session_id: sessionId, seat, capacity } = row;
  return { meeting, sessionId, seat, capacity };
}

const lockedMeeting = prepared((db, p: { id: string }) =>
  db.selectFrom('meetings').select('id').where('id', '=', p.id).forNoKeyUpdate(),
);

/** As `findMeeting`; until this transaction ends nobody else who asks so changes it. */
export async function findMeetingToChange(tx: Transaction, id: string): Promise<FoundMeeting | null> {
  if (!hasOneWriter(tx)) await lockedMeeting(tx, { id });
  return findMeeting(tx, id);
}

const freeMeeting = prepared((db, p: { id: string }) =>
  db.selectFrom('meetings').select('id').where('id', '=', p.id).forNoKeyUpdate().skipLocked(),
);

/** As `findMeetingToChange`, but waits for nobody: `taken` where another transaction has the meeting. */
export async function findFreeMeeting(tx: Transaction, id: string): Promise<FoundMeeting | 'taken' | null> {
  if (hasOneWriter(tx) || (await freeMeeting(tx, { id })).length > 0) return findMeeting(tx, id);
  return (await byId(tx, { id })).length > 0 ? 'taken' : null;
}

/** Turns the confirmed meetings that have ended at `now` (epoch milliseconds) into completed ones; answers how many. */
export async function completePastMeetings(tx: Transaction, now: number): Promise<number> {
  const { numUpdatedRows } = await completion(tx, now)
    // As the index over the confirmed ones has it.
    .where('status', '=', sql.lit('confirmed'))
    .where('end_ms', '<=', now)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** The same of at most `limit` of them, the soonest ended first; answers them as they are then. */
export async function takeCompleted(tx: Transaction, now: number, limit: number): Promise<Meeting[]> {
  const ended = tx
    .selectFrom('meetings')
    .select('id')
    .where('status', '=', sql.lit('confirmed'))
    .where('end_ms', '<=', now)
    .orderBy('end_ms')
    .limit(limit);
  const found = await (hasOneWriter(tx) ? ended : ended.forNoKeyUpdate()).execute();
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  await completion(tx, now).where('id', 'in', ids).execute();
  return meetingsOfRows(tx, await meetingRows(tx).where('meetings.id', 'in', ids).orderBy('meetings.end_ms').execute());
}

const completion = (tx: Transaction, now: number) =>
  tx
    .updateTable('meetings')
    .set((row) => ({ status: 'completed', revision: row('revision', '+', 1), updated_at_ms: now }));

function startWallClock({ timeZone, start }: Meeting): string {
  const zone = findZone(timeZone);
  if (!zone) throw new Error(`a meeting in an unknown time zone, ${timeZone}`);
  return localDateTime(zone, start);
}

import { sql } from 'kysely';
import type { Meeting, MeetingStatus } from '../domain/meeting.ts';
import type { Db } from './database.ts';
import { type MeetingRow, meetingRows, meetingsOfRows } from './meeting-rows.ts';
import { prepared } from './prepared.ts';

const ofClient = prepared((db, p: { id: string; clientId: string }) =>
  meetingRows(db).where('meetings.id', '=', p.id).where('meetings.client_id', '=', p.clientId),
);

/** A client's meeting; null, after the same work: there is none, or it is another client's. */
export async function findClientMeeting(
  db: Db,
  wanted: { readonly clientId: string; readonly id: string },
): Promise<Meeting | null> {
  const [meeting] = await meetingsOfRows(db, await ofClient(db, { id: wanted.id, clientId: wanted.clientId }));
  return meeting ?? null;
}

/** Which meetings of a list: all conditions hold at once. Instants are epoch milliseconds. */
export interface MeetingFilter {
  readonly statuses: readonly MeetingStatus[];
  /** On the start, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** After this one, in the order of start and id; null: from the first. */
  readonly after: { readonly start: number; readonly id: string } | null;
  readonly limit: number;
}

const NOBODY_YET = { start: -1, id: '' };

/**
 * A client's meetings, soonest first and then by id. Two questions, whatever their number: the first reads an index from where the list goes on,
 * so that what lies before costs nothing.
 */
export async function listClientMeetings(db: Db, clientId: string, filter: MeetingFilter): Promise<Meeting[]> {
  const { statuses, to, limit } = filter;
  const { start, id } = filter.after ?? NOBODY_YET;
  // SQLite begins its reading at one condition alone.
  const from = Math.max(filter.from, start);
  const rows: MeetingRow[] = await listed(db, { clientId, start, id, statuses: [...statuses], from, to, limit });
  return meetingsOfRows(db, rows);
}

const listed = prepared(
  (
    db,
    p: {
      clientId: string;
      start: number;
      id: string;
      statuses: MeetingStatus[];
      from: number;
      to: number;
      limit: number;
    },
  ) =>
    meetingRows(db)
      .where('meetings.client_id', '=', p.clientId)
      .where('meetings.status', 'in', p.statuses)
      .where('meetings.start_ms', '>=', p.from)
      .where('meetings.start_ms', '<', p.to)
      .where(sql<boolean>`(meetings.start_ms, meetings.id) > (${p.start}, ${p.id})`)
      .orderBy('meetings.start_ms')
      .orderBy('meetings.id')
      .limit(p.limit),
);

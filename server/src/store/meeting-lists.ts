import { type Kysely, sql } from 'kysely';
import type { Meeting, MeetingStatus } from '../domain/meeting.ts';
import type { Db } from './database.ts';
import { type MeetingRow, meetingRows, meetingsOfRows } from './meeting-rows.ts';
import { prepared } from './prepared.ts';
import type { Database } from './schema.ts';

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
  readonly order: 'soonest' | 'latest';
  /** After this one in the order of start and id, whichever way it goes; null: from the first. */
  readonly after: { readonly start: number; readonly id: string } | null;
  readonly limit: number;
}

/**
 * A client's meetings by start and then by id. Two questions, whatever their number: the first reads an index from where the list goes on,
 * so that what lies before costs nothing.
 */
export async function listClientMeetings(db: Db, clientId: string, filter: MeetingFilter): Promise<Meeting[]> {
  const { order, after, from, to, limit } = filter;
  const statuses = [...filter.statuses];
  const question = { clientId, statuses, limit };
  // SQLite begins its reading at one condition alone, so the bound of the range moves along.
  const rows: MeetingRow[] =
    order === 'soonest'
      ? await soonest(db, { ...question, ...(after ?? FIRST), from: Math.max(from, after?.start ?? 0), to })
      : await latest(db, { ...question, ...(after ?? LAST), from, to: Math.min(to, (after ?? LAST).start + 1) });
  return meetingsOfRows(db, rows);
}

const FIRST = { start: -1, id: '' };
const LAST = { start: Number.MAX_SAFE_INTEGER - 1, id: '' };

interface Question {
  readonly clientId: string;
  readonly statuses: readonly MeetingStatus[];
  readonly start: number;
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

const within = (db: Kysely<Database>, p: Question) =>
  meetingRows(db)
    .where('meetings.client_id', '=', p.clientId)
    .where('meetings.status', 'in', p.statuses)
    .where('meetings.start_ms', '>=', p.from)
    .where('meetings.start_ms', '<', p.to)
    .limit(p.limit);

const soonest = prepared((db, p: Question) =>
  within(db, p)
    .where(sql<boolean>`(meetings.start_ms, meetings.id) > (${p.start}, ${p.id})`)
    .orderBy('meetings.start_ms')
    .orderBy('meetings.id'),
);

const latest = prepared((db, p: Question) =>
  within(db, p)
    .where(sql<boolean>`(meetings.start_ms, meetings.id) < (${p.start}, ${p.id})`)
    .orderBy('meetings.start_ms', 'desc')
    .orderBy('meetings.id', 'desc'),
);

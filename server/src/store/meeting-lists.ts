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
  const question = { clientId, statuses: [...filter.statuses], limit };
  // One place alone where the reading begins: given two, a database may begin at the further one.
  let rows: MeetingRow[];
  if (order === 'soonest') {
    const begin = after && after.start >= from ? after : { start: from - 1, id: AFTER_EVERY_ID };
    rows = await soonest(db, { ...question, ...begin, end: to });
  } else {
    const begin = after && after.start < to ? after : { start: to, id: '' };
    rows = await latest(db, { ...question, ...begin, end: from });
  }
  return meetingsOfRows(db, rows);
}

/** Greater than whatever is an id, as databases compare texts. */
const AFTER_EVERY_ID = '~';

interface Question {
  readonly clientId: string;
  readonly statuses: readonly MeetingStatus[];
  /** The reading begins behind this place. */
  readonly start: number;
  readonly id: string;
  /** Where it ends: not included soonest first, included latest first. */
  readonly end: number;
  readonly limit: number;
}

const ofClientIn = (db: Kysely<Database>, { clientId, statuses, limit }: Question) =>
  meetingRows(db).where('meetings.client_id', '=', clientId).where('meetings.status', 'in', statuses).limit(limit);

/*
 * Where the reading begins is said twice: PostgreSQL, while it knows little of a table that has just grown, takes a bound by itself for one that
 * leaves so much that all of it may as well be gathered and sorted.
 */

const soonest = prepared((db, p: Question) =>
  ofClientIn(db, p)
    .where('meetings.start_ms', '>=', p.start)
    .where(sql<boolean>`(meetings.start_ms, meetings.id) > (${p.start}, ${p.id})`)
    .where('meetings.start_ms', '<', p.end)
    .orderBy('meetings.start_ms')
    .orderBy('meetings.id'),
);

const latest = prepared((db, p: Question) =>
  ofClientIn(db, p)
    .where('meetings.start_ms', '<=', p.start)
    .where(sql<boolean>`(meetings.start_ms, meetings.id) < (${p.start}, ${p.id})`)
    .where('meetings.start_ms', '>=', p.end)
    .orderBy('meetings.start_ms', 'desc')
    .orderBy('meetings.id', 'desc'),
);

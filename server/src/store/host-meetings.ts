import { sql } from 'kysely';
import type { Meeting } from '../domain/meeting.ts';
import type { Db } from './database.ts';
import type { MeetingFilter } from './meeting-lists.ts';
import { meetingRows, meetingsOfRows } from './meeting-rows.ts';
import { wordsStandIn } from './text-search.ts';

/** Which of the hosts' meetings: all conditions hold at once; null: no such condition. */
export interface HostMeetingFilter extends MeetingFilter {
  /** Those that each of these hosts holds. */
  readonly hostIds: readonly string[];
  readonly typeSlug: string | null;
  readonly clientId: string | null;
  /** Words that stand in the title, or the client's name or address. */
  readonly search: string | null;
}

/** Meetings by start and then by id. Two questions, whatever their number. */
export async function listHostMeetings(db: Db, filter: HostMeetingFilter): Promise<Meeting[]> {
  const { order, after, typeSlug, clientId, search } = filter;
  const [beyond, direction] = order === 'soonest' ? (['>', 'asc'] as const) : (['<', 'desc'] as const);
  let query = meetingRows(db)
    .where('meetings.status', 'in', filter.statuses)
    .where('meetings.start_ms', '>=', filter.from)
    .where('meetings.start_ms', '<', filter.to)
    .orderBy('meetings.start_ms', direction)
    .orderBy('meetings.id', direction)
    .limit(filter.limit);
  if (after) {
    query = query
      // SQLite begins its reading at one condition alone.
      .where('meetings.start_ms', order === 'soonest' ? '>=' : '<=', after.start)
      .where(sql<boolean>`(meetings.start_ms, meetings.id) ${sql.raw(beyond)} (${after.start}, ${after.id})`);
  }
  for (const hostId of filter.hostIds) query = query.where(isHeldBy(hostId));
  if (typeSlug !== null) query = query.where('meeting_types.slug', '=', typeSlug);
  if (clientId !== null) query = query.where('meetings.client_id', '=', clientId);
  const words = search === null ? null : clientOrTitleHas(search);
  if (words) query = query.where(words);
  return meetingsOfRows(db, await query.execute());
}

/** For a condition on rows of `meetings`. */
export function isHeldBy(hostId: string) {
  return sql<boolean>`exists (select 1 from participants as holder where holder.meeting_id = meetings.id
    and holder.role = 'host' and holder.host_id = ${hostId})`;
}

function clientOrTitleHas(search: string) {
  const words = wordsStandIn(search, ['meetings.title', 'booker.name', 'booker.email']);
  return (
    words &&
    sql<boolean>`exists (select 1 from participants as booker where booker.meeting_id = meetings.id
    and booker.role = 'client' and ${words})`
  );
}

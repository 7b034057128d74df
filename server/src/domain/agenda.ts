import type { Host } from './host.ts';
import { formatDate, localDay, resolveLocal } from './local-time.ts';
import type { Meeting } from './meeting.ts';
import { findZone } from './zone-rules.ts';

/** Minutes from midnight to noon: nobody wants to hear in the afternoon what the day brings. */
const NOON = 720;

/** The date whose agenda is due to a host, on their own clock: "YYYY-MM-DD", its bounds `[from, to)`, and until when it is sent (epoch milliseconds). */
export interface AgendaDay {
  readonly date: string;
  readonly from: number;
  readonly to: number;
  readonly until: number;
}

/**
 * Today, from the host's agenda time until noon on their own clock; null at any other time, and for a host who wants no agenda. A time that
 * the clock skips in the night of a change is that much later, one that it shows twice the earlier.
 */
export function agendaDue(
  { reminders, agendaMinutes, timeZone }: Pick<Host, 'reminders' | 'agendaMinutes' | 'timeZone'>,
  now: number,
): AgendaDay | null {
  const zone = findZone(timeZone);
  if (reminders !== 'agenda' || !zone) return null;
  const day = localDay(zone, now);
  const until = resolveLocal(zone, day, NOON);
  if (now < resolveLocal(zone, day, agendaMinutes) || now >= until) return null;
  return { date: formatDate(day), from: resolveLocal(zone, day, 0), to: resolveLocal(zone, day, 1440), until };
}

/** A meeting as it stands in an agenda. */
export type AgendaItem = Pick<Meeting, 'start' | 'end' | 'title' | 'location' | 'joinUrl'> & {
  readonly client: string;
};

/** What of a meeting an agenda says. */
export function agendaItem({ start, end, title, location, joinUrl, participants }: Meeting): AgendaItem {
  const client = participants.find(({ role }) => role === 'client');
  return { start, end, title, location, joinUrl, client: client?.name || client?.email || '' };
}

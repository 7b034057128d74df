import type { BookingRules } from './booking-rules.ts';
import type { Interval } from './interval.ts';
import { isoWeek, localDay } from './local-time.ts';
import type { Schedule } from './schedule.ts';
import { findZone } from './zone-rules.ts';

/** Which of a type's hosts take a meeting: its one host, the free host booked least recently, or all. */
export type Assignment = 'single' | 'round_robin' | 'collective';

/**
 * A span in which a host cannot be booked. A `meeting` is widened by its own buffers and may count towards limits;
 * an `external` event, or time off, blocks [start, end) as it stands.
 */
export interface BusyInterval extends Interval {
  readonly kind: 'meeting' | 'external';
  readonly bufferBeforeMinutes?: number;
  readonly bufferAfterMinutes?: number;
  /** The session that a `meeting` entry stands for: the type's id, the seats taken, and the length, for limits and group sessions. */
  readonly session?: {
    readonly id: string;
    readonly typeId: string;
    readonly seatsTaken: number;
    readonly capacity: number;
  };
}

/** All that the engine knows of one host, for the window asked about (widen it by a week for limits, and by the buffers). */
export interface HostCalendar {
  readonly hostId: string;
  /** The type's own schedule, else the host's default, else the team's; null: no hours at all. */
  readonly schedule: Schedule | null;
  /** In any order; overlaps are allowed. */
  readonly busy: readonly BusyInterval[];
  /** The host's own limit of sessions a local date, over all types. */
  readonly dailyLimit: number | null;
  /** For round robin: when this host was last booked for the type (epoch milliseconds of the booking), null = never. */
  readonly lastBookedAt: number | null;
}

/** A question to the engine. `now` and `range` are epoch milliseconds; `range` is half-open and filters starts. */
export interface OfferQuery {
  readonly typeId: string;
  readonly rules: BookingRules;
  readonly assignment: Assignment;
  /** In the type's own order; `collective` takes the first one's grid. */
  readonly hosts: readonly HostCalendar[];
  readonly durationMinutes: number;
  readonly now: number;
  readonly range: Interval;
}

/** The entries that are meetings, one for each session; an entry that does not end after its start is none. */
export function eachSessionOnce(busy: readonly BusyInterval[]): BusyInterval[] {
  const seen = new Set<string>();
  return busy.filter((entry) => {
    if (entry.kind !== 'meeting' || entry.end <= entry.start) return false;
    if (!entry.session) return true;
    if (seen.has(entry.session.id)) return false;
    seen.add(entry.session.id);
    return true;
  });
}

/** The busy time of a host as it were without one seat of a session: without the session itself where nobody else sits in it. */
export function withoutSeat(busy: readonly BusyInterval[], sessionId: string): BusyInterval[] {
  return busy.flatMap((entry) => {
    const { session } = entry;
    if (session?.id !== sessionId) return [entry];
    return session.seatsTaken > 1 ? [{ ...entry, session: { ...session, seatsTaken: session.seatsTaken - 1 } }] : [];
  });
}

/**
 * Round robin's order for a meeting at `start` (epoch milliseconds): whoever was booked for the type least recently, never before
 * everyone; then whoever has the fewest meetings in that ISO week of their own calendar; then by id.
 */
export function inOrderOfPreference(hosts: readonly HostCalendar[], start: number): HostCalendar[] {
  if (hosts.length < 2) return [...hosts];
  const ranked = hosts.map((host) => ({
    host,
    lastBookedAt: host.lastBookedAt ?? Number.NEGATIVE_INFINITY,
    meetings: meetingsInWeekOf(host, start),
  }));
  return ranked
    .sort(
      (a, b) =>
        ascending(a.lastBookedAt, b.lastBookedAt) ||
        ascending(a.meetings, b.meetings) ||
        ascending(a.host.hostId, b.host.hostId),
    )
    .map((one) => one.host);
}

function meetingsInWeekOf(host: HostCalendar, start: number): number {
  const zone = findZone(host.schedule?.timeZone ?? 'UTC');
  if (!zone) return 0;
  const week = isoWeek(localDay(zone, start));
  return eachSessionOnce(host.busy).filter((entry) => isoWeek(localDay(zone, entry.start)) === week).length;
}

function ascending<Key extends number | string>(a: Key, b: Key): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

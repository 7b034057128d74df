import type { Interval } from './interval.ts';
import { DAY_MS, FURTHEST_OFFSET_MS, localDay, MINUTE_MS } from './local-time.ts';
import type { ZoneRules } from './zone-rules.ts';

/** What a meeting type says of its starts. Lengths are whole minutes; a null limit is none. */
export interface BookingRules {
  /** The first is the default. */
  readonly durationsMinutes: readonly number[];
  readonly slotIntervalMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly minimumNoticeMinutes: number;
  /** Days on the host's calendar from today, inclusive; 0 is today only. */
  readonly bookingHorizonDays: number | null;
  /** At most so many sessions of this type a host and local date (S11). */
  readonly dailyLimit: number | null;
  /** The same over the ISO week of the local date. */
  readonly weeklyLimit: number | null;
  /** Seats a session; 1 is a meeting of one's own. */
  readonly capacity: number;
}

/** The nearest bookable start (epoch milliseconds, inclusive) by the minimum notice (S9). */
export function earliestStart(rules: BookingRules, now: number): number {
  return now + rules.minimumNoticeMinutes * MINUTE_MS;
}

/** The last bookable local date on the host's calendar, as a day number (S10); Infinity where there is no horizon. */
export function lastBookableDay(rules: BookingRules, zone: ZoneRules, now: number): number {
  return rules.bookingHorizonDays === null ? Number.POSITIVE_INFINITY : localDay(zone, now) + rules.bookingHorizonDays;
}

/**
 * `range` without what notice and horizon rule out for hosts of every zone: exact at its start, at its end up to two days
 * more than any host's horizon, which is the host's own calendar to say. Empty (start >= end) where nothing is left.
 */
export function bookableWindow(rules: BookingRules, now: number, range: Interval): Interval {
  const start = Math.max(range.start, earliestStart(rules, now));
  if (rules.bookingHorizonDays === null) return { start, end: range.end };
  const furthestToday = Math.floor((now + FURTHEST_OFFSET_MS) / DAY_MS);
  const end = (furthestToday + rules.bookingHorizonDays + 1) * DAY_MS + FURTHEST_OFFSET_MS;
  return { start, end: Math.min(range.end, end) };
}

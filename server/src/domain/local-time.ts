import { segmentAt, type ZoneRules } from './zone-rules.ts';

/** A calendar day's length on an unbroken clock; a local date may be shorter or longer. */
export const DAY_MS = 86_400_000;
/** Milliseconds a minute. */
export const MINUTE_MS = 60_000;
/** No zone was ever further from UTC than this. */
export const FURTHEST_OFFSET_MS = 16 * 60 * MINUTE_MS;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** A local date "YYYY-MM-DD" as days since 1970-01-01 in the proleptic Gregorian calendar; null where there is no such date. */
export function parseDate(text: string): number | null {
  if (!DATE.test(text)) return null;
  const day = Date.parse(`${text}T00:00:00Z`) / DAY_MS;
  return Number.isNaN(day) || formatDate(day) !== text ? null : day;
}

/** Days since 1970-01-01 as "YYYY-MM-DD". */
export function formatDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** A wall-clock time "HH:MM" as minutes since midnight, 0 … 1439; "24:00" (1440) only where it is an end. Null: no such time. */
export function parseTime(text: string, end = false): number | null {
  if (end && text === '24:00') return 1440;
  const parts = TIME.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

/** Minutes since midnight, 0 … 1439, as a wall-clock time "HH:MM". */
export function formatTime(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The ISO weekday of a day number, 1 = Monday … 7 = Sunday. */
export function isoWeekday(day: number): number {
  return modulo(day + 3, 7) + 1;
}

/** The number of the ISO week (Monday to Sunday) that holds a day, counted from the week of 1970-01-01. */
export function isoWeek(day: number): number {
  return Math.floor((day + 3) / 7);
}

/**
 * The one daylight-saving policy: a wall-clock time of a zone, given as a day number and minutes since its midnight (1440 is the
 * next date's midnight), as an instant (epoch milliseconds). In a gap the offset before it holds, so that the time moves later by
 * the gap's length; an ambiguous time is the earlier instant (Temporal's "compatible").
 */
export function resolveLocal(zone: ZoneRules, day: number, minutes: number): number {
  const { transitions, offsetsMs } = zone;
  const wall = day * DAY_MS + minutes * MINUTE_MS;
  for (let segment = segmentAt(zone, wall - FURTHEST_OFFSET_MS); ; segment += 1) {
    const instant = wall - (offsetsMs[segment] as number);
    const change = transitions[segment] ?? Number.POSITIVE_INFINITY;
    // Before the change by the offset before it; or in the gap, after it by that offset and before it by the next.
    if (instant < change || wall - (offsetsMs[segment + 1] as number) < change) return instant;
  }
}

/**
 * The instant (epoch milliseconds) at which a zone's wall clock shows `date` ("YYYY-MM-DD") and `time` ("HH:MM", or "24:00" for the next
 * midnight), by the same policy. Throws RangeError where there is no such date or time.
 */
export function resolveWallClock(zone: ZoneRules, date: string, time: string): number {
  const day = parseDate(date);
  const minutes = parseTime(time, true);
  if (day === null || minutes === null) throw new RangeError(`no such wall-clock time: ${date} ${time}`);
  return resolveLocal(zone, day, minutes);
}

/** The local date of an instant (epoch milliseconds), as days since 1970-01-01. */
export function localDay(zone: ZoneRules, instant: number): number {
  return Math.floor((instant + (zone.offsetsMs[segmentAt(zone, instant)] as number)) / DAY_MS);
}

/** The local date of an instant (epoch milliseconds), "YYYY-MM-DD". */
export function localDate(zone: ZoneRules, instant: number): string {
  return formatDate(localDay(zone, instant));
}

/** What a zone's wall clock shows at an instant (epoch milliseconds), "YYYY-MM-DDTHH:MM", seconds cut off. */
export function localDateTime(zone: ZoneRules, instant: number): string {
  const wall = instant + (zone.offsetsMs[segmentAt(zone, instant)] as number);
  return new Date(wall).toISOString().slice(0, 16);
}

/** The first instant after `instant` (epoch milliseconds) at which the zone's local date is another one. */
export function nextDateChange(zone: ZoneRules, instant: number): number {
  const { transitions, offsetsMs } = zone;
  const today = localDay(zone, instant);
  for (let segment = segmentAt(zone, instant); ; segment += 1) {
    const midnight = (today + 1) * DAY_MS - (offsetsMs[segment] as number);
    const change = transitions[segment] ?? Number.POSITIVE_INFINITY;
    if (midnight < change) return midnight;
    if (Math.floor((change + (offsetsMs[segment + 1] as number)) / DAY_MS) !== today) return change;
  }
}

/** `localDay` for many instants, quickest when they come in order: it remembers the last segment. */
export function localDayReader(zone: ZoneRules): (instant: number) => number {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let offset = 0;
  return (instant) => {
    if (instant < from || instant >= to) {
      const segment = segmentAt(zone, instant);
      offset = zone.offsetsMs[segment] as number;
      from = zone.transitions[segment - 1] ?? Number.NEGATIVE_INFINITY;
      to = zone.transitions[segment] ?? Number.POSITIVE_INFINITY;
    }
    return Math.floor((instant + offset) / DAY_MS);
  };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** An instant (epoch milliseconds) as it stands on the wire: RFC 3339 in UTC, whole seconds, 2026-11-23T14:00:00Z. */
export function instantText(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, -5)}Z`;
}

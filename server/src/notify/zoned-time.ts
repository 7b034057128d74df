import { localDay, MINUTE_MS } from '../domain/local-time.ts';
import { findZone, offsetAt, type ZoneRules } from '../domain/zone-rules.ts';
import { formatLocaleOf, languageOf } from './languages.ts';
import { capitalized, timeFormats } from './time-formats.ts';
import { zoneWords } from './zone-words.ts';

/** A meeting's time as a reader in one zone and language is told it. */
export interface TimeWords {
  /** For a date block: "Tue", "24", "Nov". */
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  /** "Tuesday 24 November 2026", to stand by itself. */
  readonly date: string;
  /** "14:00–14:30"; names the other day where the meeting goes past midnight. */
  readonly time: string;
  /** "Paris time (UTC+1)". */
  readonly zone: string;
  /** For a subject: "Tuesday 24 Nov, 14:00". */
  readonly brief: string;
}

/**
 * Puts [start, end) (epoch milliseconds) into words. The offsets are the product's own zone rules; the runtime formats only dates
 * that have been shifted already. A zone that the rules do not know reads as UTC.
 */
export function timeWords(start: number, end: number, timeZone: string, locale: string): TimeWords {
  const zone = zoneNamed(timeZone);
  const from = wallClock(zone, start);
  const to = wallClock(zone, end);
  const format = timeFormats(formatLocaleOf(locale), languageOf(locale));
  const sameDay = from.toISOString().slice(0, 10) === to.toISOString().slice(0, 10);
  return {
    weekday: format.weekday(from),
    day: format.day(from),
    month: format.month(from),
    date: capitalized(format.fullDate(from)),
    time: sameDay ? format.range(from, to) : format.overnight(from, to),
    zone: zoneWords(zone, start, end, languageOf(locale)),
    brief: format.brief(from),
  };
}

/** One instant (epoch milliseconds) as it stands in a sentence: "Tuesday 24 November, 14:00", with the zone where it differs from what was said. */
export function instantWords(instant: number, timeZone: string, locale: string): string {
  const format = timeFormats(formatLocaleOf(locale), languageOf(locale));
  return format.instant(wallClock(zoneNamed(timeZone), instant));
}

/** One instant (epoch milliseconds) in as few signs as can be: "Tue 24 Nov, 14:00". */
export function tinyWords(instant: number, timeZone: string, locale: string): string {
  const format = timeFormats(formatLocaleOf(locale), languageOf(locale));
  return format.tiny(wallClock(zoneNamed(timeZone), instant));
}

/** The day of an instant (epoch milliseconds) as it stands in a sentence: "Tuesday 24 November 2026". */
export function dateWords(instant: number, timeZone: string, locale: string): string {
  const format = timeFormats(formatLocaleOf(locale), languageOf(locale));
  return format.fullDate(wallClock(zoneNamed(timeZone), instant));
}

const HOUR = 60;
/** Further off than this, hours are told by the day. */
const MOST_HOURS = 12;

/**
 * How near a start is to a reader whose wall clock shows this zone: "in 45 minutes", "in 1 hour", "today", "tomorrow", "in 3 days", in the
 * reader's language. Instants are epoch milliseconds; a day is a date of that clock, whatever its length, and a minute's delay does not show.
 */
export function nearWords(start: number, toldAt: number, timeZone: string, locale: string): string {
  const format = new Intl.RelativeTimeFormat(formatLocaleOf(locale), { numeric: 'auto' });
  const minutes = Math.max(1, Math.round((start - toldAt) / MINUTE_MS));
  const hours = Math.round(minutes / HOUR);
  if (minutes < HOUR - 1) return format.format(minutes, 'minute');
  if (hours <= MOST_HOURS && Math.abs(minutes - hours * HOUR) <= 2) return format.format(hours, 'hour');
  const zone = zoneNamed(timeZone);
  return format.format(localDay(zone, start) - localDay(zone, toldAt), 'day');
}

function zoneNamed(timeZone: string): ZoneRules {
  const zone = findZone(timeZone) ?? findZone('Etc/UTC');
  if (!zone) throw new Error('The zone rules do not even know UTC.');
  return zone;
}

/** The wall clock at an instant, as the date whose UTC fields show it. */
function wallClock(zone: ZoneRules, instant: number): Date {
  return new Date(instant + offsetAt(zone, instant) * 60_000);
}

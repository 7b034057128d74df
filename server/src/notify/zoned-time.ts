import { localDay, MINUTE_MS } from '../domain/local-time.ts';
import { findZone, offsetAt, type ZoneRules } from '../domain/zone-rules.ts';
import { formatLocaleOf, type Language, languageOf } from './languages.ts';
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
  const format = formats(formatLocaleOf(locale), languageOf(locale));
  const sameDay = from.toISOString().slice(0, 10) === to.toISOString().slice(0, 10);
  return {
    weekday: format.date(from, { weekday: 'short' }),
    day: format.date(from, { day: 'numeric' }),
    month: format.date(from, { month: 'short' }),
    date: capitalized(format.date(from, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })),
    time: sameDay ? format.range(from, to) : `${format.time(from)} – ${format.dateAndTime(to, 'long')}`,
    zone: zoneWords(zone, start, end, languageOf(locale)),
    brief: format.dateAndTime(from, 'short'),
  };
}

/** One instant (epoch milliseconds) in words: "Tuesday 24 November, 14:00", with the zone where it differs from what was said. */
export function instantWords(instant: number, timeZone: string, locale: string): string {
  const format = formats(formatLocaleOf(locale), languageOf(locale));
  return format.dateAndTime(wallClock(zoneNamed(timeZone), instant), 'long');
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

function formats(locale: string, language: Language) {
  const intl = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const clock = intl({ hour: 'numeric', minute: '2-digit' });
  const halfDays = clock.resolvedOptions().hour12 === true;
  const plain = (date: Date) => date.toISOString().slice(11, 16);

  const date = (of: Date, options: Intl.DateTimeFormatOptions) => {
    const words = intl(options).format(of);
    if (language === 'fr') return words.replace(/(^|\s)1(?=\s\p{L})/u, '$11er');
    return words.replace(/^(\p{L}+), (?=\d)/u, '$1 ');
  };
  const time = (of: Date) => (halfDays ? plainSpaces(clock.format(of)) : plain(of));
  /** In a French sentence an hour is "14 h" or "14 h 30", held together by no-break spaces. */
  const spoken = (of: Date) =>
    language === 'fr' && !halfDays ? `${of.getUTCHours()}\u00a0h${minutesSpoken(of.getUTCMinutes())}` : time(of);
  return {
    date,
    time,
    range: (from: Date, to: Date) =>
      halfDays ? plainSpaces(clock.formatRange(from, to)) : `${plain(from)}–${plain(to)}`,
    dateAndTime: (of: Date, month: 'short' | 'long') =>
      [date(of, { weekday: 'long', day: 'numeric', month }), spoken(of)].join(language === 'fr' ? ' à\u00a0' : ', '),
  };
}

function minutesSpoken(minutes: number): string {
  return minutes === 0 ? '' : `\u00a0${String(minutes).padStart(2, '0')}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** Thin spaces around the dash and before AM come out uneven where a font lacks them. */
function plainSpaces(text: string): string {
  return text.replace(/\s*–\s*/u, '–').replace(/\s/gu, '\u00a0');
}

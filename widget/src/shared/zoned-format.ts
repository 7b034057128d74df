import type { LocalDate, Month } from './calendar-date.ts';

/** From the instant `from` (epoch ms, inclusive) on, a zone's clocks are `minutes` ahead of UTC. */
export interface OffsetChange {
  readonly from: number;
  readonly minutes: number;
}

/** A zone's offsets as the server told them, ascending by `from`. Never empty once an answer has come. */
export type Offsets = readonly OffsetChange[];

/** The offset in minutes at an instant (epoch ms); before the first known change, that of the first. */
export function offsetAt(offsets: Offsets, instant: number): number {
  let minutes = offsets[0]?.minutes ?? 0;
  for (const change of offsets) if (change.from <= instant) minutes = change.minutes;
  return minutes;
}

/** Both tables as one, ascending; where two speak of one instant, the later answer wins. */
export function mergeOffsets(known: Offsets, added: Offsets): Offsets {
  const byInstant = new Map([...known, ...added].map((change) => [change.from, change]));
  return [...byInstant.values()].sort((a, b) => a.from - b.from);
}

/**
 * The instant's wall clock as a Date whose UTC fields show it. All display goes through this and a formatter in UTC,
 * so that the page says what the server's mail will say, even where the browser's own zone rules are stale.
 */
export function wallClock(offsets: Offsets, instant: number): Date {
  return new Date(instant + offsetAt(offsets, instant) * 60_000);
}

/** The local calendar date of an instant. */
export function localDate(offsets: Offsets, instant: number): LocalDate {
  return wallClock(offsets, instant).toISOString().slice(0, 10);
}

/** `UTC`, `UTC+1`, `UTC−3:30`. */
export function offsetLabel(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 ? `:${String(size % 60).padStart(2, '0')}` : '';
  return minutes ? `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}` : 'UTC';
}

// Browsers still report these by the names that the tz database gave up.
const RENAMED: Record<string, string> = {
  Calcutta: 'Kolkata',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh',
  Godthab: 'Nuuk',
  Faeroe: 'Faroe',
  Asmera: 'Asmara',
};

/** The city that an IANA zone is named by, under today's name: `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
export function zoneCity(timeZone: string): string {
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return RENAMED[city] ?? city;
}

/** What turns wall clocks and dates into words of one locale; made once a locale, for formatters are costly. */
export interface Formats {
  /** `14:00`, `2:00 PM`; takes a `wallClock`. */
  time(at: Date): string;
  /** `14:00–14:30`; takes two `wallClock`s. */
  range(start: Date, end: Date): string;
  /** `Tuesday 24 November`. */
  day(date: LocalDate): string;
  /** `Tuesday 24 November 2026`. */
  fullDay(date: LocalDate): string;
  /** `Tue 24 Nov`. */
  shortDay(date: LocalDate): string;
  /** `November 2026`. */
  month(month: Month): string;
  /** Monday-first names: `[short, long]`. */
  readonly weekdays: readonly (readonly [string, string])[];
  /** Whether times read 0–23. */
  readonly hours24: boolean;
  /** 1 (Monday) … 7 (Sunday). */
  readonly weekStart: number;
}

type Options = Intl.DateTimeFormatOptions;

/**
 * @param locale a BCP 47 tag that the browser knows
 * @param hourCycle overrides the locale's own habit
 * @param weekStart 1 (Monday) … 7 (Sunday), overrides the locale's own habit
 */
export function createFormats(locale: string, hourCycle?: string | null, weekStart?: number): Formats {
  // Some locales would otherwise head a Gregorian month with a year of another calendar.
  const make = (options: Options) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options });
  const habit = make({ hour: 'numeric' }).resolvedOptions().hourCycle ?? 'h23';
  const cycle = (hourCycle ?? habit) as 'h12' | 'h23';
  const hours24 = cycle > 'h2';
  const time = make({ hour: hours24 ? '2-digit' : 'numeric', minute: '2-digit', hourCycle: cycle });
  const named = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  const [day, fullDay, shortDay, month, short, long] = [
    named,
    { ...named, year: 'numeric' } as const,
    { weekday: 'short', day: 'numeric', month: 'short' } as const,
    { month: 'long', year: 'numeric' } as const,
    { weekday: 'short' } as const,
    { weekday: 'long' } as const,
  ].map((options) => {
    const format = make(options);
    return (date: string) => format.format(new Date(date));
  }) as [Word, Word, Word, Word, Word, Word];
  return {
    hours24,
    time: (at) => time.format(at),
    // Over midnight a range would drag both dates in.
    range: (start, end) =>
      start.getUTCDate() === end.getUTCDate()
        ? time.formatRange(start, end)
        : `${time.format(start)}–${time.format(end)}`,
    day,
    fullDay,
    shortDay,
    month,
    // 2024 began on a Monday.
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((n) => [short(`2024-01-0${n}`), long(`2024-01-0${n}`)] as const),
    weekStart: weekStart ?? firstWeekday(locale),
  };
}

type Word = (date: string) => string;

function firstWeekday(tag: string): number {
  const locale = new Intl.Locale(tag).maximize() as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

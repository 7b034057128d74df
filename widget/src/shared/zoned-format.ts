import { addDays, type LocalDate, type Month } from './calendar-date.ts';

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

/** Both tables as one, ascending. */
export const mergeOffsets = (known: Offsets, added: Offsets): Offsets =>
  [...known, ...added].sort((a, b) => a.from - b.from);

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
  Saigon: 'Ho_Chi_Minh',
  Godthab: 'Nuuk',
  Faeroe: 'Faroe',
  Asmera: 'Asmara',
  Truk: 'Chuuk',
  Ponape: 'Pohnpei',
  Enderbury: 'Kanton',
  Coral_Harbour: 'Atikokan',
};

/** A zone under the name that the tz database gives it today: `Asia/Calcutta` → `Asia/Kolkata`. */
export const modernZone = (timeZone: string): string => timeZone.replace(/[^/]+$/, (city) => RENAMED[city] ?? city);

/** The city that an IANA zone is named by, under today's name: `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
export const zoneCity = (timeZone: string): string => modernZone(timeZone).replace(/^.*\//, '').replaceAll('_', ' ');

type Options = Intl.DateTimeFormatOptions;

/** What turns wall clocks and dates into words of one locale; made once a locale, for formatters are costly. */
export interface Formats {
  /** `14:00`, `2:00 PM`; takes a `wallClock`. */
  time(at: Date): string;
  /** `Tuesday 24 November`. */
  day(date: LocalDate): string;
  /** `Tuesday 24 November 2026`. */
  fullDay(date: LocalDate): string;
  /** `November 2026`. */
  month(month: Month): string;
  /** Short and long names of the weekdays, from the first of the week on. */
  readonly weekdays: readonly (readonly [string, string])[];
  /** 1 (Monday) … 7 (Sunday). */
  readonly weekStart: number;
  /** The options that `time` was made with. */
  readonly clock: Options;
  /** Another one of the same locale, for what is seldom needed. */
  make(options: Options): Intl.DateTimeFormat;
}

/**
 * @param locale a BCP 47 tag that the browser knows
 * @param hourCycle `h12` or `h23`, overrides the locale's own habit
 * @param weekStart 1 (Monday) … 7 (Sunday), overrides the locale's own habit
 */
export function createFormats(locale: string, hourCycle?: string | null, weekStart?: number | null): Formats {
  // Some locales would otherwise head a Gregorian month with a year of another calendar.
  const make = (options: Options) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options });
  const words = (options: Options) => {
    const format = make(options);
    return (date: string) => format.format(new Date(date));
  };
  const cycle = hourCycle ?? make({ hour: 'numeric' }).resolvedOptions().hourCycle;
  const clock: Options = {
    hour: cycle === 'h23' ? '2-digit' : 'numeric',
    minute: '2-digit',
    hourCycle: cycle as 'h23',
  };
  const time = make(clock);
  const named: Options = { weekday: 'long', day: 'numeric', month: 'long' };
  const whole = words({ ...named, year: 'numeric' });
  const [short, long] = [words({ weekday: 'short' }), words({ weekday: 'long' })];
  const first = weekStart ?? firstWeekday(locale);
  return {
    make,
    clock,
    time: (at) => time.format(at),
    day: words(named),
    // Some browsers set the day apart by a comma where the year is told, and only there.
    fullDay: (date) => whole(date).replace(/,? (?=\d+ \p{L})/u, ' '),
    month: words({ month: 'long', year: 'numeric' }),
    weekStart: first,
    // The last day of 2023 was a Sunday.
    weekdays: Array.from({ length: 7 }, (_, place) => addDays('2023-12-31', first + place)).map(
      (date) => [short(date), long(date)] as const,
    ),
  };
}

function firstWeekday(tag: string): number {
  const locale = new Intl.Locale(tag).maximize() as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

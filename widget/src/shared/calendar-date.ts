/** A calendar date without a zone, `YYYY-MM-DD`; compares as text. */
export type LocalDate = string;
/** A calendar month, `YYYY-MM`; compares as text. */
export type Month = string;

const DAY_MS = 86_400_000;

const text = (instant: number): string => new Date(instant).toISOString();

/** The month that a date lies in. */
export const monthOf = (date: LocalDate): Month => date.slice(0, 7);

/** The date `days` later (earlier where negative). */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  text(Date.parse(date) + days * DAY_MS).slice(0, 10);

/** The month `count` months later (earlier where negative). */
export function addMonths(month: Month, count: number): Month {
  const first = new Date(`${month}-01`);
  return text(first.setUTCMonth(first.getUTCMonth() + count)).slice(0, 7);
}

/** How many days a month has. */
export const daysIn = (month: Month): number => new Date(Date.parse(`${addMonths(month, 1)}-01`) - 1).getUTCDate();

/** 1 (Monday) … 7 (Sunday). */
export const weekdayOf = (date: LocalDate): number => new Date(date).getUTCDay() || 7;

/**
 * Instants (epoch ms) `[from, to)` that hold the whole month in whatever zone: clocks run at most 14 hours ahead of
 * UTC and 12 behind. At most 32 days and 2 hours, so within the server's bound.
 */
export function monthSpan(month: Month): { from: number; to: number } {
  return {
    from: Date.parse(`${month}-01`) - 14 * 3_600_000,
    to: Date.parse(`${addMonths(month, 1)}-01`) + 12 * 3_600_000,
  };
}

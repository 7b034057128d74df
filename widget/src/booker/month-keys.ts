import type { addDays, addMonths, daysIn, LocalDate, Month, weekdayOf } from '../shared/calendar-date.ts';
import type { Choosing } from './chooser.ts';

/** How the grid reads: the first weekday, 1 (Monday) … 7, whether its days run from right to left, its first and last month. */
export interface GridHabits {
  readonly weekStart: number;
  readonly rtl: boolean;
  readonly first: Month;
  readonly last: Month;
}

/** The key as an event names it, and whether Shift was held. */
export interface GridKey {
  readonly key: string;
  readonly shift: boolean;
}

/** The calendar's arithmetic, which the element lends. */
export interface Dates {
  readonly addDays: typeof addDays;
  readonly addMonths: typeof addMonths;
  readonly daysIn: typeof daysIn;
  readonly weekdayOf: typeof weekdayOf;
}

/**
 * Where a key of the ARIA Authoring Practices' date grid leads from `date`, or null for any other key. A month further
 * keeps the day number, or the last day of a shorter month. Beyond the first and the last month a day or a week further
 * leads nowhere, and a year further leads to that month.
 */
export function moveDate(date: LocalDate, { key, shift }: GridKey, grid: GridHabits, dates: Dates): LocalDate | null {
  const { addDays, addMonths, daysIn, weekdayOf } = dates;
  const { weekStart, rtl, first, last } = grid;
  const place = (weekdayOf(date) - weekStart + 7) % 7;
  const days: Record<string, number> = {
    ArrowLeft: rtl ? 1 : -1,
    ArrowRight: rtl ? -1 : 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: -place,
    End: 6 - place,
  };
  const by = days[key];
  if (by !== undefined) {
    const to = addDays(date, by);
    if (to > first && to.slice(0, 7) <= last) return to;
    return key === 'Home' ? `${first}-01` : key === 'End' ? `${last}-${daysIn(last)}` : date;
  }
  if (key !== 'PageUp' && key !== 'PageDown') return null;
  const wanted = addMonths(date.slice(0, 7), (key === 'PageUp' ? -1 : 1) * (shift ? 12 : 1));
  const [, month = wanted] = [first, wanted, last].sort();
  return `${month}-${String(Math.min(Number(date.slice(8)), daysIn(month))).padStart(2, '0')}`;
}

/** A key in the month's grid moves its Tab stop and the focus. */
export function moveByKey(visit: Choosing, event: KeyboardEvent): void {
  const from = (event.target as HTMLElement).dataset.date;
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
  const { kit, formats } = visit.element;
  const rtl = getComputedStyle(event.target as HTMLElement).direction === 'rtl';
  const habits = { rtl, weekStart: formats.weekStart, first: visit.firstMonth, last: visit.lastMonth };
  const to = moveDate(from, { key: event.key, shift: event.shiftKey }, habits, kit);
  if (to === null) return;
  event.preventDefault();
  kit.moveCursor(visit, to);
}

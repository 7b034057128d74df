import { addDays, addMonths, daysIn, type LocalDate, type Month, monthOf, weekdayOf } from '../shared/calendar-date.ts';

/** The month's weeks, seven places each; null where a place belongs to another month. */
export function weeksOf(month: Month, weekStart: number): (LocalDate | null)[][] {
  const first = `${month}-01`;
  const lead = (weekdayOf(first) - weekStart + 7) % 7;
  const weeks: (LocalDate | null)[][] = [];
  for (let place = -lead; place < daysIn(month); place += 7) {
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const day = place + index;
        return day < 0 || day >= daysIn(month) ? null : addDays(first, day);
      }),
    );
  }
  return weeks;
}

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

/**
 * Where a key of the ARIA Authoring Practices' date grid leads from `date`, or null for any other key. A month further
 * keeps the day number, or the last day of a shorter month. Beyond the first and the last month a day or a week further
 * leads nowhere, and a year further leads to that month.
 */
export function moveDate(date: LocalDate, { key, shift }: GridKey, grid: GridHabits): LocalDate | null {
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
    if (to > first && monthOf(to) <= last) return to;
    return key === 'Home' ? `${first}-01` : key === 'End' ? `${last}-${daysIn(last)}` : date;
  }
  if (key !== 'PageUp' && key !== 'PageDown') return null;
  const wanted = addMonths(monthOf(date), (key === 'PageUp' ? -1 : 1) * (shift ? 12 : 1));
  const [, month = wanted] = [first, wanted, last].sort();
  return `${month}-${String(Math.min(Number(date.slice(8)), daysIn(month))).padStart(2, '0')}`;
}

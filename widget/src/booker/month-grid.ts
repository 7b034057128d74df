import { addDays, daysIn, type LocalDate, type Month, weekdayOf } from '../shared/calendar-date.ts';

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

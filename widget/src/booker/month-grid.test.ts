import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysIn, monthSpan, weekdayOf } from '../shared/calendar-date.ts';
import { weeksOf } from './month-grid.ts';
import { type GridHabits, type GridKey, moveDate } from './month-keys.ts';

const moveIn = (date: string, key: GridKey, habits: GridHabits) =>
  moveDate(date, key, habits, { addDays, addMonths, daysIn, weekdayOf });

describe('weeksOf', () => {
  it('sets each day once, in order, under its weekday', () => {
    for (let count = 0; count < 48; count++) {
      const month = addMonths('2024-01', count);
      for (const weekStart of [1, 6, 7]) {
        const weeks = weeksOf(month, weekStart);
        const days = weeks.flat().filter((date) => date !== null);
        expect(days).toHaveLength(daysIn(month));
        expect(days).toEqual([...days].sort());
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          week.forEach((date, place) => {
            if (date) expect(new Date(date).getUTCDay() || 7).toBe(((weekStart - 1 + place) % 7) + 1);
          });
        }
      }
    }
  });

  it('has no week that belongs to other months alone', () => {
    for (const month of ['2026-02', '2026-03', '2026-11', '2027-05']) {
      for (const week of weeksOf(month, 1)) expect(week.some(Boolean)).toBe(true);
    }
  });
});

describe('moveDate', () => {
  const habits = { weekStart: 1, rtl: false, first: '2024-01', last: '2028-12' };
  const move = (date: string, key: string, shift = false) => moveIn(date, { key, shift }, habits);

  it.each([
    ['2026-11-24', 'ArrowLeft', '2026-11-23'],
    ['2026-11-24', 'ArrowRight', '2026-11-25'],
    ['2026-11-24', 'ArrowUp', '2026-11-17'],
    ['2026-11-30', 'ArrowDown', '2026-12-07'],
    ['2026-11-26', 'Home', '2026-11-23'],
    ['2026-11-26', 'End', '2026-11-29'],
    ['2026-11-23', 'Home', '2026-11-23'],
    ['2026-11-29', 'End', '2026-11-29'],
    ['2026-11-24', 'PageUp', '2026-10-24'],
    ['2026-11-24', 'PageDown', '2026-12-24'],
    ['2026-01-31', 'PageDown', '2026-02-28'],
    ['2028-01-31', 'PageDown', '2028-02-29'],
    ['2026-12-31', 'ArrowRight', '2027-01-01'],
  ])('from %s by %s to %s', (from, key, to) => {
    expect(move(from, key)).toBe(to);
  });

  it('moves a year with Shift, to the last day where the day is missing', () => {
    expect(move('2026-11-24', 'PageDown', true)).toBe('2027-11-24');
    expect(move('2028-02-29', 'PageUp', true)).toBe('2027-02-28');
  });

  it('mirrors left and right, and nothing else, where the page runs from right to left', () => {
    const rtl = { ...habits, weekStart: 6, rtl: true };
    const moved = (key: string) => moveIn('2026-11-24', { key, shift: false }, rtl);
    expect([moved('ArrowLeft'), moved('ArrowRight'), moved('ArrowUp')]).toEqual([
      '2026-11-25',
      '2026-11-23',
      '2026-11-17',
    ]);
    expect([moved('Home'), moved('End')]).toEqual(['2026-11-21', '2026-11-27']);
  });

  it.each([
    ['2026-11-01', 'ArrowLeft', '2026-11-01'],
    ['2026-11-03', 'ArrowUp', '2026-11-03'],
    ['2026-11-01', 'Home', '2026-11-01'],
    ['2026-12-28', 'ArrowDown', '2026-12-28'],
    ['2026-12-31', 'ArrowRight', '2026-12-31'],
    ['2026-12-30', 'End', '2026-12-31'],
    ['2026-11-24', 'PageUp', '2026-11-24'],
    ['2026-12-24', 'PageDown', '2026-12-24'],
  ])('stops at the first and the last month: from %s by %s to %s', (from, key, to) => {
    const bounds = { ...habits, first: '2026-11', last: '2026-12' };
    expect(moveIn(from, { key, shift: false }, bounds)).toBe(to);
    const year = moveIn(from, { key: 'PageDown', shift: true }, bounds);
    expect(year).toBe(`2026-12-${from.slice(8)}`);
  });

  it('leaves every other key to the page', () => {
    for (const key of ['Enter', ' ', 'Tab', 'a', 'Escape']) expect(move('2026-11-24', key)).toBeNull();
  });
});

describe('monthSpan', () => {
  it('holds the whole month in the first and the last zone of the Earth, within what the server answers at once', () => {
    const { from, to } = monthSpan('2026-11');
    expect(from).toBe(Date.parse('2026-11-01T00:00:00+14:00'));
    expect(to).toBe(Date.parse('2026-12-01T00:00:00-12:00'));
    expect(to - from).toBeLessThan(62 * 86_400_000);
  });
});

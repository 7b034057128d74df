import { expect, test } from 'vitest';
import { bookableWindow, earliestStart, lastBookableDay } from './booking-rules.ts';
import { findZone, listZones, type ZoneRules } from './zone-rules.ts';

const RULES = {
  durationsMinutes: [30],
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 90,
  bookingHorizonDays: 2,
  dailyLimit: null,
  weeklyLimit: null,
  capacity: 1,
};
const DAY = 86_400_000;
const NOW = Date.parse('2026-06-01T12:00:00Z');

test('the notice is counted from now', () => {
  expect(earliestStart(RULES, NOW)).toBe(Date.parse('2026-06-01T13:30:00Z'));
});

test('the horizon is counted in dates of the host’s own calendar', () => {
  const tokyo = findZone('Asia/Tokyo') as ZoneRules;
  const late = Date.parse('2026-06-01T20:00:00Z');
  expect(lastBookableDay(RULES, tokyo, late)).toBe(Date.parse('2026-06-04T00:00:00Z') / DAY);
  expect(lastBookableDay({ ...RULES, bookingHorizonDays: null }, tokyo, late)).toBe(Number.POSITIVE_INFINITY);
});

test('the window starts with the notice and leaves no zone’s last bookable date out', () => {
  const { start, end } = bookableWindow(RULES, NOW, { start: 0, end: NOW + 300 * DAY });
  expect(start).toBe(earliestStart(RULES, NOW));
  expect(end).toBeLessThan(NOW + 6 * DAY);
  for (const name of listZones()) {
    const zone = findZone(name) as ZoneRules;
    const dateEnds = (lastBookableDay(RULES, zone, NOW) + 1) * DAY - Math.min(...zone.offsetsMs.slice(-3));
    expect(end).toBeGreaterThanOrEqual(dateEnds);
  }
});

test('a narrow range stays as it is', () => {
  const range = { start: NOW + DAY, end: NOW + DAY + 1 };
  expect(bookableWindow(RULES, NOW, range)).toEqual(range);
  expect(bookableWindow({ ...RULES, bookingHorizonDays: null }, NOW, range)).toEqual(range);
});

import { describe, expect, test } from 'vitest';
import { parseDate } from './local-time.ts';
import { checkSchedule, openBlocks, type Schedule } from './schedule.ts';
import { findZone } from './zone-rules.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const iso = (instant: number) => new Date(instant).toISOString().slice(5, 16);
const schedule = (part: Partial<Schedule>): Schedule => ({
  timeZone: 'Europe/Berlin',
  rules: [],
  overrides: [],
  ...part,
});

function blocksOn(from: string, to: string, hours: Schedule): string[] {
  const zone = findZone(hours.timeZone);
  if (!zone) throw new Error(`no zone ${hours.timeZone}`);
  return openBlocks(hours, zone, parseDate(from) as number, parseDate(to) as number).map(
    ({ start, end }) => `${iso(start)} ${iso(end)}`,
  );
}

describe('openBlocks', () => {
  test('takes every rule that names the weekday, sorted and merged within the date', () => {
    const rules = [
      { days: [1, 2], start: '14:00', end: '18:00' },
      { days: [1], start: '10:30', end: '12:00' },
      { days: [1], start: '09:00', end: '10:30' },
    ];
    expect(blocksOn('2026-06-01', '2026-06-03', schedule({ rules }))).toEqual([
      '06-01T07:00 06-01T10:00',
      '06-01T12:00 06-01T16:00',
      '06-02T12:00 06-02T16:00',
    ]);
  });

  test('lets an override replace its date, and an empty one close it', () => {
    const hours = schedule({
      rules: [{ days: EVERY_DAY, start: '09:00', end: '17:00' }],
      overrides: [
        { date: '2026-06-02', intervals: [] },
        { date: '2026-06-03', intervals: [{ start: '20:00', end: '21:00' }] },
      ],
    });
    expect(blocksOn('2026-06-01', '2026-06-03', hours)).toEqual(['06-01T07:00 06-01T15:00', '06-03T18:00 06-03T19:00']);
  });

  test('does not merge the blocks of two dates that touch at midnight', () => {
    const hours = schedule({ rules: [{ days: EVERY_DAY, start: '00:00', end: '24:00' }] });
    expect(blocksOn('2026-06-01', '2026-06-02', hours)).toEqual(['05-31T22:00 06-01T22:00', '06-01T22:00 06-02T22:00']);
  });

  test('drops a block that a gap turns round, and gives a skipped date none', () => {
    const inGap = schedule({ rules: [{ days: [7], start: '02:30', end: '03:15' }] });
    expect(blocksOn('2026-03-29', '2026-03-29', inGap)).toEqual([]);
    const apia = schedule({ timeZone: 'Pacific/Apia', rules: [{ days: [5], start: '09:00', end: '12:00' }] });
    expect(blocksOn('2011-12-29', '2011-12-31', apia)).toEqual([]);
  });

  test('lasts an hour more or less where the clock changes inside', () => {
    const hours = schedule({ rules: [{ days: [7], start: '01:00', end: '04:00' }] });
    expect(blocksOn('2026-03-29', '2026-03-29', hours)).toEqual(['03-29T00:00 03-29T02:00']);
    expect(blocksOn('2026-10-25', '2026-10-25', hours)).toEqual(['10-24T23:00 10-25T03:00']);
  });
});

describe('checkSchedule', () => {
  test('finds nothing wrong in hours up to midnight', () => {
    const hours = schedule({
      rules: [{ days: EVERY_DAY, start: '00:00', end: '24:00' }],
      overrides: [{ date: '2028-02-29', intervals: [{ start: '23:00', end: '24:00' }] }],
    });
    expect(checkSchedule(hours)).toEqual([]);
  });

  test('names every mistake with its pointer', () => {
    const hours: Schedule = {
      timeZone: 'Europe/Atlantis',
      rules: [
        { days: [0, 3, 8, 1.5], start: '9:00', end: '25:00' },
        { days: [], start: '24:00', end: '24:00' },
      ],
      overrides: [
        { date: '2026-02-30', intervals: [] },
        { date: '2026-03-01', intervals: [{ start: '10:00', end: '10:00' }] },
        { date: '2026-03-01', intervals: [] },
      ],
    };
    expect(checkSchedule(hours).map((error) => error.path)).toEqual([
      '/timeZone',
      '/rules/0/days/0',
      '/rules/0/days/2',
      '/rules/0/days/3',
      '/rules/0/start',
      '/rules/0/end',
      '/rules/1/days',
      '/rules/1/start',
      '/overrides/0/date',
      '/overrides/1/intervals/0/end',
      '/overrides/2/date',
    ]);
  });

  test('says how to write a span over midnight', () => {
    const [error] = checkSchedule(schedule({ rules: [{ days: [1], start: '22:00', end: '02:00' }] }));
    expect(error?.path).toBe('/rules/0/end');
    expect(error?.message).toMatch(/^02:00 is not after 22:00; .*one to 24:00 and one from 00:00/);
  });
});

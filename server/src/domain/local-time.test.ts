import { Temporal } from '@js-temporal/polyfill';
import { describe, expect, test } from 'vitest';
import {
  formatDate,
  isoWeek,
  isoWeekday,
  localDate,
  localDateTime,
  localDay,
  localDayReader,
  nextDateChange,
  parseDate,
  parseTime,
  resolveWallClock,
} from './local-time.ts';
import { findZone, transitionsBetween, type ZoneRules } from './zone-rules.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z');
const zone = (name: string): ZoneRules => {
  const rules = findZone(name);
  if (!rules) throw new Error(`no zone ${name}`);
  return rules;
};

describe('resolveWallClock', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', '02:15', '2026-03-29T01:15:00Z', 'in a gap, later by the gap'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z', 'ambiguous, the earlier one'],
    ['Europe/Berlin', '2026-10-24', '24:00', '2026-10-24T22:00:00Z', 'the next midnight'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00Z', 'in a gap of half an hour'],
    ['Pacific/Apia', '2011-12-30', '09:00', '2011-12-30T19:00:00Z', 'on a date that never was'],
    ['America/St_Johns', '2006-10-29', '00:00', '2006-10-29T02:30:00Z', 'a midnight that comes twice'],
    ['Antarctica/Troll', '2028-10-29', '02:00', '2028-10-29T00:00:00Z', 'in a fold of two hours'],
  ])('%s %s %s is %s: %s', (name, date, time, expected) => {
    expect(iso(resolveWallClock(zone(name), date, time))).toBe(expected);
  });

  test.each([
    ['2026-02-29', '10:00'],
    ['2026-13-01', '10:00'],
    ['2026-1-01', '10:00'],
    ['2026-01-01', '24:01'],
    ['2026-01-01', '9:00'],
  ])('throws on %s %s', (date, time) => {
    expect(() => resolveWallClock(zone('UTC'), date, time)).toThrow(RangeError);
  });

  test('agrees with Temporal around every change of twelve zones', () => {
    const names = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns']
      .concat(['Antarctica/Troll', 'Asia/Kathmandu', 'America/Caracas', 'Asia/Pyongyang', 'America/Sao_Paulo'])
      .concat(['Asia/Gaza', 'Africa/Cairo']);
    const differing: string[] = [];
    for (const name of names) {
      for (const change of transitionsBetween(zone(name), at('2005-01-01'), at('2025-01-01'))) {
        for (let minutes = -26 * 60; minutes <= 26 * 60; minutes += 47) {
          const wall = new Date(change.from + minutes * 60_000).toISOString().slice(0, 16);
          const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(name).epochMilliseconds;
          if (resolveWallClock(zone(name), wall.slice(0, 10), wall.slice(11)) !== expected)
            differing.push(`${name} ${wall}`);
        }
      }
    }
    expect(differing).toEqual([]);
  });
});

describe('local dates', () => {
  test('are those of the instant', () => {
    expect(localDate(zone('Asia/Tokyo'), at('2026-06-01T15:00:00Z'))).toBe('2026-06-02');
    expect(localDate(zone('America/New_York'), at('2026-06-02T03:59:59Z'))).toBe('2026-06-01');
    expect(localDateTime(zone('America/New_York'), at('2026-06-02T03:59:59Z'))).toBe('2026-06-01T23:59');
  });

  test('read in any order are the same as read one by one', () => {
    const newfoundland = zone('America/St_Johns');
    const dayOf = localDayReader(newfoundland);
    const instants = Array.from({ length: 500 }, (_, i) => at('2006-01-01') + ((i * 7919) % 500) * 17.3 * 3_600_000);
    expect(instants.map(dayOf)).toEqual(instants.map((instant) => localDay(newfoundland, instant)));
  });

  test.each([
    ['Europe/Paris', '2026-06-01T10:00:00Z', '2026-06-01T22:00:00Z', 'at midnight'],
    ['Europe/Paris', '2026-06-01T22:00:00Z', '2026-06-02T22:00:00Z', 'from midnight itself'],
    ['America/St_Johns', '2006-10-28T20:00:00Z', '2006-10-29T02:30:00Z', 'at the first of two midnights'],
    [
      'America/St_Johns',
      '2006-10-29T02:30:00Z',
      '2006-10-29T02:31:00Z',
      'back to yesterday when the clock is set back',
    ],
    ['America/St_Johns', '2006-10-29T02:31:00Z', '2006-10-29T03:30:00Z', 'at the second midnight'],
    ['Pacific/Apia', '2011-12-30T05:00:00Z', '2011-12-30T10:00:00Z', 'over a date that never was'],
    ['America/Sao_Paulo', '2018-11-03T12:00:00Z', '2018-11-04T03:00:00Z', 'at a midnight that is skipped'],
  ])('in %s after %s change at %s: %s', (name, from, expected) => {
    expect(iso(nextDateChange(zone(name), at(from)))).toBe(expected);
  });
});

describe('calendar', () => {
  test('turns dates into days and back, for years of four digits', () => {
    for (const text of [
      '0001-01-01',
      '0099-12-31',
      '1969-12-31',
      '1970-01-01',
      '2000-02-29',
      '2026-11-23',
      '9999-12-31',
    ]) {
      expect(formatDate(parseDate(text) as number)).toBe(text);
    }
    expect(parseDate('1970-01-02')).toBe(1);
  });

  test.each(['2026-02-30', '2100-02-29', '2026-00-10', '26-01-01', '2026-01-01T00:00', '', '+02026-01-01'])(
    'knows no date %j',
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );

  test('agrees with Temporal on weekdays and on the weeks that dates share', () => {
    for (let day = -400; day < 21_000; day += 1) {
      const date = Temporal.PlainDate.from(formatDate(day));
      if (isoWeekday(day) !== date.dayOfWeek) expect.fail(date.toString());
      const sameWeek = isoWeek(day) === isoWeek(day + 1);
      if (sameWeek !== (date.dayOfWeek !== 7)) expect.fail(`week of ${date.toString()}`);
    }
  });

  test('takes 24:00 as an end alone', () => {
    expect(parseTime('24:00', true)).toBe(1440);
    expect(parseTime('24:00')).toBeNull();
    expect(parseTime('23:59')).toBe(1439);
    expect(parseTime('00:00')).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import {
  createFormats,
  localDate,
  mergeOffsets,
  modernZone,
  offsetAt,
  offsetLabel,
  wallClock,
  zoneCity,
} from './zoned-format.ts';

const at = (text: string) => Date.parse(text);
// New York, as the server tells it: clocks go back on 1 November 2026 at 06:00 UTC.
const newYork = [
  { from: at('2026-10-31T10:00:00Z'), minutes: -240 },
  { from: at('2026-11-01T06:00:00Z'), minutes: -300 },
];

describe('offsets', () => {
  it('hold from their instant on, and the first also before', () => {
    expect(offsetAt(newYork, at('2026-11-01T05:59:59Z'))).toBe(-240);
    expect(offsetAt(newYork, at('2026-11-01T06:00:00Z'))).toBe(-300);
    expect(offsetAt(newYork, at('2026-10-01T00:00:00Z'))).toBe(-240);
    expect(offsetAt([], 0)).toBe(0);
  });

  it('of several answers make one table, in whatever order they came', () => {
    const later = [{ from: at('2027-03-14T07:00:00Z'), minutes: -240 }];
    expect(mergeOffsets(later, newYork).map(({ minutes }) => minutes)).toEqual([-240, -300, -240]);
  });

  it('say the repeated hour twice, and what it is', () => {
    const format = createFormats('en-GB');
    const [first, second] = [at('2026-11-01T05:30:00Z'), at('2026-11-01T06:30:00Z')];
    expect(format.time(wallClock(newYork, first))).toBe('01:30');
    expect(format.time(wallClock(newYork, second))).toBe('01:30');
    expect([first, second].map((instant) => offsetLabel(offsetAt(newYork, instant)))).toEqual(['UTC−4', 'UTC−5']);
  });

  it('skip the hour that does not exist', () => {
    const paris = [
      { from: at('2027-03-28T00:00:00Z'), minutes: 60 },
      { from: at('2027-03-28T01:00:00Z'), minutes: 120 },
    ];
    const format = createFormats('fr');
    const times = ['00:30', '01:00'].map((time) => format.time(wallClock(paris, at(`2027-03-28T${time}:00Z`))));
    expect(times).toEqual(['01:30', '03:00']);
  });

  it('put each instant on its local date, whatever the clock of the machine', () => {
    expect(localDate(newYork, at('2026-11-01T03:59:59Z'))).toBe('2026-10-31');
    expect(localDate(newYork, at('2026-11-01T04:00:00Z'))).toBe('2026-11-01');
    expect(localDate([{ from: 0, minutes: 840 }], at('2026-12-31T10:00:00Z'))).toBe('2027-01-01');
  });

  it.each([
    [0, 'UTC'],
    [60, 'UTC+1'],
    [-210, 'UTC−3:30'],
    [345, 'UTC+5:45'],
    [840, 'UTC+14'],
  ])('%i minutes read %s', (minutes, label) => {
    expect(offsetLabel(minutes)).toBe(label);
  });
});

describe('formats', () => {
  it('follow the habits of the locale, and what the page says instead', () => {
    const nine = new Date('2026-11-24T09:05:00Z');
    expect(createFormats('en-GB').time(nine)).toBe('09:05');
    expect(createFormats('en-DE').time(nine)).toBe('09:05');
    expect(createFormats('en-US').time(nine)).toMatch(/^9:05\sAM$/);
    expect(createFormats('en-US', 'h23').time(nine)).toBe('09:05');
    expect(createFormats('fr', 'h12').time(nine)).toMatch(/^9:05\sAM$/);
    expect(createFormats('en-GB', 'h23').time(new Date('2026-11-24T00:00:00Z'))).toBe('00:00');
  });

  it('speak of Gregorian months, whatever calendar a region keeps', () => {
    expect(createFormats('fa').month('2026-11')).toMatch(/۲۰۲۶/);
    expect(createFormats('th-TH').month('2026-11')).toMatch(/2026/);
  });

  it('name dates and not instants: no zone shifts them', () => {
    expect(createFormats('en-GB').day('2026-11-01')).toBe('Sunday 1 November');
    expect(createFormats('fr').fullDay('2027-01-01')).toBe('vendredi 1 janvier 2027');
    expect(createFormats('fr').month('2026-11')).toBe('novembre 2026');
  });

  it('begin the week where the region does, or where the page says', () => {
    expect(createFormats('fr').weekdays.map(([short]) => short)[0]).toBe('lun.');
    expect(createFormats('en-US').weekdays[0]).toEqual(['Sun', 'Sunday']);
    expect(createFormats('en-EG').weekStart).toBe(6);
    expect(createFormats('en-US', null, 1).weekdays.at(-1)).toEqual(['Sun', 'Sunday']);
  });
});

describe('modernZone', () => {
  it('gives a zone the name that it has today, and leaves every other as it is', () => {
    expect(modernZone('Asia/Calcutta')).toBe('Asia/Kolkata');
    expect(modernZone('Asia/Saigon')).toBe('Asia/Ho_Chi_Minh');
    expect(modernZone('America/Argentina/Buenos_Aires')).toBe('America/Argentina/Buenos_Aires');
    expect(modernZone('UTC')).toBe('UTC');
  });
});

describe('zoneCity', () => {
  it('names the city as it is called today', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(zoneCity('Asia/Calcutta')).toBe('Kolkata');
    expect(zoneCity('Europe/Kiev')).toBe('Kyiv');
    expect(zoneCity('UTC')).toBe('UTC');
  });
});

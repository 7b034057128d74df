import { describe, expect, it, test } from 'vitest';
import { parseQuietHours, quietEnd } from './quiet-hours.ts';

const NIGHT = { from: 21 * 60, to: 8 * 60 };
const at = (text: string) => Date.parse(text);

test.each([
  ['21:00-08:00', NIGHT],
  [' 12:00 - 13:30 ', { from: 720, to: 810 }],
  ['08:00-08:00', null],
  ['21-8', null],
  ['21:00', null],
  ['21:00-24:00', null],
  ['21:00-22:00-23:00', null],
])('%j is read as %j', (text, hours) => {
  expect(parseQuietHours(text)).toEqual(hours);
});

describe('quietEnd', () => {
  it.each([
    ['20:59:59', null],
    ['21:00:00', '2026-11-04T07:00:00Z'],
    ['23:30:00', '2026-11-04T07:00:00Z'],
  ])('on an evening in Paris at %s is %s', (time, end) => {
    expect(quietEnd(NIGHT, 'Europe/Paris', at(`2026-11-03T${time}+01:00`))).toBe(end && at(end));
  });

  it.each([
    ['00:00:00', '2026-11-03T07:00:00Z'],
    ['07:59:59', '2026-11-03T07:00:00Z'],
    ['08:00:00', null],
  ])('on a morning in Paris at %s is %s', (time, end) => {
    expect(quietEnd(NIGHT, 'Europe/Paris', at(`2026-11-03T${time}+01:00`))).toBe(end && at(end));
  });

  it('is by the reader’s clock: the same instant is night in Tokyo and noon in Paris', () => {
    const instant = at('2026-11-03T12:30:00Z');
    expect(quietEnd(NIGHT, 'Asia/Tokyo', instant)).toBe(at('2026-11-03T23:00:00Z'));
    expect(quietEnd(NIGHT, 'Europe/Paris', instant)).toBeNull();
  });

  it('ends at eight by the clock through both changes of it', () => {
    // The night of 28 to 29 March is ten hours long here, that of 24 to 25 October twelve.
    expect(quietEnd(NIGHT, 'Europe/Paris', at('2026-03-28T22:00:00+01:00'))).toBe(at('2026-03-29T08:00:00+02:00'));
    expect(quietEnd(NIGHT, 'Europe/Paris', at('2026-10-24T22:00:00+02:00'))).toBe(at('2026-10-25T08:00:00+01:00'));
  });

  it('where its own end is skipped ends as much later, and where it comes twice at the first', () => {
    const until = { from: 60, to: 150 };
    expect(quietEnd(until, 'Europe/Paris', at('2026-03-29T01:30:00+01:00'))).toBe(at('2026-03-29T03:30:00+02:00'));
    expect(quietEnd(until, 'Europe/Paris', at('2026-10-25T02:15:00+02:00'))).toBe(at('2026-10-25T02:30:00+02:00'));
    expect(quietEnd(until, 'Europe/Paris', at('2026-10-25T02:15:00+01:00'))).toBeNull();
  });

  it('of hours within a day is that day’s', () => {
    const noon = { from: 720, to: 810 };
    expect(quietEnd(noon, 'Europe/Paris', at('2026-11-03T12:00:00+01:00'))).toBe(at('2026-11-03T13:30:00+01:00'));
    expect(quietEnd(noon, 'Europe/Paris', at('2026-11-03T13:30:00+01:00'))).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { answerCase } from './slot-case.ts';
import { bookableStarts } from './slots.ts';

const BERLIN = 'Europe/Berlin';

/** Bookable starts of a case with sensible defaults, as "DDTHH:MM" in UTC. */
function starts(part: Record<string, unknown>): string[] {
  const answer = answerCase({
    timeZone: BERLIN,
    durationMinutes: 30,
    slotIntervalMinutes: 30,
    now: '2005-01-01T00:00:00Z',
    ...part,
  });
  return answer.map((start) => start.slice(8, 16));
}

const sunday = (start: string, end: string) => ({ weekly: [{ days: [7], start, end }] });
const within = (start: string, end: string) => ({ range: { start: `${start}T00:00:00Z`, end: `${end}T00:00:00Z` } });

describe('where the clock is set forward', () => {
  const spring = within('2026-03-28', '2026-03-31');

  test.each([
    ['01:00', '04:00', ['29T00:00', '29T00:30', '29T01:00', '29T01:30'], 'two real hours remain'],
    ['01:00', '02:30', ['29T00:00', '29T00:30', '29T01:00'], 'an end in the gap moves later'],
    ['02:15', '02:45', ['29T01:15'], 'both ends in the gap move together'],
    ['02:30', '03:15', [], 'a start moved past its end leaves nothing'],
  ])('%s to %s: %j, for %s', (start, end, expected) => {
    expect(starts({ ...sunday(start, end), ...spring })).toEqual(expected);
  });

  test('a gap of half an hour on Lord Howe moves nothing else', () => {
    const input = {
      timeZone: 'Australia/Lord_Howe',
      ...sunday('01:00', '03:00'),
      ...within('2026-10-03', '2026-10-05'),
    };
    expect(starts(input)).toEqual(['03T14:30', '03T15:00', '03T15:30']);
  });

  test('the Friday that Apia skipped has nothing, nor has the Saturday after it', () => {
    const weekly = [{ days: [5], start: '09:00', end: '12:00' }];
    expect(starts({ timeZone: 'Pacific/Apia', weekly, ...within('2011-12-28', '2012-01-02') })).toEqual([]);
  });
});

describe('where the clock is set back', () => {
  const autumn = within('2026-10-24', '2026-10-27');

  test('01:00 to 04:00 is four real hours', () => {
    const input = { ...sunday('01:00', '04:00'), ...autumn, durationMinutes: 60, slotIntervalMinutes: 60 };
    expect(starts(input)).toEqual(['24T23:00', '25T00:00', '25T01:00', '25T02:00']);
  });

  test('an end that comes twice is the first one', () => {
    expect(starts({ ...sunday('01:00', '02:30'), ...autumn })).toEqual(['24T23:00', '24T23:30', '25T00:00']);
  });
});

test('a date that begins twice, its first minute before yesterday’s last hour, keeps its first start', () => {
  const input = {
    timeZone: 'America/St_Johns',
    ...sunday('00:00', '08:00'),
    durationMinutes: 10,
    range: { start: '2006-10-29T02:30:00Z', end: '2006-10-29T02:31:00Z' },
  };
  expect(starts(input)).toEqual(['29T02:30']);
});

describe('the grid', () => {
  const june = within('2026-06-01', '2026-06-03');

  test('starts anew with each date, and a slot may cross midnight where both dates are open', () => {
    const weekly = [
      { days: [1], start: '22:00', end: '24:00' },
      { days: [2], start: '00:00', end: '02:00' },
    ];
    expect(starts({ weekly, ...june, durationMinutes: 60, slotIntervalMinutes: 45 })).toEqual([
      '01T20:00',
      '01T20:45',
      '01T21:30',
      '01T22:00',
      '01T22:45',
    ]);
  });

  test('is one for rules that overlap', () => {
    const weekly = [
      { days: [1], start: '09:00', end: '10:30' },
      { days: [1], start: '10:00', end: '12:00' },
    ];
    const input = { weekly, ...june, durationMinutes: 60, slotIntervalMinutes: 45 };
    expect(starts(input)).toEqual(['01T07:00', '01T07:45', '01T08:30']);
  });

  test('is moved neither by the range nor by the notice', () => {
    const weekly = [{ days: [1], start: '09:00', end: '12:00' }];
    const range = { start: '2026-06-01T07:10:00Z', end: '2026-06-01T09:00:00Z' };
    expect(starts({ weekly, range })).toEqual(['01T07:30', '01T08:00', '01T08:30']);
    const now = '2026-06-01T06:31:00Z';
    expect(starts({ weekly, range, now, minimumNoticeMinutes: 60 })).toEqual(['01T08:00', '01T08:30']);
    expect(starts({ weekly, range, now: '2026-06-01T06:30:00Z', minimumNoticeMinutes: 60 })[0]).toBe('01T07:30');
  });

  test('gives a meeting longer than a day its start where enough dates are open', () => {
    const weekly = [{ days: [1, 2, 3], start: '00:00', end: '24:00' }];
    const input = { weekly, ...within('2026-05-30', '2026-06-06'), durationMinutes: 2880, slotIntervalMinutes: 720 };
    expect(starts(input)).toEqual(['31T22:00', '01T10:00', '01T22:00']);
  });
});

describe('busy time', () => {
  const monday = { weekly: [{ days: [1], start: '09:00', end: '14:00' }], ...within('2026-06-01', '2026-06-02') };
  const grid = { ...monday, slotIntervalMinutes: 15 };
  const noon = { start: '2026-06-01T09:00:00Z', end: '2026-06-01T10:00:00Z' };

  test('adds a standing meeting’s buffer to the candidate’s', () => {
    const busy = [{ ...noon, bufferAfterMinutes: 15 }];
    const before = ['01T07:00', '01T07:15', '01T07:30', '01T07:45', '01T08:00', '01T08:15', '01T08:30'];
    const after = ['01T10:30', '01T10:45', '01T11:00', '01T11:15', '01T11:30'];
    expect(starts({ ...grid, bufferBeforeMinutes: 15, busy })).toEqual([...before, ...after]);
  });

  test('of a calendar has no buffers of its own', () => {
    const busy = [{ ...noon, kind: 'external', bufferBeforeMinutes: 60, bufferAfterMinutes: 60 }];
    expect(starts({ ...monday, busy })).not.toContain('01T09:30');
    expect(starts({ ...monday, busy })).toContain('01T08:30');
    expect(starts({ ...monday, busy })).toContain('01T10:00');
  });

  test('that does not end after its start blocks and counts nothing', () => {
    const busy = [
      { start: noon.end, end: noon.start },
      { start: noon.start, end: noon.start, bufferAfterMinutes: 600 },
    ];
    expect(starts({ ...monday, busy, dailyLimit: 1 })).toHaveLength(10);
  });

  test('a second long blocks, and a neighbour that touches does not', () => {
    const touching = { start: '2026-06-01T06:00:00Z', end: '2026-06-01T07:00:00Z' };
    expect(starts({ ...monday, busy: [touching] })).toContain('01T07:00');
    expect(starts({ ...monday, busy: [{ ...touching, end: '2026-06-01T07:00:01Z' }] })).not.toContain('01T07:00');
  });
});

test('horizon, limit, buffers and midnight together leave the one start that SLOTS.md names', () => {
  const input = {
    timeZone: 'America/New_York',
    weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], start: '20:00', end: '24:00' }],
    durationMinutes: 120,
    slotIntervalMinutes: 120,
    now: '2026-06-02T02:30:00Z',
    bookingHorizonDays: 1,
    dailyLimit: 1,
    busy: [{ start: '2026-06-03T01:00:00Z', end: '2026-06-03T01:10:00Z', kind: 'external' }],
    ...within('2026-06-01', '2026-06-10'),
  };
  expect(starts(input)).toEqual(['03T02:00']);
});

test('a host without hours offers nothing', () => {
  const host = { hostId: 'h', schedule: null, busy: [], dailyLimit: null, lastBookedAt: null };
  const rules = { durationsMinutes: [30], slotIntervalMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
  const none = { minimumNoticeMinutes: 0, bookingHorizonDays: null, dailyLimit: null, weeklyLimit: null, capacity: 1 };
  const range = { start: 0, end: 86_400_000 };
  expect(
    bookableStarts({ typeId: 't', rules: { ...rules, ...none }, durationMinutes: 30, now: 0, range }, host),
  ).toEqual([]);
});

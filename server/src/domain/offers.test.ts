import { describe, expect, test } from 'vitest';
import type { BusyInterval, HostCalendar, OfferQuery } from './assignment.ts';
import type { BookingRules } from './booking-rules.ts';
import type { Failure } from './failures.ts';
import { judgeStart, offeredStarts, validUntil } from './offers.ts';

const RULES: BookingRules = {
  durationsMinutes: [60, 30],
  slotIntervalMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingHorizonDays: null,
  dailyLimit: null,
  weeklyLimit: null,
  capacity: 1,
};

/** An instant of Monday 1 June 2026, "HH:MM" in UTC. */
const at = (time: string) => Date.parse(`2026-06-01T${time}:00Z`);
const times = (starts: readonly number[]) => starts.map((start) => new Date(start).toISOString().slice(11, 16));

/** A host open from `start` to `end` on Mondays. */
function host(hostId: string, start: string, end: string, part: Partial<HostCalendar> = {}): HostCalendar {
  const schedule = { timeZone: 'UTC', rules: [{ days: [1], start, end }], overrides: [] };
  return { hostId, schedule, busy: [], dailyLimit: null, lastBookedAt: null, ...part };
}

function query(
  hosts: readonly HostCalendar[],
  part: Partial<OfferQuery> = {},
  rules: Partial<BookingRules> = {},
): OfferQuery {
  return {
    typeId: 'typ_a',
    rules: { ...RULES, ...rules },
    assignment: 'single',
    hosts,
    durationMinutes: 60,
    now: at('00:00'),
    range: { start: at('00:00'), end: at('00:00') + 86_400_000 },
    ...part,
  };
}

const event = (start: string, end: string): BusyInterval => ({ kind: 'external', start: at(start), end: at(end) });

function session(
  id: string,
  start: string,
  end: string,
  seatsTaken: number,
  part: { typeId?: string } = {},
): BusyInterval {
  const standing = { id, typeId: part.typeId ?? 'typ_a', seatsTaken, capacity: 6 };
  return { kind: 'meeting', start: at(start), end: at(end), session: standing };
}

describe('a single host', () => {
  const ada = host('ada', '09:00', '12:00', { busy: [event('10:30', '10:45')] });

  test('offers the starts of the one calendar, without seats', () => {
    expect(offeredStarts(query([ada, host('bob', '14:00', '15:00')]))).toEqual({
      starts: [at('09:00'), at('11:00')],
      seatsLeft: null,
    });
  });

  test.each([
    ['09:00', { kind: 'free', hostIds: ['ada'] }],
    ['10:00', { kind: 'taken' }],
    ['09:30', { kind: 'unavailable', reason: 'off_grid' }],
    ['12:00', { kind: 'unavailable', reason: 'outside_hours' }],
    ['11:30', { kind: 'unavailable', reason: 'outside_hours' }],
  ])('judges %s', (time, verdict) => {
    expect(judgeStart(query([ada]), at(time))).toEqual(verdict);
  });

  test('tells past from too soon, and too soon from taken', () => {
    const asked = query([ada], { now: at('09:30') }, { minimumNoticeMinutes: 60 });
    expect(judgeStart(asked, at('09:00'))).toEqual({ kind: 'unavailable', reason: 'past' });
    expect(judgeStart(asked, at('10:00'))).toEqual({ kind: 'unavailable', reason: 'too_soon' });
    expect(judgeStart(asked, at('11:00'))).toEqual({ kind: 'free', hostIds: ['ada'] });
  });

  test('is past the horizon from the next local date on', () => {
    const asked = query([ada], { now: at('09:00') - 86_400_000 }, { bookingHorizonDays: 0 });
    expect(offeredStarts(asked).starts).toEqual([]);
    expect(judgeStart(asked, at('09:00'))).toEqual({ kind: 'unavailable', reason: 'past_horizon' });
  });

  test('has no start for a length that the type does not have', () => {
    expect(offeredStarts(query([ada], { durationMinutes: 45 })).starts).toEqual([]);
    expect(judgeStart(query([ada], { durationMinutes: 45 }), at('09:00'))).toEqual({
      kind: 'unavailable',
      reason: 'unknown_duration',
    });
  });

  test('that has no hours, or is not there, has no start', () => {
    const nobody = { ...ada, schedule: null };
    for (const hosts of [[nobody], []]) {
      expect(offeredStarts(query(hosts)).starts).toEqual([]);
      expect(judgeStart(query(hosts), at('09:00'))).toEqual({ kind: 'unavailable', reason: 'outside_hours' });
    }
  });

  test('with a schedule of an unknown zone fails by name', () => {
    const lost = { ...ada, schedule: { timeZone: 'Europe/Atlantis', rules: [], overrides: [] } };
    expect(() => offeredStarts(query([lost]))).toThrow(
      expect.objectContaining({ code: 'unknown_time_zone' }) as Failure,
    );
  });
});

describe('limits', () => {
  const busy = [session('ses_1', '09:00', '10:00', 6), session('ses_2', '13:00', '14:00', 6, { typeId: 'typ_b' })];
  const ada = host('ada', '09:00', '12:00', { busy });

  test('that are reached make a start taken, not unavailable', () => {
    const asked = query([ada], {}, { dailyLimit: 1 });
    expect(offeredStarts(asked).starts).toEqual([]);
    expect(judgeStart(asked, at('10:00'))).toEqual({ kind: 'taken' });
  });

  test('of the type leave sessions of other types out, the host’s own counts them', () => {
    expect(times(offeredStarts(query([ada], {}, { dailyLimit: 2, weeklyLimit: 2 })).starts)).toEqual([
      '10:00',
      '11:00',
    ]);
    expect(offeredStarts(query([{ ...ada, dailyLimit: 2 }])).starts).toEqual([]);
  });
});

describe('round robin', () => {
  const ada = host('ada', '09:00', '11:00', { busy: [event('09:00', '10:00')], lastBookedAt: 5 });
  const bob = host('bob', '09:30', '11:30', { lastBookedAt: 7 });
  const asked = query([ada, bob], { assignment: 'round_robin' });

  test('offers a start of any host’s own grid when that host could take it', () => {
    expect(times(offeredStarts(asked).starts)).toEqual(['09:30', '10:00', '10:30']);
  });

  test('offers a start that several could take once, and books in order of preference', () => {
    const both = query([bob, { ...bob, hostId: 'cleo', lastBookedAt: 3 }], { assignment: 'round_robin' });
    expect(times(offeredStarts(both).starts)).toEqual(['09:30', '10:30']);
    expect(judgeStart(both, at('09:30'))).toEqual({ kind: 'free', hostIds: ['cleo', 'bob'] });
  });

  test('judges by the host that comes nearest', () => {
    expect(judgeStart(asked, at('10:00'))).toEqual({ kind: 'free', hostIds: ['ada'] });
    expect(judgeStart(asked, at('09:00'))).toEqual({ kind: 'taken' });
    expect(judgeStart(asked, at('09:45'))).toEqual({ kind: 'unavailable', reason: 'off_grid' });
    expect(judgeStart(asked, at('11:00'))).toEqual({ kind: 'unavailable', reason: 'outside_hours' });
  });
});

describe('collective', () => {
  const ada = host('ada', '09:00', '13:00');
  const bob = host('bob', '09:30', '13:00', { busy: [event('11:00', '11:10')] });
  const asked = query([ada, bob], { assignment: 'collective' });

  test('offers the first host’s grid where all are open and free', () => {
    expect(times(offeredStarts(asked).starts)).toEqual(['10:00', '12:00']);
    expect(times(offeredStarts({ ...asked, hosts: [bob, ada] }).starts)).toEqual(['09:30', '11:30']);
  });

  test('books all', () => {
    expect(judgeStart(asked, at('10:00'))).toEqual({ kind: 'free', hostIds: ['ada', 'bob'] });
  });

  test.each([
    ['09:00', { kind: 'unavailable', reason: 'outside_hours' }],
    ['11:00', { kind: 'taken' }],
    ['11:30', { kind: 'unavailable', reason: 'off_grid' }],
  ])('judges %s', (time, verdict) => {
    expect(judgeStart(asked, at(time))).toEqual(verdict);
  });

  test('offers nothing when one of them has no hours', () => {
    expect(offeredStarts({ ...asked, hosts: [ada, { ...bob, schedule: null }] }).starts).toEqual([]);
  });

  test('ends with the nearest of the hosts’ horizons', () => {
    const kiritimati = {
      timeZone: 'Pacific/Kiritimati',
      rules: [{ days: [1, 2], start: '00:00', end: '24:00' }],
      overrides: [],
    };
    const far = { ...ada, hostId: 'far', schedule: kiritimati };
    const today = query([far, ada], { assignment: 'collective', now: at('00:00') }, { bookingHorizonDays: 0 });
    // Monday ends at 10:00 UTC on Kiritimati.
    expect(times(offeredStarts(today).starts)).toEqual(['09:00']);
    expect(judgeStart(today, at('11:00'))).toEqual({ kind: 'unavailable', reason: 'past_horizon' });
  });
});

describe('a group session', () => {
  const group = { capacity: 6 };
  const ada = host('ada', '09:00', '12:00', { busy: [session('ses_1', '09:00', '10:00', 4)] });

  test('is offered with the seats it has left, beside new ones with all theirs', () => {
    expect(offeredStarts(query([ada], {}, group))).toEqual({
      starts: [at('09:00'), at('10:00'), at('11:00')],
      seatsLeft: [2, 6, 6],
    });
    expect(judgeStart(query([ada], {}, group), at('09:00'))).toEqual({
      kind: 'join',
      sessionId: 'ses_1',
      seatsLeft: 2,
      hostIds: ['ada'],
    });
  });

  test.each([
    ['is full', session('ses_1', '09:00', '10:00', 6)],
    ['has another length', session('ses_1', '09:00', '09:30', 4)],
    ['is of another type', session('ses_1', '09:00', '10:00', 4, { typeId: 'typ_b' })],
  ])('is not offered when it %s', (_why, busy) => {
    const asked = query([{ ...ada, busy: [busy] }], {}, group);
    expect(times(offeredStarts(asked).starts)).toEqual(['10:00', '11:00']);
    expect(judgeStart(asked, at('09:00'))).toEqual({ kind: 'taken' });
  });

  test('still blocks the starts around it', () => {
    const asked = query([ada], {}, { ...group, slotIntervalMinutes: 30 });
    expect(times(offeredStarts(asked).starts)).toEqual(['09:00', '10:00', '10:30', '11:00']);
  });

  test('can be joined though limits are reached, as it is no new session', () => {
    const asked = query([{ ...ada, dailyLimit: 1 }], {}, { ...group, dailyLimit: 1, weeklyLimit: 1 });
    expect(times(offeredStarts(asked).starts)).toEqual(['09:00']);
    expect(judgeStart(asked, at('10:00'))).toEqual({ kind: 'taken' });
  });

  test('obeys notice, and any other busy time', () => {
    const late = query([ada], { now: at('08:30') }, { ...group, minimumNoticeMinutes: 60 });
    expect(judgeStart(late, at('09:00'))).toEqual({ kind: 'unavailable', reason: 'too_soon' });
    const away = { ...ada, busy: [...ada.busy, event('08:00', '18:00')] };
    expect(offeredStarts(query([away], {}, group)).starts).toEqual([]);
  });

  test('under round robin is filled before another is begun, and all seats of a start are told', () => {
    const bob = host('bob', '09:00', '12:00');
    const asked = query([bob, { ...ada, lastBookedAt: 9 }], { assignment: 'round_robin' }, group);
    expect(offeredStarts(asked).seatsLeft).toEqual([8, 12, 12]);
    expect(judgeStart(asked, at('09:00'))).toMatchObject({ kind: 'join', sessionId: 'ses_1', hostIds: ['ada'] });
  });

  test('of all hosts is joined only where all of them share it', () => {
    const bob = { ...ada, hostId: 'bob' };
    const shared = query([ada, bob], { assignment: 'collective' }, group);
    expect(judgeStart(shared, at('09:00'))).toMatchObject({
      kind: 'join',
      sessionId: 'ses_1',
      hostIds: ['ada', 'bob'],
    });
    expect(offeredStarts(shared).seatsLeft).toEqual([2, 6, 6]);
    const alone = { ...shared, hosts: [ada, { ...bob, busy: [] }] };
    expect(judgeStart(alone, at('09:00'))).toEqual({ kind: 'taken' });
    expect(times(offeredStarts(alone).starts)).toEqual(['10:00', '11:00']);
  });
});

describe('validUntil', () => {
  const ada = host('ada', '09:00', '12:00');
  const held = (asked: OfferQuery) => validUntil(asked, offeredStarts(asked));

  test('is when the first start lapses by the notice, which holds to the last instant', () => {
    const asked = query([ada], {}, { minimumNoticeMinutes: 30 });
    expect(held(asked)).toBe(at('08:30') + 1);
    expect(offeredStarts({ ...asked, now: at('08:30') }).starts).toHaveLength(3);
    expect(offeredStarts({ ...asked, now: at('08:30') + 1 }).starts).toHaveLength(2);
  });

  test('is the next local midnight of any host where the range reaches past the horizon', () => {
    const tokyo = { ...ada, schedule: { timeZone: 'Asia/Tokyo', rules: [], overrides: [] } };
    const range = { start: at('00:00'), end: at('00:00') + 30 * 86_400_000 };
    const asked = query(
      [{ ...ada, schedule: null }, tokyo],
      { assignment: 'round_robin', range },
      { bookingHorizonDays: 7 },
    );
    expect(held(asked)).toBe(at('15:00'));
  });

  test('is never where nothing is offered and the horizon lies behind the range', () => {
    expect(held(query([{ ...ada, busy: [event('00:00', '23:00')] }], {}, { bookingHorizonDays: 60 }))).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(held(query([], {}))).toBe(Number.POSITIVE_INFINITY);
  });
});

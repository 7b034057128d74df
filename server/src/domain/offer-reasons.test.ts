import { expect, test } from 'vitest';
import type { HostCalendar, OfferQuery } from './assignment.ts';
import type { BookingRules } from './booking-rules.ts';
import { explainStarts } from './offers.ts';

const at = (time: string) => Date.parse(`2026-06-01T${time}:00Z`);

function host(hostId: string, start: string, end: string, part: Partial<HostCalendar> = {}): HostCalendar {
  const schedule = { timeZone: 'UTC', rules: [{ days: [1], start, end }], overrides: [] };
  return { hostId, schedule, busy: [], dailyLimit: null, lastBookedAt: null, ...part };
}

/** "HH:MM verdict: reason" of each start of the grid on Monday 1 June 2026, an hour's meeting on an hour's grid. */
function told(
  hosts: readonly HostCalendar[],
  part: Partial<OfferQuery> = {},
  rules: Partial<BookingRules> = {},
): string[] {
  const query: OfferQuery = {
    typeId: 'typ_a',
    rules: {
      durationsMinutes: [60],
      slotIntervalMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingHorizonDays: null,
      dailyLimit: null,
      weeklyLimit: null,
      capacity: 1,
      ...rules,
    },
    assignment: 'single',
    hosts,
    durationMinutes: 60,
    now: at('00:00'),
    range: { start: at('00:00'), end: at('23:59') },
    ...part,
  };
  return explainStarts(query).map(
    ({ start, verdict, because }) => `${new Date(start).toISOString().slice(11, 16)} ${verdict.kind}: ${because}`,
  );
}

test('each start of the grid is told with what becomes of it, and why', () => {
  const meeting = { kind: 'meeting' as const, start: at('12:00'), end: at('13:00') };
  const event = { kind: 'external' as const, start: at('10:30'), end: at('10:45') };
  const ada = host('ada', '07:00', '13:00', { busy: [event, meeting] });
  expect(told([ada], { now: at('07:30') }, { bufferAfterMinutes: 15, minimumNoticeMinutes: 60 })).toEqual([
    '07:00 unavailable: already past at 2026-06-01T07:30:00Z',
    '08:00 unavailable: nearer than the minimum notice of 60 minutes, which ends at 2026-06-01T08:30:00Z',
    '09:00 free: ada: free',
    '10:00 taken: ada: overlaps an external event from 2026-06-01T10:30:00Z to 2026-06-01T10:45:00Z',
    '11:00 taken: ada: its buffers reach a meeting from 2026-06-01T12:00:00Z to 2026-06-01T13:00:00Z',
    '12:00 taken: ada: overlaps a meeting from 2026-06-01T12:00:00Z to 2026-06-01T13:00:00Z',
  ]);
});

test('a limit is named with its number', () => {
  const ada = host('ada', '09:00', '10:00');
  expect(told([ada], {}, { dailyLimit: 0 })).toEqual(['09:00 taken: ada: the daily limit of 0 is reached']);
  expect(told([ada], {}, { weeklyLimit: 0 })).toEqual(['09:00 taken: ada: the weekly limit of 0 is reached']);
  expect(told([{ ...ada, dailyLimit: 0 }])).toEqual(['09:00 taken: ada: the host’s own daily limit of 0 is reached']);
});

test('each host speaks for itself', () => {
  const hosts = [host('ada', '09:00', '10:00'), host('bob', '11:00', '12:00')];
  expect(told(hosts, { assignment: 'collective' })).toEqual([
    '09:00 unavailable: ada: free; bob: outside this host’s open hours',
  ]);
  expect(told(hosts, { assignment: 'round_robin' })).toEqual(['09:00 free: ada: free', '11:00 free: bob: free']);
});

test('the horizon is named in days', () => {
  const hosts = [host('ada', '09:00', '10:00')];
  expect(told(hosts, { now: at('00:00') - 1 }, { bookingHorizonDays: 0 })).toEqual([
    '09:00 unavailable: ada: past the booking horizon of 0 days',
  ]);
});

test('a standing session is named with its seats', () => {
  const session = { id: 'ses_1', typeId: 'typ_a', seatsTaken: 5, capacity: 6 };
  const busy = [{ kind: 'meeting' as const, start: at('09:00'), end: at('10:00'), session }];
  expect(told([host('ada', '09:00', '10:00', { busy })], {}, { capacity: 6 })).toEqual([
    '09:00 join: ada: session ses_1, seats left: 1',
  ]);
});

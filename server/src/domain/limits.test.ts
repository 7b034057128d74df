import { expect, test } from 'vitest';
import type { BusyInterval } from './assignment.ts';
import { limitReader } from './limits.ts';

const NONE = {
  durationsMinutes: [30],
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingHorizonDays: null,
  dailyLimit: null,
  weeklyLimit: null,
  capacity: 1,
};

/** A meeting on a day number, of a type, in a session. */
function meeting(day: number, typeId?: string, id = `ses_${day}_${typeId}`): BusyInterval {
  const entry = { kind: 'meeting' as const, start: day * 10, end: day * 10 + 5 };
  return typeId === undefined ? entry : { ...entry, session: { id, typeId, seatsTaken: 1, capacity: 6 } };
}

const dayOf = (instant: number) => Math.floor(instant / 10);

function reader(limits: { daily?: number; weekly?: number; host?: number }, busy: readonly BusyInterval[]) {
  const rules = { ...NONE, dailyLimit: limits.daily ?? null, weeklyLimit: limits.weekly ?? null };
  return limitReader({ typeId: 'typ_a', rules, busy, hostDailyLimit: limits.host ?? null }, dayOf);
}

test('without a limit nothing is counted', () => {
  expect(reader({}, [meeting(4)])).toBeNull();
});

test('the daily limit counts this type’s sessions and those of no known type, on their own date', () => {
  const limitOn = reader({ daily: 2 }, [meeting(4, 'typ_a'), meeting(4), meeting(5, 'typ_a'), meeting(5, 'typ_b')]);
  expect(limitOn?.(4)).toBe('daily_limit');
  expect(limitOn?.(5)).toBeNull();
});

test('a session counts once however often it stands in the calendar', () => {
  const busy = [meeting(4, 'typ_a', 'ses_1'), meeting(4, 'typ_a', 'ses_1')];
  expect(reader({ daily: 2 }, busy)?.(4)).toBeNull();
  expect(reader({ host: 2 }, busy)?.(4)).toBeNull();
});

test('the weekly limit runs from Monday to Sunday', () => {
  // Day 4 is Monday, 5 January 1970.
  const limitOn = reader({ weekly: 2 }, [meeting(4, 'typ_a'), meeting(10, 'typ_a'), meeting(11, 'typ_a')]);
  expect([3, 4, 7, 10, 11].map((day) => limitOn?.(day))).toEqual([
    null,
    'weekly_limit',
    'weekly_limit',
    'weekly_limit',
    null,
  ]);
});

test('the host’s own limit counts sessions of every type', () => {
  const limitOn = reader({ host: 2 }, [meeting(4, 'typ_a'), meeting(4, 'typ_b')]);
  expect(limitOn?.(4)).toBe('host_daily_limit');
  expect(limitOn?.(5)).toBeNull();
});

test('external events and entries that do not end after their start count nowhere', () => {
  const event: BusyInterval = { kind: 'external', start: 40, end: 45 };
  const empty: BusyInterval = { kind: 'meeting', start: 41, end: 41 };
  expect(reader({ daily: 1, weekly: 1, host: 1 }, [event, empty])?.(4)).toBeNull();
});

test('a limit of zero is always reached', () => {
  expect(reader({ daily: 0 }, [])?.(4)).toBe('daily_limit');
});

import { describe, expect, it, test } from 'vitest';
import { resolveWallClock } from './local-time.ts';
import { judgeReminders, nextReminder, type Reminded, reminderAfterChange } from './reminder.ts';
import { findZone } from './zone-rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-10T13:00:00Z');
const meeting = (more: Partial<Reminded> = {}): Reminded => ({
  status: 'confirmed',
  start: START,
  end: START + HOUR / 2,
  confirmBy: null,
  reminderMinutes: [1440, 60],
  ...more,
});
const ahead = (hours: number) => START - hours * HOUR;

describe('nextReminder', () => {
  const cases: [string, Reminded, number, number | null][] = [
    ['booked days before: the first', meeting(), ahead(100), ahead(24)],
    ['booked at the instant of one: not that one', meeting(), ahead(24), ahead(1)],
    ['booked between two: the second', meeting(), ahead(23), ahead(1)],
    ['booked within the last hour: none', meeting(), ahead(0.5), null],
    ['a list in whatever order', meeting({ reminderMinutes: [60, 2880, 5] }), ahead(60), ahead(48)],
    ['an empty list: none', meeting({ reminderMinutes: [] }), ahead(100), null],
    ['awaiting its host: none', meeting({ status: 'scheduled' }), ahead(100), null],
    ['cancelled: none', meeting({ status: 'cancelled' }), ahead(100), null],
    ['over: none', meeting(), START + HOUR, null],
  ];
  test.each(cases)('%s', (_, of, after, expected) => {
    expect(nextReminder(of, after)).toBe(expected);
  });
});

describe('judgeReminders', () => {
  const three = meeting({ reminderMinutes: [60, 2880, 1440] });
  const cases: [string, Reminded, number, number, object][] = [
    [
      'one is due: it goes, and the next is set up',
      three,
      ahead(48),
      ahead(48) + 9_000,
      { outcome: 'sent', minutes: 2880, passedOver: [], next: ahead(24) },
    ],
    [
      'several are due after downtime: the latest goes alone',
      three,
      ahead(48),
      ahead(0.25),
      { outcome: 'sent', minutes: 60, passedOver: [2880, 1440], next: null },
    ],
    [
      'late, but none later is due: it goes',
      three,
      ahead(24),
      ahead(2),
      { outcome: 'sent', minutes: 1440, passedOver: [], next: ahead(1) },
    ],
    [
      'the meeting begins at this instant: missed',
      three,
      ahead(1),
      START,
      { outcome: 'missed', minutes: null, passedOver: [60], next: null },
    ],
    [
      'the meeting is over, and all of them missed',
      meeting({ ...three, status: 'completed' }),
      ahead(48),
      START + 100 * HOUR,
      { outcome: 'missed', minutes: null, passedOver: [2880, 1440, 60], next: null },
    ],
    [
      'what was due before that is not made up for',
      three,
      ahead(30),
      ahead(24),
      { outcome: 'sent', minutes: 1440, passedOver: [], next: ahead(1) },
    ],
    [
      'cancelled meanwhile: nothing',
      meeting({ status: 'cancelled' }),
      ahead(24),
      ahead(20),
      { outcome: 'nothing', minutes: null, passedOver: [], next: null },
    ],
    [
      'awaiting its host again: nothing',
      meeting({ status: 'scheduled' }),
      ahead(24),
      ahead(20),
      { outcome: 'nothing', minutes: null, passedOver: [], next: null },
    ],
    [
      'off the list meanwhile: nothing, and the next',
      meeting({ reminderMinutes: [60] }),
      ahead(24),
      ahead(24),
      { outcome: 'nothing', minutes: null, passedOver: [], next: ahead(1) },
    ],
  ];
  test.each(cases)('%s', (_, of, since, now, expected) => {
    expect(judgeReminders(of, since, now)).toEqual(expected);
  });
});

describe('reminderAfterChange', () => {
  const now = ahead(3);
  const moved = meeting({ start: START + 48 * HOUR, end: START + 49 * HOUR });
  const cases: [string, Reminded | undefined, Reminded, number | null, number | null | 'keep'][] = [
    ['booked', undefined, meeting(), null, ahead(1)],
    ['booked and awaiting', undefined, meeting({ status: 'scheduled' }), null, null],
    ['confirmed: from now on', meeting({ status: 'scheduled' }), meeting(), null, ahead(1)],
    ['moved: counted from the move', meeting(), moved, ahead(1), START + 24 * HOUR],
    ['moved while one was due: not at the old time', meeting(), moved, ahead(24), START + 24 * HOUR],
    ['moved and awaiting', meeting(), meeting({ ...moved, status: 'scheduled' }), ahead(1), null],
    ['cancelled', meeting(), meeting({ status: 'cancelled' }), ahead(1), null],
    ['another title', meeting(), meeting(), ahead(1), 'keep'],
    ['longer by half an hour', meeting(), meeting({ end: START + HOUR }), ahead(1), 'keep'],
    ['another list', meeting(), meeting({ reminderMinutes: [120, 30] }), ahead(1), ahead(2)],
    ['another list, its only one already due', meeting(), meeting({ reminderMinutes: [600] }), ahead(1), null],
    ['another list while one is due: that goes first', meeting(), meeting({ reminderMinutes: [120] }), now, 'keep'],
  ];
  test.each(cases)('%s', (_, old, after, waiting, expected) => {
    expect(reminderAfterChange(old, after, waiting, now)).toBe(expected);
  });
});

/** A small generator of its own, so that a failure comes again. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('however often, however late, and with whatever list it is looked at', () => {
  it('sends each reminder at most once, none early, none that was due at the booking, none once it has begun, and never leaves one out silently', () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const random = numbers(seed);
      const reminderMinutes = [...new Set(Array.from({ length: random(7) }, () => 1 + random(3_000)))];
      const bookedAt = START - (1 + random(3_500)) * MINUTE;
      const of = meeting({ reminderMinutes });
      const owed = reminderMinutes.filter((minutes) => START - minutes * MINUTE > bookedAt);
      const told: number[] = [];
      let next = nextReminder(of, bookedAt);
      for (let now = bookedAt; next !== null && now < START + 2_000 * MINUTE; now += (1 + random(900)) * MINUTE) {
        if (next > now) continue;
        const verdict = judgeReminders(of, next, now);
        if (verdict.minutes !== null) {
          expect(now).toBeLessThan(START);
          expect(START - verdict.minutes * MINUTE).toBeLessThanOrEqual(now);
          told.push(verdict.minutes);
        }
        told.push(...verdict.passedOver);
        next = verdict.next;
      }
      expect([...told].sort((a, b) => a - b)).toEqual(owed.sort((a, b) => a - b));
    }
  });
});

test.each([
  ['Europe/Paris', '2026-03-29', '2026-03-29T07:00:00Z'],
  ['Europe/Paris', '2026-10-25', '2026-10-25T08:00:00Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T13:00:00Z'],
  ['America/New_York', '2026-11-01', '2026-11-01T14:00:00Z'],
])('in %s on %s, when clocks change in the night, a reminder keeps its distance to the start', (name, date, at) => {
  const zone = findZone(name);
  if (!zone) throw new Error(name);
  const start = resolveWallClock(zone, date, '09:00');
  expect(start).toBe(Date.parse(at));
  const of = meeting({ start, end: start + HOUR });
  expect(nextReminder(of, start - 30 * HOUR)).toBe(start - 24 * HOUR);
  expect(nextReminder(of, start - 24 * HOUR)).toBe(start - HOUR);
  expect(judgeReminders(of, start - 24 * HOUR, start - 24 * HOUR - 1).outcome).toBe('nothing');
});

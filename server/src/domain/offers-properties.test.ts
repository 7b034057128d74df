import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assignment, BusyInterval, HostCalendar, OfferQuery } from './assignment.ts';
import { explainStarts, judgeStart, offeredStarts, validUntil } from './offers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const QUARTER = 15 * MINUTE;
/** Saturday before the clocks of Berlin go forward. */
const BEGIN = Date.parse('2026-03-28T00:00:00Z');

const hours = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 10 }), fc.constantFrom('00', '30'))
  .map(([start, length, minutes]) => ({
    days: [1, 2, 6, 7],
    start: `${String(start).padStart(2, '0')}:${minutes}`,
    end: `${String(Math.min(24, start + length + 1)).padStart(2, '0')}:00`,
  }));

const busyEntry: fc.Arbitrary<BusyInterval> = fc
  .record({
    at: fc.integer({ min: 0, max: 4 * 24 }),
    lasts: fc.constantFrom(30, 60, 60, 60, 180),
    kind: fc.constantFrom('external' as const, 'meeting' as const, 'meeting' as const),
    session: fc.record({
      id: fc.constantFrom('ses_1', 'ses_2', 'ses_3'),
      typeId: fc.constantFrom('typ_a', 'typ_a', 'typ_b'),
      seatsTaken: fc.integer({ min: 1, max: 3 }),
      capacity: fc.constant(3),
    }),
  })
  .map(({ at, lasts, kind, session }) => {
    const entry = { kind, start: BEGIN + at * HOUR, end: BEGIN + at * HOUR + lasts * MINUTE };
    return kind === 'meeting' ? { ...entry, session } : entry;
  });

const hostCalendar = fc.record({
  hostId: fc.constant(''),
  schedule: fc.option(
    fc.record({
      timeZone: fc.constantFrom('Europe/Berlin', 'Europe/Berlin', 'Asia/Tokyo', 'America/New_York'),
      rules: fc.array(hours, { minLength: 1, maxLength: 2 }),
      overrides: fc.constant([]),
    }),
    { freq: 12 },
  ),
  busy: fc.array(busyEntry, { maxLength: 5 }),
  dailyLimit: fc.constantFrom(null, null, null, 1),
  lastBookedAt: fc.constantFrom(null, 1, 2),
});

const question: fc.Arbitrary<OfferQuery> = fc
  .record({
    assignment: fc.constantFrom<Assignment>('single', 'round_robin', 'collective'),
    hosts: fc.array(hostCalendar, { minLength: 1, maxLength: 3 }),
    slotIntervalMinutes: fc.constantFrom(30, 60),
    buffer: fc.constantFrom(0, 0, 15),
    minimumNoticeMinutes: fc.constantFrom(0, 120),
    bookingHorizonDays: fc.constantFrom(null, 0, 1, 2),
    dailyLimit: fc.constantFrom(null, null, 1, 2),
    weeklyLimit: fc.constantFrom(null, null, 2),
    capacity: fc.constantFrom(1, 3),
    now: fc.integer({ min: -24 * 60, max: 48 * 60 }),
    from: fc.integer({ min: 0, max: 48 * 60 }),
  })
  .map(({ assignment, hosts, buffer, now, from, ...rules }) => ({
    typeId: 'typ_a',
    assignment,
    hosts: hosts.map((host, i): HostCalendar => ({ ...host, hostId: `hst_${i}` })),
    durationMinutes: 60,
    rules: { ...rules, durationsMinutes: [60], bufferBeforeMinutes: 0, bufferAfterMinutes: buffer },
    now: BEGIN + now * MINUTE,
    range: { start: BEGIN + from * MINUTE, end: BEGIN + from * MINUTE + 2 * DAY },
  }));

const bookable = (kind: string) => kind === 'free' || kind === 'join';

describe('whatever is asked', () => {
  test('what the list offers can be booked, and what it does not offer is refused', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const listed = new Set(offeredStarts(asked).starts);
        const first = Math.ceil(asked.range.start / QUARTER) * QUARTER;
        for (let start = first; start < asked.range.end; start += QUARTER) {
          if (bookable(judgeStart(asked, start).kind) !== listed.has(start)) {
            expect.fail(`${new Date(start).toISOString()} ${JSON.stringify(judgeStart(asked, start))}`);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a start is judged the same alone and among all others', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const told = explainStarts(asked);
        for (const { start, verdict } of told) expect(judgeStart(asked, start)).toEqual(verdict);
        const free = told.filter(({ verdict }) => bookable(verdict.kind)).map(({ start }) => start);
        expect(free).toEqual(offeredStarts(asked).starts);
      }),
      { numRuns: 200 },
    );
  });

  test('round robin offers what any host would offer alone', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const alone = asked.hosts.flatMap(
          (host) => offeredStarts({ ...asked, assignment: 'single', hosts: [host] }).starts,
        );
        const together = offeredStarts({ ...asked, assignment: 'round_robin' }).starts;
        expect(together).toEqual([...new Set(alone)].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  test('collective offers nothing that its first host would not', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const first = offeredStarts({ ...asked, assignment: 'single' }).starts;
        expect(first).toEqual(expect.arrayContaining(offeredStarts({ ...asked, assignment: 'collective' }).starts));
      }),
      { numRuns: 200 },
    );
  });

  test('no start offers fewer than one seat', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { starts, seatsLeft } = offeredStarts(asked);
        if (asked.rules.capacity === 1) expect(seatsLeft).toBeNull();
        else expect(seatsLeft).toHaveLength(starts.length);
        expect(seatsLeft?.every((seats) => seats >= 1) ?? true).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('an answer holds at every instant before validUntil', () => {
    let moved = 0;
    fc.assert(
      fc.property(question, fc.double({ min: 0, max: 1, noNaN: true }), (asked, share) => {
        const offers = offeredStarts(asked);
        const until = Math.min(validUntil(asked, offers), asked.now + 10 * DAY);
        expect(until).toBeGreaterThan(asked.now);
        for (const now of [until - 1, asked.now + Math.floor((until - 1 - asked.now) * share)]) {
          expect(offeredStarts({ ...asked, now })).toEqual(offers);
        }
        if (offeredStarts({ ...asked, now: until }).starts.length !== offers.starts.length) moved += 1;
      }),
      { numRuns: 500 },
    );
    expect(moved).toBeGreaterThan(50);
  });
});

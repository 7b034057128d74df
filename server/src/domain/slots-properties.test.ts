import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BusyInterval, HostCalendar } from './assignment.ts';
import { bookableStarts, type StartQuery } from './slots.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Question {
  readonly query: StartQuery;
  readonly host: HostCalendar;
  readonly timeZone: string;
}

/*
 * A second reading of SLOTS.md that shares nothing with the engine: Temporal for every date and clock, and no cleverness at all.
 */

function resolve(timeZone: string, date: Temporal.PlainDate, time: string): number {
  const day = time === '24:00' ? date.add({ days: 1 }) : date;
  const clock = Temporal.PlainTime.from(time === '24:00' ? '00:00' : time);
  return day.toZonedDateTime({ timeZone, plainTime: clock }).epochMilliseconds;
}

function naiveBlocks({ host, timeZone }: Question, from: number, to: number): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  const last = dateOf(timeZone, to).add({ days: 2 });
  let date = dateOf(timeZone, from).subtract({ days: 2 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const override = host.schedule?.overrides.find((one) => one.date === date.toString());
    const spans =
      override?.intervals ?? host.schedule?.rules.filter((rule) => rule.days.includes(date.dayOfWeek)) ?? [];
    const dayStart = resolve(timeZone, date, '00:00');
    const dayEnd = resolve(timeZone, date, '24:00');
    const ofDate: { start: number; end: number }[] = [];
    for (const span of spans) {
      const start = Math.max(resolve(timeZone, date, span.start), dayStart);
      const end = Math.min(resolve(timeZone, date, span.end), dayEnd);
      if (end > start) ofDate.push({ start, end });
    }
    ofDate.sort((a, b) => a.start - b.start);
    for (let i = 0; i + 1 < ofDate.length; ) {
      const [one, next] = [ofDate[i], ofDate[i + 1]];
      if (one && next && next.start <= one.end)
        ofDate.splice(i, 2, { start: one.start, end: Math.max(one.end, next.end) });
      else i += 1;
    }
    blocks.push(...ofDate);
  }
  return blocks;
}

function dateOf(timeZone: string, instant: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
}

function fits(blocks: readonly { start: number; end: number }[], start: number, end: number): boolean {
  let reached = start;
  while (reached < end) {
    const block = blocks.find((one) => one.start <= reached && reached < one.end);
    if (!block) return false;
    reached = block.end;
  }
  return true;
}

function naiveStarts(question: Question): number[] {
  const { query, host, timeZone } = question;
  const { rules, range, now } = query;
  const length = query.durationMinutes * MINUTE;
  const blocks = naiveBlocks(question, range.start, range.end + length);
  const meetings = host.busy.filter((entry) => entry.kind === 'meeting' && entry.end > entry.start);
  const found: number[] = [];
  for (const block of blocks) {
    for (let start = block.start; start < block.end; start += rules.slotIntervalMinutes * MINUTE) {
      if (start < range.start || start >= range.end || !fits(blocks, start, start + length)) continue;
      if (start < now + rules.minimumNoticeMinutes * MINUTE) continue;
      const date = dateOf(timeZone, start);
      if (rules.bookingHorizonDays !== null) {
        const last = dateOf(timeZone, now).add({ days: rules.bookingHorizonDays });
        if (Temporal.PlainDate.compare(date, last) > 0) continue;
      }
      const held = {
        start: start - rules.bufferBeforeMinutes * MINUTE,
        end: start + length + rules.bufferAfterMinutes * MINUTE,
      };
      const clash = host.busy.some((entry) => {
        if (entry.end <= entry.start) return false;
        const own = entry.kind === 'meeting' ? 1 : 0;
        const from = entry.start - own * (entry.bufferBeforeMinutes ?? 0) * MINUTE;
        return from < held.end && held.start < entry.end + own * (entry.bufferAfterMinutes ?? 0) * MINUTE;
      });
      if (clash) continue;
      const onDate = meetings.filter((entry) => dateOf(timeZone, entry.start).equals(date)).length;
      if (rules.dailyLimit !== null && onDate >= rules.dailyLimit) continue;
      const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 }).toString();
      const inWeek = meetings.filter((entry) => monday(dateOf(timeZone, entry.start)) === monday(date)).length;
      if (rules.weeklyLimit === null || inWeek < rules.weeklyLimit) found.push(start);
    }
  }
  return found.sort((a, b) => a - b);
}

/* Questions at and away from clock changes, in years in which no two releases of the tz database differ. */

const PLACES: readonly (readonly [string, string])[] = [
  ['Europe/Paris', '2024-03-31'],
  ['Europe/Paris', '2023-10-29'],
  ['America/New_York', '2022-11-06'],
  ['Australia/Lord_Howe', '2020-10-04'],
  ['Australia/Lord_Howe', '2021-04-04'],
  ['America/St_Johns', '2006-10-29'],
  ['America/St_Johns', '2007-03-11'],
  ['Pacific/Apia', '2011-12-30'],
  ['Antarctica/Troll', '2019-10-27'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Asia/Kathmandu', '2015-06-01'],
  ['UTC', '2016-02-29'],
];

const clockTime = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
const text = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const span = fc
  .tuple(clockTime, fc.integer({ min: 1, max: 96 }))
  .map(([start, quarters]) => ({ start: text(start), end: text(Math.min(1440, start + quarters * 15)) }));
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
const minutesFromNoon = fc.integer({ min: -4 * 1440, max: 4 * 1440 });

const question: fc.Arbitrary<Question> = fc
  .record({
    place: fc.constantFrom(...PLACES),
    rules: fc.array(fc.tuple(weekdays, span), { maxLength: 4 }),
    overrides: fc.uniqueArray(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.array(span, { maxLength: 3 })), {
      maxLength: 2,
      selector: ([day]) => day,
    }),
    durationMinutes: fc.constantFrom(10, 30, 45, 60, 90, 600, 1500),
    slotIntervalMinutes: fc.constantFrom(7, 15, 30, 60, 100),
    buffers: fc.tuple(fc.constantFrom(0, 0, 5, 30), fc.constantFrom(0, 0, 10, 45)),
    notice: fc.constantFrom(0, 60, 1440),
    horizon: fc.constantFrom(null, 0, 1, 3),
    limits: fc.tuple(fc.constantFrom(null, null, 0, 1, 2), fc.constantFrom(null, null, 1, 3)),
    now: minutesFromNoon,
    from: minutesFromNoon,
    length: fc.integer({ min: 0, max: 5 * 1440 }),
    busy: fc.array(
      fc.record({
        kind: fc.constantFrom('meeting' as const, 'external' as const),
        at: minutesFromNoon,
        seconds: fc.constantFrom(0, 0, 30),
        length: fc.integer({ min: -10, max: 240 }),
        buffers: fc.tuple(fc.constantFrom(0, 15), fc.constantFrom(0, 20)),
      }),
      { maxLength: 8 },
    ),
  })
  .map((part) => {
    const [timeZone, date] = part.place;
    const noon = Date.parse(`${date}T12:00:00Z`);
    const rules = {
      durationsMinutes: [part.durationMinutes],
      slotIntervalMinutes: part.slotIntervalMinutes,
      bufferBeforeMinutes: part.buffers[0],
      bufferAfterMinutes: part.buffers[1],
      minimumNoticeMinutes: part.notice,
      bookingHorizonDays: part.horizon,
      dailyLimit: part.limits[0],
      weeklyLimit: part.limits[1],
      capacity: 1,
    };
    const start = noon + part.from * MINUTE;
    const busy = part.busy.map((entry): BusyInterval => {
      const at = noon + entry.at * MINUTE + entry.seconds * 1000;
      const [bufferBeforeMinutes, bufferAfterMinutes] = entry.buffers;
      return { kind: entry.kind, start: at, end: at + entry.length * MINUTE, bufferBeforeMinutes, bufferAfterMinutes };
    });
    const schedule = {
      timeZone,
      rules: part.rules.map(([days, times]) => ({ days, ...times })),
      overrides: part.overrides.map(([day, intervals]) => ({
        date: new Date(noon + day * DAY).toISOString().slice(0, 10),
        intervals,
      })),
    };
    const range = { start, end: start + part.length * MINUTE };
    const query = { typeId: 'typ', rules, durationMinutes: part.durationMinutes, now: noon + part.now * MINUTE, range };
    return { timeZone, query, host: { hostId: 'hst', schedule, busy, dailyLimit: null, lastBookedAt: null } };
  });

const startsOf = ({ query, host }: Question) => bookableStarts(query, host);

describe('whatever is asked', () => {
  test('the answer is that of the naive reading', () => {
    let offered = 0;
    fc.assert(
      fc.property(question, (asked) => {
        const starts = startsOf(asked);
        offered += starts.length;
        expect(starts).toEqual(naiveStarts(asked));
      }),
      { numRuns: 400 },
    );
    expect(offered).toBeGreaterThan(1000);
  });

  test('no slot overlaps a busy interval, buffers included', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { rules, durationMinutes } = asked.query;
        for (const start of startsOf(asked)) {
          const from = start - rules.bufferBeforeMinutes * MINUTE;
          const to = start + (durationMinutes + rules.bufferAfterMinutes) * MINUTE;
          for (const entry of asked.host.busy) {
            if (entry.start < entry.end) expect(entry.start >= to || entry.end <= from).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no slot leaves the open hours', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const length = asked.query.durationMinutes * MINUTE;
        const starts = startsOf(asked);
        if (starts.length === 0) return;
        const blocks = naiveBlocks(asked, asked.query.range.start, asked.query.range.end + length);
        for (const start of starts) expect(fits(blocks, start, start + length)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('the order of rules, overrides, intervals and busy entries changes nothing', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { schedule, busy } = asked.host;
        if (!schedule) return;
        const turned = {
          ...schedule,
          rules: schedule.rules.map((rule) => ({ ...rule, days: rule.days.toReversed() })).toReversed(),
          overrides: schedule.overrides
            .map((override) => ({ ...override, intervals: override.intervals.toReversed() }))
            .toReversed(),
        };
        const host = { ...asked.host, schedule: turned, busy: busy.toReversed() };
        expect(startsOf({ ...asked, host })).toEqual(startsOf(asked));
      }),
      { numRuns: 500 },
    );
  });

  test('a range cut in two gives the two answers one after the other', () => {
    fc.assert(
      fc.property(question, fc.double({ min: 0, max: 1, noNaN: true }), (asked, share) => {
        const { start, end } = asked.query.range;
        const cut = start + Math.floor((end - start) * share);
        const part = (range: { start: number; end: number }) =>
          startsOf({ ...asked, query: { ...asked.query, range } });
        expect([...part({ start, end: cut }), ...part({ start: cut, end })]).toEqual(startsOf(asked));
      }),
      { numRuns: 500 },
    );
  });

  test('the starts ascend, without doubles', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const starts = startsOf(asked);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});

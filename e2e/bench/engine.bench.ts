import { performance } from 'node:perf_hooks';
import type { BusyInterval, OfferQuery } from '../../server/src/domain/assignment.ts';
import { offeredStarts } from '../../server/src/domain/offers.ts';
import { findZone, offsetsBetween } from '../../server/src/domain/zone-rules.ts';
import { type Measure, median } from './measure.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const FROM = Date.parse('2026-11-02T00:00:00Z');
const ROUNDS = 100;

/** A host in Paris asked for 30 minutes on a 15-minute grid by a visitor in New York; every answer is made from nothing. */
function question(busy: readonly BusyInterval[], days: number): OfferQuery {
  const days5 = [1, 2, 3, 4, 5];
  return {
    typeId: 'typ_bench',
    assignment: 'single',
    durationMinutes: 30,
    now: FROM - 60 * DAY,
    range: { start: FROM, end: FROM + days * DAY },
    rules: {
      durationsMinutes: [30],
      slotIntervalMinutes: 15,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 240,
      bookingHorizonDays: 365,
      dailyLimit: null,
      weeklyLimit: null,
      capacity: 1,
    },
    hosts: [
      {
        hostId: 'hst_bench',
        schedule: {
          timeZone: 'Europe/Paris',
          rules: [
            { days: days5, start: '09:00', end: '12:30' },
            { days: days5, start: '13:30', end: '18:00' },
          ],
          overrides: [],
        },
        busy,
        dailyLimit: null,
        lastBookedAt: null,
      },
    ],
  };
}

/** `count` entries in no order, all inside the asked days, around the clock on every other date, so that starts remain. */
function busyEntries(count: number, days: number): BusyInterval[] {
  const random = seeded(count);
  return Array.from({ length: count }, (_, i) => {
    const start = FROM + Math.floor((random() * days) / 2) * 2 * DAY + Math.floor(random() * 1440) * MINUTE;
    const end = start + (5 + Math.floor(random() * 30)) * MINUTE;
    return { kind: i % 2 === 0 ? ('meeting' as const) : ('external' as const), start, end };
  });
}

/** The same amount over four years around the window, as a database holds it when nobody cuts it down. */
function spreadEntries(count: number): BusyInterval[] {
  const random = seeded(count + 1);
  return Array.from({ length: count }, () => {
    const start = FROM + Math.floor((random() - 0.5) * 1460) * DAY + Math.floor(random() * 1440) * MINUTE;
    return { kind: 'meeting' as const, start, end: start + 30 * MINUTE };
  });
}

/** What any engine must at least do: sort the same entries and sweep over them once. */
function sortAndSweep(busy: readonly BusyInterval[]): number {
  const starts = Float64Array.from(busy, (entry) => entry.start).sort();
  const ends = Float64Array.from(busy, (entry) => entry.end).sort();
  let gaps = 0;
  for (let i = 1; i < starts.length; i += 1) if ((starts[i] as number) > (ends[i - 1] as number)) gaps += 1;
  return gaps;
}

function answer(query: OfferQuery): number {
  const visitor = findZone('America/New_York');
  if (!visitor) throw new Error('the tz table has no America/New_York');
  return offeredStarts(query).starts.length + offsetsBetween(visitor, query.range.start, query.range.end).length;
}

/** Medians in milliseconds of each piece of work, all of them run once a round so that a slow minute hits them alike. */
function medians(work: Record<string, () => number>): Record<string, number> {
  const times: Record<string, number[]> = {};
  let kept = 0;
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    for (const [name, run] of Object.entries(work)) {
      const began = performance.now();
      kept += run();
      const took = performance.now() - began;
      // The first half lets the compiler settle.
      if (round >= ROUNDS) times[name] = [...(times[name] ?? []), took];
    }
  }
  if (!(kept > 0)) throw new Error('nothing was offered, so nothing was measured');
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

/** A small generator of repeatable numbers in [0, 1) (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Measures the slot engine: absolute medians, growth in busy entries and in days, and the ratio to a bare sort and sweep. */
export async function run(): Promise<Measure[]> {
  const few = question(busyEntries(200, 30), 30);
  const many = question(busyEntries(20_000, 30), 30);
  const twice = question(busyEntries(40_000, 30), 30);
  const spread = question(spreadEntries(20_000), 30);
  const longer = question(busyEntries(200, 60), 60);
  const longest = question(busyEntries(200, 120), 120);
  const bare = many.hosts[0]?.busy ?? [];
  const ms = medians({
    few: () => answer(few),
    many: () => answer(many),
    bare: () => sortAndSweep(bare),
    twice: () => answer(twice),
    spread: () => answer(spread),
    longer: () => answer(longer),
    longest: () => answer(longest),
  });
  const of = (name: string) => ms[name] ?? Number.NaN;
  const atMost = (name: string, value: number, target: number, unit: string): Measure => ({
    name,
    value: `${value.toFixed(value < 1 ? 3 : 2)}${unit}`,
    target: `≤ ${target}${unit}`,
    ok: value <= target,
  });
  return [
    atMost('engine: 30 days, 200 busy intervals', of('few'), 0.3, ' ms'),
    atMost('engine: 30 days, 20,000 busy intervals in the window, unsorted', of('many'), 6, ' ms'),
    atMost('engine: 30 days, 20,000 busy intervals over four years', of('spread'), 6, ' ms'),
    atMost('engine: 20,000 busy against a bare sort and sweep of them', of('many') / of('bare'), 1.5, ' ×'),
    // A fifth for the noise of a shared machine: what must not happen is growth by the square (4).
    atMost('engine: growth from 20,000 to 40,000 busy intervals', of('twice') / of('many'), 2.4, ' ×'),
    atMost('engine: growth from 60 to 120 days, 200 busy intervals', of('longest') / of('longer'), 2.4, ' ×'),
  ];
}

if (import.meta.main) {
  for (const { name, value, target, ok } of await run()) {
    console.log(`${ok ? 'ok  ' : 'MISS'} ${name}: ${value} (${target})`);
  }
}

import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { openDatabase } from '../store/open-database.ts';
import { type ScratchStore, scratchStore } from '../store/scratch-store.ts';
import { applySettings } from './apply-settings.ts';
import type { BookCommand } from './booking-request.ts';
import type { Context } from './context.ts';

/** Monday 2 November 2026, 08:00 in Paris. */
export const NOW = Date.parse('2026-11-02T07:00:00Z');

/** For tests: a database of its own, a clock that stands at NOW until it is moved, and how to book on it. */
export interface ScratchTeam {
  readonly ctx: Context;
  /** Runs one statement past the product, with $1, $2 … for its parameters. */
  readonly raw: ScratchStore['raw'];
  readonly engine: ScratchStore['engine'];
  readonly place: ScratchStore['place'];
  /** Sets the clock, epoch milliseconds. */
  setNow(now: number): void;
  /** How often the worker was woken. */
  wakes(): number;
  /** Another context on the same database, as another process has it. */
  another(): Promise<Context>;
  dispose(): Promise<void>;
}

/** Three hosts open from 09:00 to 17:00 on weekdays, in Paris, New York and Tokyo, and whatever types are given. */
export async function scratchTeam(...types: readonly object[]): Promise<ScratchTeam> {
  const { store, place, raw, engine, dispose } = await scratchStore();
  let now = NOW;
  let wakes = 0;
  const clock: Clock = { now: () => now, randomBytes: systemClock.randomBytes };
  const ctx: Context = {
    store,
    clock,
    secret: new Uint8Array(32).fill(7),
    publicUrl: 'https://book.example',
    wakeWorker: () => {
      wakes += 1;
    },
  };
  const others: Context[] = [];
  await applySettings(ctx, {
    hosts: [
      { name: 'Claire', email: 'claire@team.example', timeZone: 'Europe/Paris', locale: 'fr' },
      { name: 'Ben', email: 'ben@team.example', timeZone: 'America/New_York' },
      { name: 'Aiko', email: 'aiko@team.example', timeZone: 'Asia/Tokyo' },
    ],
    schedules: [
      {
        name: 'Weekdays',
        timeZone: 'Europe/Paris',
        rules: [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }],
      },
    ],
    types,
  });
  return {
    ctx,
    raw,
    engine,
    place,
    setNow: (instant) => {
      now = instant;
    },
    wakes: () => wakes,
    async another() {
      const other = { ...ctx, store: await openDatabase(place) };
      others.push(other);
      return other;
    },
    async dispose() {
      for (const other of others) await other.store.close();
      await dispose();
    },
  };
}

/** A type of Claire's with no notice, changed by `more`. */
export function scratchType(slug: string, more: object = {}): object {
  return { slug, title: `The ${slug}`, hosts: ['claire@team.example'], minimumNoticeMinutes: 0, ...more };
}

let clients = 0;

/** A booking of `start` (RFC 3339, or epoch milliseconds) by a client of its own, changed by `more`. */
export function wish(slug: string, start: string | number, more: Partial<BookCommand> = {}): BookCommand {
  clients += 1;
  return {
    slug,
    start: typeof start === 'number' ? start : Date.parse(start),
    timeZone: 'Europe/Paris',
    client: { name: 'Ada', email: `ada-${clients}@example.com` },
    ...more,
  };
}

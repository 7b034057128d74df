import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { book, isBooked } from '../stage/booking.ts';
import { nextChange, offsetMinutes } from '../stage/clock-changes.ts';
import { openFile } from '../stage/database-file.ts';
import { type MovedClock, openMovedClock } from '../stage/moved-clock.ts';
import { forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { openSink, type Sink } from '../stage/sink.ts';
import { meetingType, team } from '../stage/team.ts';

/* Reminders of a program whose clock is set, forward and back, and that lives through the days when clocks change. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PATIENCE_MS = 120_000;
/** The program looks for a set clock every five seconds, and for reminders every fifteen. */
const ROUND_MS = 16_500;

const endings: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A client's reminder: of which meeting, so many minutes before, and when it was made by the program's clock. */
interface Made {
  readonly of: string;
  readonly minutes: number;
  readonly at: number;
}

interface Scene {
  readonly clock: MovedClock;
  readonly sink: Sink;
  readonly starts: ReadonlyMap<string, number>;
  /** The reminders made up to now. */
  made(): Made[];
  /** The meetings that had begun when a reminder of them fell due, of which nobody is told. */
  missed(): string[];
  /** Waits until these have been made, named as "meeting minutes", and no other. */
  expectMade(...wanted: readonly string[]): Promise<void>;
  restart(): Promise<void>;
}

/** Books meetings at these instants, by name, while the clock is right; the program then starts at `from`. */
async function scene(starts: ReadonlyMap<string, number>, from: number): Promise<Scene> {
  const dataDir = newFolder();
  const clock = openMovedClock();
  const sink = await openSink();
  const type = meetingType('visit', { schedule: 'Always', reminderMinutes: [1440, 60] });
  const settings = {
    BOOKER_DATA_DIR: dataDir,
    BOOKER_RATE_LIMIT: 'off',
    BOOKER_LOG_LEVEL: 'warn',
    BOOKER_MAIL_FROM: 'bookings@rooms.example',
    BOOKER_SMTP_URL: sink.url,
    // The machine's own clock changes, too.
    TZ: 'Europe/Paris',
  };
  await prepare({ BOOKER_DATA_DIR: dataDir }, team(type));
  let product: Product = await serve({ ...settings, ...clock.settings });
  endings.unshift(
    () => product.stop(),
    () => sink.close(),
    () => clock.close(),
    () => forget(dataDir),
  );
  for (const [name, start] of starts) {
    const answer = await book(product.url, 'visit', new Date(start).toISOString(), `${name}@example.com`);
    if (!isBooked(answer)) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
  }
  const file = openFile(dataDir);
  endings.unshift(() => file.close());
  const pending = file.prepare(`select count(*) from jobs where kind = 'mail' and state = 'pending'`).pluck();
  const rows = file.prepare(`select state, dedupe_key, recipient, payload from jobs where kind = 'mail' order by id`);
  const restart = async () => {
    await product.stop();
    product = await serve({ ...settings, ...clock.settings });
  };
  await until(() => pending.get() === 0);
  if (from > clock.now()) {
    clock.set(from);
    await restart();
  }
  const reminders = (isMissed: boolean) =>
    (rows.all() as { state: string; dedupe_key: string; recipient: string; payload: string }[])
      .filter(({ state, dedupe_key: key }) => key.startsWith('client_reminder:') && (state === 'failed') === isMissed)
      .map(({ dedupe_key: key, recipient, payload }) => ({
        of: recipient.replace('@example.com', ''),
        minutes: Number(key.split(':').at(-1)),
        at: (JSON.parse(payload) as { toldAt: number }).toldAt,
      }));
  const made = () => reminders(false);
  const names = () => made().map(({ of, minutes }) => `${of} ${minutes}`);
  return {
    clock,
    sink,
    starts,
    made,
    missed: () => reminders(true).map(({ of }) => of),
    restart,
    async expectMade(...wanted) {
      await until(() => names().length >= wanted.length);
      await until(() => pending.get() === 0);
      expect(names().sort()).toEqual([...wanted].sort());
    },
  };
}

/** Waits; the tests run side by side, which `expect.poll` does not bear. */
async function until(sees: () => boolean): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !sees() && Date.now() < deadline; ) await delay(50);
}

/** None was made before its time, and none came twice. */
function expectSound({ made, starts, sink }: Scene): void {
  for (const { of, minutes, at } of made()) {
    expect(at, `${of} ${minutes}`).toBeGreaterThanOrEqual((starts.get(of) ?? Number.NaN) - minutes * MINUTE_MS);
  }
  const ids = sink.letters.map(({ messageId }) => messageId);
  expect(ids.length).toBe(new Set(ids).size);
  for (const name of starts.keys()) {
    const reminders = made().filter(({ of }) => of === name).length;
    // Besides, each client was told that it is booked.
    expect(sink.letters.filter(({ to }) => to === `${name}@example.com`)).toHaveLength(reminders + 1);
  }
}

describe.concurrent('each reminder goes once and none early', () => {
  test('where the clock leaps two days, goes back an hour, and comes on again', async () => {
    const now = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + HOUR_MS;
    const starts = new Map([
      ['begun', now + 1.5 * DAY_MS],
      ['near', now + 2 * DAY_MS + 0.5 * HOUR_MS],
      ['soon', now + 2.5 * DAY_MS],
      ['day', now + 3 * DAY_MS + 0.5 * HOUR_MS],
      ['far', now + 5 * DAY_MS],
    ]);
    const seen = await scene(starts, 0);
    const { clock, expectMade, restart } = seen;
    await expectMade();
    clock.set(now + 2 * DAY_MS);
    // Of one that has begun nobody is reminded, and of one that is near once.
    const leapt = ['near 60', 'soon 1440'];
    await expectMade(...leapt);
    expect(seen.missed()).toEqual(['begun']);
    clock.set(clock.now() - HOUR_MS);
    await delay(ROUND_MS);
    await expectMade(...leapt);
    await restart();
    await expectMade(...leapt);
    clock.set(now + 2 * DAY_MS + 0.5 * HOUR_MS - 10_000);
    await expectMade(...leapt, 'day 1440');
    clock.set(now + 2.5 * DAY_MS - HOUR_MS + 1_000);
    await expectMade(...leapt, 'day 1440', 'soon 60');
    expectSound(seen);
  }, 300_000);

  test.each([
    ['autumn', false],
    ['spring', true],
  ])(
    'through the change of clocks in %s',
    async (_, forward) => {
      const change = changeInstant('Europe/Paris', nextChange('Europe/Paris', forward));
      const starts = new Map([
        ['before', change - 0.5 * HOUR_MS],
        ['after', change + 0.5 * HOUR_MS],
        ['morrow', change + 23.5 * HOUR_MS],
        ['later', change + 24.5 * HOUR_MS],
      ]);
      const seen = await scene(starts, change - 25 * HOUR_MS);
      const { clock, expectMade } = seen;
      const gone: string[] = [];
      const at = async (hours: number, ...wanted: readonly string[]) => {
        clock.set(change + hours * HOUR_MS - 5_000);
        gone.push(...wanted);
        await expectMade(...gone);
      };
      await expectMade();
      await at(-24.5, 'before 1440');
      await at(-23.5, 'after 1440');
      await at(-1.5, 'before 60');
      await at(-0.5, 'after 60', 'morrow 1440');
      await at(0.5, 'later 1440');
      await at(22.5, 'morrow 60');
      await at(23.5, 'later 60');
      expectSound(seen);
    },
    300_000,
  );
});

/** The instant at which a zone's offset changes on a local date, epoch milliseconds. */
function changeInstant(zone: string, date: string): number {
  let instant = Date.parse(date) - DAY_MS / 2;
  while (offsetMinutes(zone, instant) === offsetMinutes(zone, instant + HOUR_MS)) instant += HOUR_MS;
  return instant + HOUR_MS;
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/database.ts';
import { countJobs, listJobs } from '../store/job-records.ts';
import { claimJobs, enqueueJobs, type NewJob } from '../store/jobs.ts';
import { type DatabasePlace, openDatabase } from '../store/open-database.ts';
import { scratchStore } from '../store/scratch-store.ts';
import { backOffMs, MAIL_CURVE, USUAL_CURVE } from './back-off.ts';
import { startWorker, type Worker, type WorkerOptions } from './worker.ts';

const LEASE_MS = 60_000;
let time = 1_800_000_000_000;
const clock: Clock = { now: () => time, randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)) };

let store: Store;
let place: DatabasePlace;
let dispose: () => Promise<void>;
const workers: Worker[] = [];

beforeEach(async () => {
  ({ store, place, dispose } = await scratchStore());
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await dispose();
});

function start(run: WorkerOptions['run'], more: Partial<WorkerOptions> = {}): Worker {
  const worker = startWorker({ store, clock, run, pollMs: 5, leaseMs: LEASE_MS, ...more });
  workers.push(worker);
  return worker;
}
const enqueue = (...keys: string[]) =>
  store.write((tx) =>
    enqueueJobs(
      tx,
      keys.map(
        (key): NewJob => ({ kind: 'mail', payload: { key }, dedupeKey: key, orderKey: key.split('/')[0], runAt: time }),
      ),
      clock,
    ),
  );
const until = (sees: () => Promise<boolean> | boolean) =>
  expect.poll(sees, { timeout: 20_000, interval: 5 }).toBe(true);
const settled = async () => {
  const { pending } = await countJobs(store.db);
  return pending === 0;
};
const keyOf = (payload: unknown) => (payload as { key: string }).key;

describe('startWorker', () => {
  it('runs each job once, and the jobs of one order key one after another', async () => {
    await enqueue('x/1', 'x/2', 'y/1', 'x/3');
    const begun: string[] = [];
    const under = new Set<string>();
    start({
      mail: async (payload) => {
        const key = keyOf(payload);
        expect([...under].some((other) => other[0] === key[0])).toBe(false);
        under.add(key);
        begun.push(key);
        await new Promise((resolve) => setTimeout(resolve, 3));
        under.delete(key);
      },
    });
    await until(settled);
    expect(begun.filter((key) => key[0] === 'x')).toEqual(['x/1', 'x/2', 'x/3']);
    expect(begun).toHaveLength(4);
  });

  it('tries again after a while what failed, and keeps every attempt', async () => {
    await enqueue('a');
    let tries = 0;
    const worker = start({
      mail: async () => {
        tries += 1;
        if (tries < 3) throw new Error(`busy ${tries}`);
      },
    });
    await until(async () => (await listJobs(store.db, 'mail', { limit: 1 }))[0]?.lastError === 'busy 1');
    worker.wake();
    expect(tries).toBe(1);
    for (const after of [20_000, 40_000]) {
      const before = tries;
      time += after;
      worker.wake();
      await until(() => tries === before + 1);
      await until(
        async () =>
          (await store.db.selectFrom('job_attempts').selectAll().where('finished_at_ms', 'is', null).execute())
            .length === 0,
      );
    }
    await until(settled);
    const attempts = await store.db
      .selectFrom('job_attempts')
      .select(['attempt', 'error'])
      .orderBy('attempt')
      .execute();
    expect(attempts.map(({ error }) => error)).toEqual(['busy 1', 'busy 2', null]);
  });

  it('gives up at once what is final, and after the last attempt what is not; both stay to be seen', async () => {
    await enqueue('final', 'stubborn');
    const run = {
      mail: async (payload: unknown) => {
        throw Object.assign(new Error(`no ${keyOf(payload)}`), keyOf(payload) === 'final' ? { isFinal: true } : {});
      },
    };
    const worker = start(run, { leaseMs: 2_000_000_000 });
    await until(async () => {
      time += 4 * 3_600_000;
      worker.wake();
      return settled();
    });
    const jobs = await listJobs(store.db, 'mail', { limit: 10 });
    expect(jobs.map(({ state, attempts, lastError }) => [state, attempts, lastError]).sort()).toEqual([
      ['failed', 1, 'no final'],
      ['failed', USUAL_CURVE.tries, 'no stubborn'],
    ]);
    expect(await countJobs(store.db, 'mail')).toMatchObject({ failed: 2 });
  });

  it('lets rest what nobody runs', async () => {
    await enqueue('a');
    const worker = start({ push: async () => undefined });
    worker.wake();
    await worker.stop();
    expect(await listJobs(store.db, 'mail', { limit: 1 })).toMatchObject([{ state: 'pending', attempts: 0 }]);
  });

  it('does what a dead worker held once its lease is over, and not before', async () => {
    await enqueue('a');
    await store.write((tx) =>
      claimJobs(tx, { worker: 'dead', kinds: ['mail'], now: time, leaseMs: LEASE_MS, limit: 1 }),
    );
    const done: string[] = [];
    const worker = start({ mail: async (payload) => void done.push(keyOf(payload)) });
    await enqueue('b');
    worker.wake();
    await until(() => done.length === 1);
    expect(done).toEqual(['b']);
    time += LEASE_MS;
    worker.wake();
    await until(() => done.length === 2);
    expect(done).toEqual(['b', 'a']);
  });

  it('keeps what it has under way for longer than a lease, and loses it only when it is gone', async () => {
    await enqueue('a');
    let end = () => {};
    let runs = 0;
    const run = {
      mail: () =>
        new Promise<void>((resolve) => {
          runs += 1;
          end = resolve;
        }),
    };
    start(run, { leaseMs: 60 });
    start(run, { leaseMs: 60 });
    await until(() => runs === 1);
    const leasedUntil = async () => (await store.db.selectFrom('jobs').select('leased_until_ms').execute())[0];
    for (let i = 0; i < 5; i += 1) {
      time += 50;
      await until(async () => (await leasedUntil())?.leased_until_ms === time + 60);
    }
    expect(runs).toBe(1);
    end();
    await until(settled);
  });

  it('begins no more in any minute than it may, with another beside it too', async () => {
    const other = await openDatabase(place);
    await enqueue('a', 'b', 'c', 'd', 'e', 'f', 'g');
    const begun: number[] = [];
    const run = { mail: async () => void begun.push(time) };
    start(run, { perMinute: 3 });
    const second = start(run, { perMinute: 3, store: other });
    const minute = async (count: number) => {
      await until(() => begun.length === count);
      for (const worker of workers) worker.wake();
      time += 30_000;
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(begun.length).toBe(count);
      time += 30_000;
    };
    await minute(3);
    await minute(6);
    await until(settled);
    expect(begun).toHaveLength(7);
    await second.stop();
    await other.close();
  });

  it('shares the work with another on the same file, each job done once', async () => {
    const other = await openDatabase(place);
    const done: string[] = [];
    const run = { mail: async (payload: unknown) => void done.push(keyOf(payload)) };
    const keys = Array.from({ length: 60 }, (_, i) => `k${i}`);
    await enqueue(...keys);
    start(run);
    const second = start(run, { store: other });
    await until(settled);
    await second.stop();
    await other.close();
    expect(done.sort()).toEqual(keys.sort());
  });

  it('waits for what is under way when it stops, and claims nothing more', async () => {
    await enqueue('a', 'b', 'c');
    let finish = () => {};
    const begun: string[] = [];
    const worker = start(
      {
        mail: (payload) => {
          begun.push(keyOf(payload));
          return new Promise((resolve) => {
            finish = resolve;
          });
        },
      },
      { concurrency: 1 },
    );
    await until(() => begun.length === 1);
    const stopped = worker.stop();
    finish();
    await stopped;
    expect(begun).toHaveLength(1);
    expect(await countJobs(store.db)).toMatchObject({ done: 1, pending: 2 });
  });

  it('gives back what does not end in time, for the next worker to take at once', async () => {
    await enqueue('a');
    const begun: string[] = [];
    const worker = start({ mail: (payload) => new Promise(() => begun.push(keyOf(payload))) }, { graceMs: 10 });
    await until(() => begun.length === 1);
    await worker.stop();
    start({ mail: async (payload) => void begun.push(keyOf(payload)) });
    await until(settled);
    expect(begun).toEqual(['a', 'a']);
  });

  it('goes on after its database did not answer', async () => {
    const troubles: unknown[] = [];
    let broken = true;
    const moody: Store = {
      ...store,
      db: store.db,
      write: (run) => (broken ? Promise.reject(new Error('disk full')) : store.write(run)),
    };
    await enqueue('a');
    const done: string[] = [];
    start(
      { mail: async (payload) => void done.push(keyOf(payload)) },
      { store: moody, onTrouble: (error) => troubles.push(error) },
    );
    await until(() => troubles.length > 0);
    broken = false;
    await until(() => done.length === 1);
  });
});

describe('backOffMs', () => {
  const [none, all] = [new Uint8Array(4), new Uint8Array(4).fill(255)];

  it('doubles up to four hours, half of it by chance', () => {
    const wait = (attempt: number, random: Uint8Array) => backOffMs(USUAL_CURVE, attempt, random);
    expect([1, 2, 3].map((attempt) => wait(attempt, none))).toEqual([10_000, 20_000, 40_000]);
    expect([1, 2, 3].map((attempt) => wait(attempt, all))).toEqual([20_000, 40_000, 80_000]);
    expect(wait(USUAL_CURVE.tries, all)).toBe(4 * 3_600_000);
  });

  it('goes on for at least a day with mails, and not for two', () => {
    for (const random of [none, all]) {
      const waits = Array.from({ length: MAIL_CURVE.tries - 1 }, (_, i) => backOffMs(MAIL_CURVE, i + 1, random));
      const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
      expect(hours).toBeGreaterThan(24);
      expect(hours).toBeLessThan(33);
    }
  });
});

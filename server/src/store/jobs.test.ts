import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import type { Store } from './database.ts';
import { countJobs, listJobs, purgeSettledJobs } from './job-records.ts';
import { claimJobs, enqueueJobs, hasDueJobs, type JobOutcome, type NewJob, settleJob } from './jobs.ts';
import { type DatabasePlace, openDatabase } from './open-database.ts';
import { scratchStore } from './scratch-store.ts';

const MINUTE = 60_000;
let time = 1_800_000_000_000;
const clock: Clock = { now: () => time, randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)) };

let store: Store;
let place: DatabasePlace;
let dispose: () => Promise<void>;

beforeEach(async () => {
  ({ store, place, dispose } = await scratchStore());
});
afterEach(() => dispose());

function mail(key: string, more: Partial<NewJob> = {}): NewJob {
  return { kind: 'mail', payload: { key }, dedupeKey: key, runAt: time, ...more };
}
const enqueue = (...jobs: NewJob[]) => store.write((tx) => enqueueJobs(tx, jobs, clock));
const claim = (worker: string, limit = 10, from = store) =>
  from.write((tx) => claimJobs(tx, { worker, kinds: ['mail'], now: time, leaseMs: MINUTE, limit }));
const settle = (job: { id: number; attempt: number }, worker: string, outcome: JobOutcome) =>
  store.write((tx) => settleJob(tx, job, worker, outcome, time));
const keysOf = (jobs: { payload: unknown }[]) => jobs.map((job) => (job.payload as { key: string }).key);

describe('enqueueJobs', () => {
  it('keeps one job a dedupe key, ever', async () => {
    expect(await enqueue(mail('a'), mail('b'))).toBe(2);
    expect(await enqueue(mail('a'), mail('c'))).toBe(1);
    expect(keysOf(await claim('w')).sort()).toEqual(['a', 'b', 'c']);
  });

  it('keeps one job a dedupe key in each order', async () => {
    expect(await enqueue(mail('a', { orderKey: 'x' }), mail('a', { orderKey: 'y' }))).toBe(2);
    expect(await enqueue(mail('a', { orderKey: 'x' }), mail('b', { orderKey: 'x' }))).toBe(1);
  });

  it('goes with the transaction that owes it', async () => {
    const broken = store.write(async (tx) => {
      await enqueueJobs(tx, [mail('a')], clock);
      throw new Error('the change itself failed');
    });
    await expect(broken).rejects.toThrow('the change itself failed');
    expect(await countJobs(store.db)).toEqual({ pending: 0, late: 0, done: 0, failed: 0 });
  });

  it('keeps the order of an order key while the clock stands still or goes back', async () => {
    const present = time;
    for (const key of ['1', '2', '3', '4', '5', '6']) {
      await enqueue(mail(key, { orderKey: 'x', runAt: 0 }));
      time -= 3_600_000;
    }
    time = present;
    const order: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      const [job] = await claim('w');
      if (!job) break;
      order.push(...keysOf([job]));
      await settle(job, 'w', { state: 'done' });
    }
    expect(order).toEqual(['1', '2', '3', '4', '5', '6']);
  });
});

describe('enqueueJobs, many at once', () => {
  it('keeps the order in which they were given', async () => {
    const keys = Array.from({ length: 300 }, (_, i) => `m${String(i).padStart(3, '0')}`);
    await enqueue(...keys.map((key) => mail(key)));
    expect(keysOf(await claim('w', 1000))).toEqual(keys);
  });
});

describe('claimJobs', () => {
  it('leaves what is not due, of another kind, or held', async () => {
    await enqueue(mail('now'), mail('later', { runAt: time + 1 }), mail('push', { kind: 'push' }));
    expect(keysOf(await claim('one'))).toEqual(['now']);
    expect(await claim('two')).toEqual([]);
    expect(await hasDueJobs(store.db, ['mail'], time)).toBe(false);
    expect(await hasDueJobs(store.db, ['mail'], time + 1)).toBe(true);
    expect(await hasDueJobs(store.db, [], time + 1)).toBe(false);
  });

  it('gives a job of an order key only once the one before is settled, even as failed', async () => {
    await enqueue(
      mail('first', { orderKey: 'x' }),
      mail('second', { orderKey: 'x' }),
      mail('other', { orderKey: 'y' }),
    );
    const held = await claim('w');
    expect(keysOf(held).sort()).toEqual(['first', 'other']);
    const [first] = held.filter((job) => keysOf([job])[0] === 'first');
    if (!first) throw new Error('not claimed');
    await settle(first, 'w', { state: 'retry', error: 'busy', runAt: time + MINUTE });
    expect(await claim('w')).toEqual([]);
    time += MINUTE;
    const again = (await claim('w')).find((job) => job.id === first.id);
    expect(again?.attempt).toBe(2);
    if (again) await settle(again, 'w', { state: 'failed', error: 'gone' });
    expect(keysOf(await claim('w'))).toContain('second');
  });

  it('gives the job of a worker that went away once its lease is over, and records what became of it', async () => {
    await enqueue(mail('a'));
    const [held] = await claim('dead');
    time += MINUTE - 1;
    expect(await claim('alive')).toEqual([]);
    time += 1;
    const [again] = await claim('alive');
    expect(again).toMatchObject({ id: held?.id, attempt: 2 });
    if (!held || !again) throw new Error('not claimed');
    expect(await settle(held, 'dead', { state: 'failed', error: 'too late' })).toBe(false);
    expect(await settle(again, 'alive', { state: 'done' })).toBe(true);
    const [record] = await listJobs(store.db, 'mail', { limit: 10 });
    expect(record).toMatchObject({ state: 'done', attempts: 2, lastError: null });
    const tries = await store.db.selectFrom('job_attempts').selectAll().orderBy('attempt').execute();
    expect(tries.map((row) => [row.attempt, row.error])).toEqual([
      [1, 'too late'],
      [2, null],
    ]);
  });

  it('lets a try be settled once, and only by who holds it now', async () => {
    await enqueue(mail('a'));
    const [first] = await claim('w');
    time += MINUTE;
    const [second] = await claim('w');
    if (!first || !second) throw new Error('not claimed');
    expect(await settle(first, 'w', { state: 'done' })).toBe(false);
    expect(await settle(second, 'w', { state: 'retry', error: 'busy', runAt: time })).toBe(true);
    expect(await settle(second, 'w', { state: 'done' })).toBe(false);
    expect(await countJobs(store.db)).toEqual({ pending: 1, late: 1, done: 0, failed: 0 });
  });

  it('has one winner among two connections that claim at once', async () => {
    await enqueue(...Array.from({ length: 40 }, (_, i) => mail(`m${i}`)));
    const other = await openDatabase(place);
    const rounds = await Promise.all(
      [store, other].flatMap((from, w) => [1, 2, 3].map((n) => claim(`${w}${n}`, 7, from))),
    );
    await other.close();
    const claimed = rounds.flat().map((job) => job.id);
    expect(claimed).toHaveLength(40);
    expect(new Set(claimed).size).toBe(40);
  });
});

describe('purgeSettledJobs', () => {
  it('erases what was settled long ago with its attempts, and nothing that is still owed', async () => {
    await enqueue(mail('done'), mail('owed', { runAt: time + 1 }));
    const [job] = await claim('w');
    if (job) await settle(job, 'w', { state: 'done' });
    time += 1;
    expect(await store.write((tx) => purgeSettledJobs(tx, time - 1, 100))).toBe(0);
    expect(await store.write((tx) => purgeSettledJobs(tx, time, 100))).toBe(1);
    expect(keysOf(await claim('w'))).toEqual(['owed']);
    expect(await store.db.selectFrom('job_attempts').selectAll().execute()).toHaveLength(1);
  });
});

import { scheduleJob } from 'node-schedule';
import { completeMeetings } from '../actions/complete-meetings.ts';
import type { Context } from '../actions/context.ts';
import { PORTAL_LINK } from '../actions/send-portal-link.ts';
import { purgeDoneRequests } from '../store/idempotency.ts';
import { purgeSettledJobs } from '../store/job-records.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { purgeExpiredTokens } from '../store/portal-tokens.ts';
import { purgeRefused } from '../store/refused-addresses.ts';
import type { JobRunner } from './worker.ts';

/** The kind of job that an entry of the timetable is each time it comes round; its payload is `{ entry }`. */
export const TIMETABLE = 'timetable';

const DAY_MS = 86_400_000;
/** How long what was sent, or given up, can still be looked at. */
const KEPT_MS = 60 * DAY_MS;
/** Erased in one transaction, so that no booking waits long for it. */
const BATCH = 500;

interface Entry {
  readonly name: string;
  /** Comes round once in each such part of the time since 1970. */
  readonly everyMs: number;
  /** Second, minute, hour, day of month, month, day of week; none of them depends on the machine's zone. A few seconds into `everyMs`, for clocks differ. */
  readonly at: string;
  run(ctx: Context): Promise<unknown>;
}

const ENTRIES: readonly Entry[] = [
  { name: 'complete meetings', everyMs: 60_000, at: '5 * * * * *', run: completeMeetings },
  { name: 'forget what is past', everyMs: 600_000, at: '35 */10 * * * *', run: forgetThePast },
];

export interface Timetable {
  /** Starts nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Enqueues what recurs, once at the start and then by the clock on the wall. Every process on a database does so, and each time it is one job, which
 * one worker claims: no process is special, and none runs it beside another. `onTrouble` hears which entry failed and why; its next time comes all the same.
 */
export function startTimetable(options: {
  readonly ctx: Context;
  readonly onTrouble?: (error: unknown, entry: string) => void;
}): Timetable {
  const { ctx, onTrouble } = options;
  const underWay = new Set<Promise<void>>();
  const comeRound = (entry: Entry) => {
    const enqueued = enqueue(ctx, entry)
      .catch((error) => onTrouble?.(error, entry.name))
      .finally(() => underWay.delete(enqueued));
    underWay.add(enqueued);
  };
  const recurring = ENTRIES.map((entry) => scheduleJob({ rule: entry.at, tz: 'Etc/UTC' }, () => comeRound(entry)));
  for (const entry of ENTRIES) comeRound(entry);
  return {
    async stop() {
      for (const job of recurring) job.cancel();
      await Promise.all(underWay);
    },
  };
}

/** Runs a job of the kind TIMETABLE; an entry that this program does not have is another version's, and done. */
export function timetableRunner(ctx: Context): JobRunner {
  return async (payload) => {
    const { entry: name } = payload as { entry: string };
    await ENTRIES.find((entry) => entry.name === name)?.run(ctx);
  };
}

async function enqueue(ctx: Context, { name, everyMs }: Entry): Promise<void> {
  const now = ctx.clock.now();
  const job = {
    kind: TIMETABLE,
    payload: { entry: name },
    orderKey: `${TIMETABLE} ${name}`,
    dedupeKey: String(Math.floor(now / everyMs)),
    runAt: now,
  };
  const added = await ctx.store.write((tx) => enqueueJobs(tx, [job], ctx.clock));
  if (added > 0) ctx.wakeWorker();
}

async function forgetThePast(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await inBatches(() => ctx.store.write((tx) => purgeSettledJobs(tx, now - KEPT_MS, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeSettledJobs(tx, now - DAY_MS, BATCH, TIMETABLE)));
  // It names whoever somebody asked about, known or not.
  await inBatches(() => ctx.store.write((tx) => purgeSettledJobs(tx, now - DAY_MS, BATCH, PORTAL_LINK)));
  await inBatches(() => ctx.store.write((tx) => purgeDoneRequests(tx, now, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeExpiredTokens(tx, now - KEPT_MS, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeRefused(tx, now - KEPT_MS, BATCH)));
}

async function inBatches(erase: () => Promise<number>): Promise<void> {
  let erased = BATCH;
  while (erased === BATCH) erased = await erase();
}

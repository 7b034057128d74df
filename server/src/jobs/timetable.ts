import { scheduleJob } from 'node-schedule';
import { completeMeetings } from '../actions/complete-meetings.ts';
import type { Context } from '../actions/context.ts';
import { purgeSettledJobs } from '../store/job-records.ts';

/** How long what was sent, or given up, can still be looked at. */
const KEPT_MS = 60 * 24 * 3_600_000;
/** Erased in one transaction, so that no booking waits long for it. */
const BATCH = 500;

interface Entry {
  readonly name: string;
  /** Second, minute, hour, day of month, month, day of week; none of them depends on the machine's zone. */
  readonly at: string;
  run(ctx: Context): Promise<unknown>;
}

const ENTRIES: readonly Entry[] = [
  { name: 'complete meetings', at: '5 * * * * *', run: completeMeetings },
  { name: 'forget settled jobs', at: '35 */10 * * * *', run: forgetSettledJobs },
];

export interface Timetable {
  /** Starts nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Does what recurs, once at the start and then by the clock on the wall; an entry never runs beside itself. Each is safe to run in several
 * processes at once. `onTrouble` hears which entry failed and why; its next time comes all the same.
 */
export function startTimetable(options: {
  readonly ctx: Context;
  readonly onTrouble?: (error: unknown, entry: string) => void;
}): Timetable {
  const { ctx, onTrouble } = options;
  const underWay = new Map<string, Promise<void>>();
  const run = (entry: Entry) => {
    if (underWay.has(entry.name)) return;
    const done = entry
      .run(ctx)
      .then(
        () => undefined,
        (error) => onTrouble?.(error, entry.name),
      )
      .finally(() => underWay.delete(entry.name));
    underWay.set(entry.name, done);
  };
  const recurring = ENTRIES.map((entry) => scheduleJob({ rule: entry.at, tz: 'Etc/UTC' }, () => run(entry)));
  for (const entry of ENTRIES) run(entry);
  return {
    async stop() {
      for (const job of recurring) job.cancel();
      await Promise.all(underWay.values());
    },
  };
}

async function forgetSettledJobs(ctx: Context): Promise<void> {
  const before = ctx.clock.now() - KEPT_MS;
  let erased = BATCH;
  while (erased === BATCH) erased = await ctx.store.write((tx) => purgeSettledJobs(tx, before, BATCH));
}

import { type Job, scheduleJob } from 'node-schedule';
import { completeMeetings } from '../actions/complete-meetings.ts';
import type { Context } from '../actions/context.ts';
import { sendAgendas } from '../actions/send-agendas.ts';
import { sendMeetingReminders } from '../actions/send-meeting-reminders.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { forgetThePast } from './forget-the-past.ts';
import type { JobRunner } from './worker.ts';

/** The kind of job that an entry of the timetable is each time it comes round; its payload is `{ entry }`. */
export const TIMETABLE = 'timetable';

interface Entry {
  readonly name: string;
  /** Second, minute, hour, day of month, month, day of week; none of them depends on the machine's zone. */
  readonly at: string;
  /** It is one job each time it comes round in such a part of the time since 1970, and `at` a few seconds into that, for clocks differ. Null: every process runs it itself, which its action allows. */
  readonly everyMs: number | null;
  run(ctx: Context): Promise<unknown>;
}

const ENTRIES: readonly Entry[] = [
  { name: 'send reminders', everyMs: null, at: '*/15 * * * * *', run: sendMeetingReminders },
  { name: 'send agendas', everyMs: null, at: '20 * * * * *', run: sendAgendas },
  { name: 'complete meetings', everyMs: 60_000, at: '5 * * * * *', run: completeMeetings },
  { name: 'forget what is past', everyMs: 600_000, at: '35 */10 * * * *', run: (ctx) => forgetThePast(ctx, TIMETABLE) },
];

export interface Timetable {
  /** Starts nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Lets come round what recurs, once at the start and then by the clock on the wall, which may be set. What is a job is one job for all the processes on
 * a database, which one worker claims: no process is special, and none runs it beside another. `onTrouble` hears which entry failed and why; its next
 * time comes all the same.
 */
export function startTimetable(options: {
  readonly ctx: Context;
  readonly onTrouble?: (error: unknown, entry: string) => void;
}): Timetable {
  const { ctx, onTrouble } = options;
  const underWay = new Map<string, Promise<void>>();
  const comeRound = (entry: Entry) => {
    if (underWay.has(entry.name)) return;
    const round = (entry.everyMs === null ? entry.run(ctx) : enqueue(ctx, entry.name, entry.everyMs))
      .then(() => {})
      .catch((error) => onTrouble?.(error, entry.name))
      .finally(() => underWay.delete(entry.name));
    underWay.set(entry.name, round);
  };
  let recurring: Job[] = [];
  const begin = () => {
    for (const job of recurring) job.cancel();
    recurring = ENTRIES.map((entry) => scheduleJob({ rule: entry.at, tz: 'Etc/UTC' }, () => comeRound(entry)));
    for (const entry of ENTRIES) comeRound(entry);
  };
  begin();
  const watch = watchForJumps(ctx, begin);
  return {
    async stop() {
      clearInterval(watch);
      for (const job of recurring) job.cancel();
      await Promise.all(underWay.values());
    },
  };
}

/** How often the clock is looked at, and how far it may have gone by then. */
const LOOK_MS = 5_000;
const JUMP_MS = 60_000;

/** Calls `jumped` where the clock was set back or leapt: node-schedule would wait until it is as late again, or make up for each time in between. */
function watchForJumps(ctx: Context, jumped: () => void): NodeJS.Timeout {
  let seen = ctx.clock.now();
  return setInterval(() => {
    const before = seen;
    seen = ctx.clock.now();
    if (seen < before || seen > before + JUMP_MS) jumped();
  }, LOOK_MS);
}

/** Runs a job of the kind TIMETABLE; an entry that this program does not have is another version's, and done. */
export function timetableRunner(ctx: Context): JobRunner {
  return async (payload) => {
    const { entry: name } = payload as { entry: string };
    await ENTRIES.find((entry) => entry.name === name)?.run(ctx);
  };
}

async function enqueue(ctx: Context, name: string, everyMs: number): Promise<void> {
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

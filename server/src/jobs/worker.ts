import type { Clock } from '../clock.ts';
import type { Store } from '../store/database.ts';
import { type ClaimedJob, claimJobs, hasDueJobs, holdJobs, type JobOutcome, settleJob } from '../store/jobs.ts';
import { backOffMs, type Curve, USUAL_CURVE } from './back-off.ts';

/**
 * Does a job of one kind, or throws; an error whose `isFinal` is true says that trying again is of no use, one with `notBefore` (epoch
 * milliseconds) when it is. `signal` aborts when the job's time is up or the worker stops.
 */
export type JobRunner = (payload: unknown, signal: AbortSignal) => Promise<void>;

/** What became of a try, for the log; `error` is null where it succeeded. */
export interface JobReport {
  readonly jobId: number;
  readonly kind: string;
  readonly attempt: number;
  readonly state: JobOutcome['state'];
  readonly error: unknown;
}

export interface WorkerOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** By kind; a job of a kind that is not here rests pending and is not claimed. */
  readonly run: Readonly<Record<string, JobRunner>>;
  /** Jobs under way at once. */
  readonly concurrency?: number;
  /** How often to look for work that nobody announced: another process's, or a retry that has come due. */
  readonly pollMs?: number;
  /** How long a job is held without a sign of life: a job under way is held anew well before. */
  readonly leaseMs?: number;
  /** After which a try is aborted. */
  readonly tryMs?: number;
  /** Tries begun in any minute, by every worker on the database with these kinds together; absent: any number. */
  readonly perMinute?: number | undefined;
  /** By kind, where a kind's tries go on for another time than USUAL_CURVE. */
  readonly curves?: Readonly<Record<string, Curve>>;
  /** What `stop` grants to the jobs under way. */
  readonly graceMs?: number;
  readonly report?: (report: JobReport) => void;
  /** Hears of failures of the worker itself, such as a database that does not answer; it goes on afterwards. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface Worker {
  /** Looks for work now: called after a commit that owes some. */
  wake(): void;
  /** Claims nothing more, waits a bounded time for what is under way, and gives back what did not end. */
  stop(): Promise<void>;
}

/** A wake-up waits so long for others to join it: bookings in a row are answered first, and their work is looked for once. */
const GATHER_MS = 15;

const USUAL = { concurrency: 2, pollMs: 2_000, leaseMs: 120_000, tryMs: 90_000, graceMs: 10_000 };

/**
 * Runs jobs until stopped: claims what is due, runs it, settles it; what fails is tried again later and later, and counts as failed at the end of
 * its curve or when its error says that it is final. Any number of workers, in any number of processes, may share a database.
 */
export function startWorker(given: WorkerOptions): Worker {
  const options = { ...USUAL, ...given };
  const { store, clock, run, concurrency, leaseMs, tryMs, perMinute, onTrouble } = options;
  const kinds = Object.keys(run);
  const name = `${process.pid}-${Buffer.from(clock.randomBytes(8)).toString('hex')}`;
  const underWay = new Map<number, Promise<void>>();
  const halt = new AbortController();
  const release = new AbortController();
  const bell = newBell();

  async function claim(): Promise<ClaimedJob[]> {
    const limit = concurrency - underWay.size;
    if (limit < 1 || !(await hasDueJobs(store.db, kinds, clock.now()))) return [];
    const now = clock.now();
    return store.write((tx) => claimJobs(tx, { worker: name, kinds, now, leaseMs, limit, perMinute }));
  }

  async function work(job: ClaimedJob): Promise<void> {
    const curve = options.curves?.[job.kind] ?? USUAL_CURVE;
    const signal = AbortSignal.any([release.signal, AbortSignal.timeout(tryMs)]);
    const error = await failureOf(job, run[job.kind], curve, signal);
    const outcome = outcomeOf(job, error, release.signal.aborted, curve, clock);
    await store.write((tx) => settleJob(tx, job, name, outcome, clock.now()));
    options.report?.({ jobId: job.id, kind: job.kind, attempt: job.attempt, state: outcome.state, error });
  }

  function begin(job: ClaimedJob): void {
    const done = work(job)
      .catch((error) => onTrouble?.(error))
      .finally(() => {
        underWay.delete(job.id);
        bell.ring();
      });
    underWay.set(job.id, done);
  }

  /** Whoever dies holds nothing anew, so what it held is soon another's, however long a try may take. */
  const holding = setInterval(() => {
    const ids = [...underWay.keys()];
    if (ids.length === 0) return;
    const until = clock.now() + leaseMs;
    store.write((tx) => holdJobs(tx, ids, name, until)).catch((error) => onTrouble?.(error));
  }, leaseMs / 3);

  async function loop(): Promise<void> {
    while (!halt.signal.aborted) {
      await claim().then(
        (jobs) => jobs.forEach(begin),
        (error) => onTrouble?.(error),
      );
      await bell.wait(options.pollMs);
    }
  }

  const ended = loop();
  return {
    wake: bell.ringSoon,
    async stop() {
      halt.abort();
      bell.ring();
      await ended;
      const patience = setTimeout(() => release.abort(new Error('The worker stops.')), options.graceMs);
      await Promise.allSettled(underWay.values());
      clearTimeout(patience);
      clearInterval(holding);
    },
  };
}

/** `wait` ends at the next ring, at once where there was one since the last wait, or after `ms`. */
function newBell() {
  let hasRung = false;
  let answer = () => {};
  let gathering: NodeJS.Timeout | undefined;
  function ring(): void {
    clearTimeout(gathering);
    gathering = undefined;
    hasRung = true;
    answer();
  }
  return {
    ring,
    ringSoon() {
      gathering ??= setTimeout(ring, GATHER_MS);
    },
    async wait(ms: number): Promise<void> {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasRung = false;
    },
  };
}

/** Runs one try to its end, or to the end of its time whether or not the runner heeds it; null where it succeeded. */
async function failureOf(
  job: ClaimedJob,
  run: JobRunner | undefined,
  curve: Curve,
  signal: AbortSignal,
): Promise<unknown> {
  if (!run) return new Error(`Nothing runs jobs of the kind ${job.kind}.`);
  if (job.tries > curve.tries) return new Error('Every worker that held this job went away.');
  const outOfTime = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    await Promise.race([run(job.payload, signal), outOfTime]);
    return null;
  } catch (error) {
    return error ?? new Error('The job failed without saying why.');
  }
}

function outcomeOf(job: ClaimedJob, error: unknown, isReleased: boolean, curve: Curve, clock: Clock): JobOutcome {
  if (error === null) return { state: 'done' };
  const text = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim().slice(0, 500);
  if (isReleased) return { state: 'retry', error: text, runAt: clock.now() };
  if (isFinal(error) || job.tries >= curve.tries) return { state: 'failed', error: text };
  const soonest = clock.now() + backOffMs(curve, job.tries, clock.randomBytes(4));
  return { state: 'retry', error: text, runAt: putOffTo(error) ?? soonest };
}

function putOffTo(error: unknown): number | null {
  const isPutOff = error instanceof Error && 'notBefore' in error && typeof error.notBefore === 'number';
  return isPutOff ? (error.notBefore as number) : null;
}

function isFinal(error: unknown): boolean {
  return error instanceof Error && 'isFinal' in error && error.isFinal === true;
}

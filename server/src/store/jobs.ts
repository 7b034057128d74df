import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { type Db, hasOneWriter, holdName, type Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';

/** Work to be owed: `payload` is a plain value, `runAt` the instant (epoch milliseconds) before which nobody tries. */
export interface NewJob {
  readonly kind: string;
  readonly payload: object;
  /** Jobs of the same meeting (or of none) with the same key run one after another, in the order in which they were enqueued; absent: the job is in an order of its own. */
  readonly orderKey?: string | undefined;
  /** A second job with the same key in the same order is never kept. */
  readonly dedupeKey: string;
  readonly runAt: number;
  /** Whom it is sent to, and the meeting that it tells of; absent: nobody, none. */
  readonly recipient?: string | undefined;
  readonly meetingId?: string | undefined;
}

/** A job that one worker holds under a lease; `attempt` counts from 1 and tells this hold from a later one. */
export interface ClaimedJob {
  readonly id: number;
  readonly kind: string;
  readonly payload: unknown;
  readonly attempt: number;
  /** From 1 too, since somebody last asked for it anew: how far it has come on its curve. */
  readonly tries: number;
}

/** What became of a try. An `error` is one line for whoever asks why a mail did not come. */
export type JobOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly error: string }
  | { readonly state: 'retry'; readonly error: string; readonly runAt: number };

/** Who claims what, and for how long; `now` and the lease are epoch and plain milliseconds. */
export interface JobClaim {
  readonly worker: string;
  readonly kinds: readonly string[];
  readonly now: number;
  readonly leaseMs: number;
  readonly limit: number;
  /** How many jobs of these kinds may be begun in any minute, by all workers together; absent: any number. */
  readonly perMinute?: number | undefined;
}

/**
 * An order as it is kept: whatever tells of one meeting lies side by side under its id, which costs a booking fewer pages to write, and finds
 * all of it without an index more.
 */
export function orderOf(meetingId: string | undefined, orderKey: string): string {
  return meetingId === undefined ? orderKey : `${meetingId} ${orderKey}`;
}

/** The orders of one meeting: from `first` on, and before `after`. */
export function ordersOfMeeting(meetingId: string): { readonly first: string; readonly after: string } {
  // Of all that can follow an id, the space that does is the least, and the exclamation mark comes after it.
  return { first: `${meetingId} `, after: `${meetingId}!` };
}

/** Of these there are so many that no index gathers them, which each booking would have to write to: the others stand in `jobs_rare`. */
const COMMON_KINDS = ['mail', 'reminder'];

/** That a job is of this kind, said so that a rare one is found among any number of others. */
export function isOfKind(kind: string): RawBuilder<SqlBool> {
  if (COMMON_KINDS.includes(kind)) return sql<SqlBool>`kind = ${kind}`;
  return sql<SqlBool>`kind = ${kind} and kind not in ('mail', 'reminder')`;
}

/** Writes jobs with the change that owes them; returns how many were new to their keys. */
export async function enqueueJobs(tx: Transaction, jobs: readonly NewJob[], clock: Clock): Promise<number> {
  if (jobs.length === 0) return 0;
  const added = await insertJobs(tx, {
    kinds: jobs.map((job) => job.kind),
    payloads: jobs.map((job) => JSON.stringify(job.payload)),
    orderKeys: jobs.map(({ meetingId, orderKey, dedupeKey }) => orderOf(meetingId, orderKey ?? dedupeKey)),
    dedupeKeys: jobs.map((job) => job.dedupeKey),
    runAts: jobs.map((job) => job.runAt),
    recipients: jobs.map((job) => job.recipient?.toLowerCase() ?? null),
    meetingIds: jobs.map((job) => job.meetingId ?? null),
    now: clock.now(),
  });
  return added.length;
}

const insertJobs = prepared(
  (
    db,
    rows: {
      kinds: readonly string[];
      payloads: readonly string[];
      orderKeys: readonly string[];
      dedupeKeys: readonly string[];
      runAts: readonly number[];
      recipients: readonly (string | null)[];
      meetingIds: readonly (string | null)[];
      now: number;
    },
  ) =>
    db
      .insertInto('jobs')
      .values(
        rows.kinds.map((kind, i) => ({
          kind,
          payload: rows.payloads[i] as string,
          order_key: rows.orderKeys[i] as string,
          dedupe_key: rows.dedupeKeys[i] as string,
          state: sql.lit('pending'),
          run_at_ms: rows.runAts[i] as number,
          attempts: sql.lit(0),
          created_at_ms: rows.now,
          recipient: rows.recipients[i] as string | null,
          meeting_id: rows.meetingIds[i] as string | null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['order_key', 'dedupe_key']).doNothing())
      .returning('id'),
);

/** Whether `claimJobs` would find anything; a read, so that looking disturbs no writer. */
export async function hasDueJobs(db: Db, kinds: readonly string[], now: number): Promise<boolean> {
  return kinds.length > 0 && (await dueAtAll(db, { kinds, now })).length > 0;
}

/**
 * Takes up to `limit` due jobs under a lease, oldest first: pending, of a kind asked for, not leased (or the lease has expired), and
 * the oldest unsettled of their order key. No two claims take the same job, whatever process they run in.
 */
export async function claimJobs(tx: Transaction, claim: JobClaim): Promise<ClaimedJob[]> {
  const limit = Math.min(claim.limit, await roomFor(tx, claim));
  const taken = await dueJobs(tx, claim.kinds, claim.now, limit);
  if (taken.length === 0) return [];
  const ids = taken.map((job) => job.id);
  await tx
    .updateTable('job_attempts')
    .set({ finished_at_ms: claim.now, error: 'The worker that held it went away.' })
    .where('job_id', 'in', ids)
    .where('finished_at_ms', 'is', null)
    .execute();
  await tx
    .updateTable('jobs')
    .set((row) => ({
      attempts: row('attempts', '+', 1),
      leased_by: claim.worker,
      leased_until_ms: claim.now + claim.leaseMs,
    }))
    .where('id', 'in', ids)
    .execute();
  const claimed = taken.map(({ id, kind, payload, attempts, attempts_before: before }) => ({
    id,
    kind,
    payload,
    attempt: attempts + 1,
    tries: attempts + 1 - before,
  }));
  const tries = claimed.map(({ id, attempt }) => ({
    job_id: id,
    attempt,
    started_at_ms: claim.now,
    finished_at_ms: null,
    error: null,
  }));
  await insertRows(tx, 'job_attempts', tries);
  return claimed;
}

const MINUTE_MS = 60_000;

/** How many jobs may be begun now. Whoever counts holds the lock until it has written what it begins. */
async function roomFor(tx: Transaction, { perMinute, kinds, now }: JobClaim): Promise<number> {
  if (perMinute === undefined) return Number.POSITIVE_INFINITY;
  await holdName(tx, `jobs begun: ${kinds.join()}`);
  const [row] = await tx
    .selectFrom('job_attempts')
    .innerJoin('jobs', 'jobs.id', 'job_attempts.job_id')
    .select((of) => of.fn.countAll<number>().as('begun'))
    .where('started_at_ms', '>', now - MINUTE_MS)
    .where('kind', 'in', kinds)
    .execute();
  return Math.max(0, perMinute - Number(row?.begun ?? 0));
}

interface DueQuestion {
  readonly kind: string;
  readonly now: number;
  readonly limit: number;
}

const due = (db: Db, now: number) =>
  db
    .selectFrom('jobs as job')
    .where('job.state', '=', sql.lit('pending'))
    .where('job.run_at_ms', '<=', now)
    .where((row) => row.or([row('job.leased_until_ms', 'is', null), row('job.leased_until_ms', '<=', now)]))
    // Counted, not asked whether there is one: PostgreSQL would join the two, badly and try any way to it where the table has just grown.
    .where(
      (row) =>
        row
          .selectFrom('jobs as earlier')
          .select((of) => of.fn.countAll<number>().as('before'))
          .whereRef('earlier.order_key', '=', 'job.order_key')
          .where('earlier.state', '=', sql.lit('pending'))
          .whereRef('earlier.id', '<', 'job.id'),
      '=',
      sql.lit(0),
    );

/** Of all kinds in one question, since it is asked after every booking, mostly for nothing. */
const dueAtAll = prepared((db, { kinds, now }: { readonly kinds: readonly string[]; readonly now: number }) =>
  due(db, now).select('job.id').where('job.kind', 'in', kinds).limit(sql.lit(1)),
);

const dueQuery = (db: Db, { kind, now, limit }: DueQuestion) =>
  due(db, now)
    .select(['job.id', 'job.kind', 'job.payload', 'job.attempts', 'job.attempts_before', 'job.run_at_ms'])
    .where('job.kind', '=', kind)
    .orderBy('job.run_at_ms')
    .orderBy('job.id')
    .limit(limit);

const dueOfKind = prepared(dueQuery);
/** What another worker is taking at the same moment is passed over, not waited for. */
const dueToTake = prepared((db, question: DueQuestion) => dueQuery(db, question).forUpdate('job').skipLocked());

/** Asked of each kind by itself, so that a kind that nobody runs may rest in any number without being read. */
async function dueJobs(db: Db | Transaction, kinds: readonly string[], now: number, limit: number) {
  const found = [];
  const ask = db.isTransaction && !hasOneWriter(db) ? dueToTake : dueOfKind;
  if (limit >= 1) for (const kind of kinds) found.push(...(await ask(db, { kind, now, limit })));
  found.sort((a, b) => a.run_at_ms - b.run_at_ms || a.id - b.id);
  return found.slice(0, limit).map((job) => ({ ...job, payload: jobPayload(job.payload) }));
}

/** A payload as it was enqueued: Kysely types a JSON column as its value, the database hands over its text. */
export function jobPayload(payload: unknown): unknown {
  return typeof payload === 'string' ? JSON.parse(payload) : payload;
}

/** Holds jobs that `worker` has under way until `until` (epoch milliseconds); those that it has lost stay so. */
export async function holdJobs(tx: Transaction, ids: readonly number[], worker: string, until: number): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ leased_until_ms: until })
    .where('id', 'in', [...ids])
    .where('leased_by', '=', worker)
    .execute();
}

/** Makes a pending job that nobody holds due at `now` (epoch milliseconds), whatever it was waiting for. */
export async function hastenJob(
  tx: Transaction,
  { orderKey, dedupeKey }: { readonly orderKey: string; readonly dedupeKey: string },
  now: number,
): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ run_at_ms: now })
    .where('order_key', '=', orderKey)
    .where('dedupe_key', '=', dedupeKey)
    .where('state', '=', 'pending')
    .where('leased_by', 'is', null)
    .where('run_at_ms', '>', now)
    .execute();
}

/**
 * Ends a try. The job itself changes only if `worker` still holds this very attempt; a worker whose lease went to another
 * changes nothing but its own attempt's record. Returns whether it still held it. `now` is epoch milliseconds.
 */
export async function settleJob(
  tx: Transaction,
  job: Pick<ClaimedJob, 'id' | 'attempt'>,
  worker: string,
  outcome: JobOutcome,
  now: number,
): Promise<boolean> {
  const error = outcome.state === 'done' ? null : outcome.error;
  await tx
    .updateTable('job_attempts')
    .set({ finished_at_ms: now, error })
    .where('job_id', '=', job.id)
    .where('attempt', '=', job.attempt)
    .execute();
  const change =
    outcome.state === 'retry'
      ? { run_at_ms: outcome.runAt, last_error: error }
      : { state: outcome.state, settled_at_ms: now, last_error: error };
  const updated = await tx
    .updateTable('jobs')
    .set({ ...change, leased_by: null, leased_until_ms: null })
    .where('id', '=', job.id)
    .where('leased_by', '=', worker)
    .where('attempts', '=', job.attempt)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

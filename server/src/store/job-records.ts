import type { Db, Transaction } from './database.ts';
import { isOfKind, jobPayload } from './jobs.ts';

/** How many jobs stand in each state; `late` are the pending ones whose last try failed. */
export interface JobCounts {
  readonly pending: number;
  readonly late: number;
  readonly done: number;
  readonly failed: number;
}

/** How many jobs of a kind (all kinds if absent) stand where. */
export async function countJobs(db: Db, kind?: string): Promise<JobCounts> {
  const rows = await db
    .selectFrom('jobs')
    .$if(kind !== undefined, (query) => query.where(isOfKind(kind ?? '')))
    .select((row) => [
      'state',
      row.fn.countAll<number>().as('all'),
      row.fn.countAll<number>().filterWhere('last_error', 'is not', null).as('failing'),
    ])
    .groupBy('state')
    .execute();
  const of = (state: string) => rows.find((row) => row.state === state);
  return {
    pending: Number(of('pending')?.all ?? 0),
    late: Number(of('pending')?.failing ?? 0),
    done: Number(of('done')?.all ?? 0),
    failed: Number(of('failed')?.all ?? 0),
  };
}

/** A job as whoever watches sees it; instants are epoch milliseconds. */
export interface KeptJob {
  readonly id: number;
  readonly state: 'pending' | 'done' | 'failed';
  readonly payload: unknown;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: number;
  readonly settledAt: number | null;
}

/** The newest jobs of a kind, whatever their state, newest first; with `id`, that one alone. */
export async function listJobs(db: Db, kind: string, filter: { limit: number; id?: number }): Promise<KeptJob[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where(isOfKind(kind))
    .$if(filter.id !== undefined, (query) => query.where('id', '=', filter.id ?? 0))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    payload: jobPayload(row.payload),
    attempts: row.attempts,
    lastError: row.last_error,
    createdAt: row.created_at_ms,
    settledAt: row.settled_at_ms,
  }));
}

/** Erases up to `limit` jobs of a kind (all kinds if absent) settled before `before` (epoch milliseconds), with their attempts; returns how many. */
export async function purgeSettledJobs(tx: Transaction, before: number, limit: number, kind?: string): Promise<number> {
  const deleted = await tx
    .deleteFrom('jobs')
    .where('id', 'in', (row) =>
      row
        .selectFrom('jobs')
        .select('id')
        .where('state', '!=', 'pending')
        .where('settled_at_ms', '<', before)
        .$if(kind !== undefined, (query) => query.where(isOfKind(kind ?? '')))
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

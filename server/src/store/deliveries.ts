import { type Selectable, sql } from 'kysely';
import type { Db, Transaction } from './database.ts';
import { isOfKind, jobPayload, ordersOfMeeting } from './jobs.ts';
import type { JobTable } from './schema.ts';

/** One try, by the clock (epoch milliseconds); `error` is null where it succeeded or is under way. */
export interface DeliveryAttempt {
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly error: string | null;
}

/** What is sent to somebody, whatever became of it; instants are epoch milliseconds. */
export interface Delivery {
  readonly id: number;
  readonly kind: string;
  readonly state: 'pending' | 'done' | 'failed';
  readonly recipient: string | null;
  readonly meetingId: string | null;
  readonly template: string | null;
  readonly attempts: readonly DeliveryAttempt[];
  /** Null once it is settled. */
  readonly nextTryAt: number | null;
  readonly createdAt: number;
  readonly settledAt: number | null;
}

/** Which deliveries: all conditions hold at once; absent or null: no such condition. */
export interface DeliveryFilter {
  readonly kinds: readonly string[];
  /** Those about a meeting that this host holds. */
  readonly hostId: string | null;
  readonly id?: number | undefined;
  readonly state?: Delivery['state'] | undefined;
  readonly recipient?: string | undefined;
  readonly meetingId?: string | undefined;
  /** Older than the delivery of this id. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Deliveries, newest first. A few questions, whatever their number. */
export async function listDeliveries(db: Db, filter: DeliveryFilter): Promise<Delivery[]> {
  const ids = await deliveryIds(db, filter);
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('jobs').selectAll().where('id', 'in', ids).orderBy('id', 'desc').execute();
  const attempts = await attemptsOf(db, ids);
  return rows.map((row) => toDelivery(row, attempts.get(row.id) ?? []));
}

/** So many meetings are gone through one by one; of a host with more, deliveries stand among the newest anyway. */
const FEW_MEETINGS = 500;

/** Of each kind by itself, since each is in order in its index and all together are not. */
async function deliveryIds(db: Db, filter: DeliveryFilter): Promise<number[]> {
  const found: number[] = [];
  for (const kind of filter.kinds) found.push(...(await idsOfKind(db, kind, filter)));
  return found.sort((a, b) => b - a).slice(0, filter.limit);
}

/** From indexes alone. Which one is the best way depends on how much there is, which SQLite does not know: an expression in a column's place keeps it from that column's. */
async function idsOfKind(db: Db, kind: string, filter: DeliveryFilter): Promise<number[]> {
  const { hostId, id, state, recipient, meetingId, before } = filter;
  const isNarrow = state === 'pending' || state === 'failed';
  const byMeeting = hostId !== null && !isNarrow && (await isHolderOfFew(db, hostId));
  let query = db.selectFrom('jobs').select('id');
  query = query.where(byMeeting ? sql<boolean>`kind || '' = ${kind}` : isOfKind(kind));
  if (id !== undefined) query = query.where('id', '=', id);
  if (state !== undefined) query = query.where('state', '=', sql.lit(state));
  // What waits is ordered by when it is due.
  if (state === 'pending') query = query.where('run_at_ms', '>=', 0);
  if (recipient !== undefined) query = query.where('recipient', '=', recipient.toLowerCase());
  if (meetingId !== undefined) {
    const { first, after } = ordersOfMeeting(meetingId);
    query = query.where('order_key', '>=', first).where('order_key', '<', after).where('meeting_id', '=', meetingId);
  }
  if (before !== undefined) query = query.where('id', '<', before);
  if (hostId !== null) query = query.where(byMeeting ? isOfTheir(hostId) : isHeldBy(hostId));
  const isFew = byMeeting || meetingId !== undefined || state === 'pending';
  const order = isFew ? sql`+id` : sql.ref('id');
  return (await query.orderBy(order, 'desc').limit(filter.limit).execute()).map((row) => row.id);
}

async function isHolderOfFew(db: Db, hostId: string): Promise<boolean> {
  const held = await db
    .selectFrom('participants')
    .select('meeting_id')
    .where('host_id', '=', hostId)
    .limit(FEW_MEETINGS)
    .execute();
  return held.length < FEW_MEETINGS;
}

function isOfTheir(hostId: string) {
  return sql<boolean>`id in (select told.id from participants as holder, jobs as told
    where holder.host_id = ${hostId} and holder.role = 'host'
      and told.order_key >= holder.meeting_id || ' ' and told.order_key < holder.meeting_id || '!' and told.meeting_id = holder.meeting_id)`;
}

function isHeldBy(hostId: string) {
  return sql<boolean>`exists (select 1 from participants as holder where holder.meeting_id = jobs.meeting_id
    and holder.role = 'host' and holder.host_id = ${hostId})`;
}

/**
 * Makes a delivery due at `now` (epoch milliseconds) with all its tries before it: one that has failed, and one that waits. Returns false
 * where it is neither: done, under way, or none.
 */
export async function renewDelivery(tx: Transaction, id: number, now: number): Promise<boolean> {
  const updated = await tx
    .updateTable('jobs')
    .set((row) => ({
      state: sql.lit('pending' as const),
      run_at_ms: now,
      attempts_before: row.ref('attempts'),
      settled_at_ms: null,
    }))
    .where('id', '=', id)
    .where('state', 'in', ['pending', 'failed'])
    .where('leased_by', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

async function attemptsOf(db: Db, ids: readonly number[]): Promise<Map<number, DeliveryAttempt[]>> {
  const found = new Map<number, DeliveryAttempt[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('job_attempts')
    .selectAll()
    .where('job_id', 'in', [...ids])
    .orderBy('job_id')
    .orderBy('attempt')
    .execute();
  for (const { job_id, started_at_ms: startedAt, finished_at_ms: finishedAt, error } of rows) {
    found.get(job_id)?.push({ startedAt, finishedAt, error });
  }
  return found;
}

function toDelivery(row: Selectable<JobTable>, attempts: readonly DeliveryAttempt[]): Delivery {
  const { template } = Object(jobPayload(row.payload)) as { template?: unknown };
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    recipient: row.recipient,
    meetingId: row.meeting_id,
    template: typeof template === 'string' ? template : null,
    attempts,
    nextTryAt: row.state === 'pending' ? row.run_at_ms : null,
    createdAt: row.created_at_ms,
    settledAt: row.settled_at_ms,
  };
}

import type { Selectable } from 'kysely';
import type { DeliveryState, WebhookDelivery } from '../domain/webhook.ts';
import type { Db, Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';
import { parseJson, type WebhookDeliveryTable } from './schema.ts';

/** Which deliveries of a webhook; null or absent: no such condition. */
export interface DeliveryFilter {
  readonly webhookId: string;
  readonly state?: DeliveryState | undefined;
  /** Older than the delivery of this id. */
  readonly before?: string | null | undefined;
  readonly limit: number;
}

/** What became of a try; `triedAt` is epoch milliseconds. */
export type TryResult = Pick<WebhookDelivery, 'state' | 'status' | 'answer' | 'error'> & { readonly triedAt: number };

const byId = prepared((db, p: { id: string }) =>
  db.selectFrom('webhook_deliveries').selectAll().where('id', '=', p.id),
);

/** The delivery with this id; null: there is none. */
export async function findDelivery(db: Db, id: string): Promise<WebhookDelivery | null> {
  const [row] = await byId(db, { id });
  return row ? toDelivery(row) : null;
}

/** Deliveries, newest first. */
export async function listWebhookDeliveries(
  db: Db,
  { webhookId, state, before, limit }: DeliveryFilter,
): Promise<WebhookDelivery[]> {
  let query = db.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhookId);
  if (state !== undefined) query = query.where('state', '=', state);
  if (before) query = query.where('id', '<', before);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toDelivery);
}

/** New deliveries, none of them tried yet. */
export async function insertDeliveries(tx: Transaction, deliveries: readonly WebhookDelivery[]): Promise<void> {
  const rows = deliveries.map((delivery) => ({
    id: delivery.id,
    webhook_id: delivery.webhookId,
    event: delivery.event,
    meeting_id: delivery.meetingId,
    content: JSON.stringify(delivery.content),
    state: delivery.state,
    attempts: delivery.attempts,
    round: delivery.round,
    failing_since_ms: delivery.failingSince,
    created_at_ms: delivery.createdAt,
    tried_at_ms: delivery.triedAt,
    settled_at_ms: delivery.settledAt,
    status: delivery.status,
    answer: delivery.answer,
    error: delivery.error,
  }));
  await insertRows(tx, 'webhook_deliveries', rows);
}

/** Writes what became of a try of this round; of one that is over or was begun anew meanwhile nothing. Answers whether it was written. */
export async function recordTry(
  tx: Transaction,
  { id, round }: Pick<WebhookDelivery, 'id' | 'round'>,
  { triedAt, ...result }: TryResult,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('webhook_deliveries')
    .set((row) => ({
      ...result,
      attempts: row('attempts', '+', 1),
      tried_at_ms: triedAt,
      settled_at_ms: result.state === 'pending' ? null : triedAt,
      failing_since_ms: result.error === null ? null : row.fn.coalesce('failing_since_ms', row.val(triedAt)),
    }))
    .where('id', '=', id)
    .where('round', '=', round)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Gives up a delivery without a try; `now` is epoch milliseconds. */
export async function giveUpDelivery(tx: Transaction, id: string, error: string, now: number): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'failed', error, settled_at_ms: now })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
}

/** Owes a settled delivery once more; answers its new round, null where it is pending already. */
export async function beginRound(tx: Transaction, id: string): Promise<number | null> {
  const [row] = await tx
    .updateTable('webhook_deliveries')
    .set((of) => ({ state: 'pending', round: of('round', '+', 1), failing_since_ms: null, settled_at_ms: null }))
    .where('id', '=', id)
    .where('state', '!=', 'pending')
    .returning('round')
    .execute();
  return row?.round ?? null;
}

/** Erases up to `limit` settled deliveries made before `before` (epoch milliseconds); returns how many. */
export async function purgeDeliveries(tx: Transaction, before: number, limit: number): Promise<number> {
  const deleted = await tx
    .deleteFrom('webhook_deliveries')
    .where('id', 'in', (row) =>
      row
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('created_at_ms', '<', before)
        .where('state', '!=', 'pending')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

function toDelivery(row: Selectable<WebhookDeliveryTable>): WebhookDelivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    event: row.event as WebhookDelivery['event'],
    meetingId: row.meeting_id,
    content: parseJson(row.content),
    state: row.state,
    attempts: row.attempts,
    round: row.round,
    failingSince: row.failing_since_ms,
    createdAt: row.created_at_ms,
    triedAt: row.tried_at_ms,
    settledAt: row.settled_at_ms,
    status: row.status,
    answer: row.answer,
    error: row.error,
  };
}

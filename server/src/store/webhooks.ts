import type { Insertable, Selectable } from 'kysely';
import type { Webhook, WebhookEvent } from '../domain/webhook.ts';
import { type Db, hasOneWriter, type Transaction } from './database.ts';
import { prepared } from './prepared.ts';
import { parseJson, type WebhookTable } from './schema.ts';

const byId = prepared((db, p: { id: string }) => db.selectFrom('webhooks').selectAll().where('id', '=', p.id));

/** The webhook with this id, switched on or not; null: there is none. */
export async function findWebhook(db: Db, id: string): Promise<Webhook | null> {
  const [row] = await byId(db, { id });
  return row ? toWebhook(row) : null;
}

const lockById = prepared((db, p: { id: string }) =>
  db.selectFrom('webhooks').select('id').where('id', '=', p.id).forNoKeyUpdate(),
);

/** As `findWebhook`; until this transaction ends nobody else who asks so changes it. */
export async function findWebhookToChange(tx: Transaction, id: string): Promise<Webhook | null> {
  if (!hasOneWriter(tx)) await lockById(tx, { id });
  return findWebhook(tx, id);
}

/** Every webhook, oldest first. */
export async function listWebhooks(db: Db): Promise<Webhook[]> {
  return (await db.selectFrom('webhooks').selectAll().orderBy('id').execute()).map(toWebhook);
}

export async function insertWebhook(tx: Transaction, webhook: Webhook): Promise<void> {
  await tx.insertInto('webhooks').values(toRow(webhook)).execute();
}

/** Everything of the webhook but its id. */
export async function updateWebhook(tx: Transaction, webhook: Webhook): Promise<void> {
  await tx.updateTable('webhooks').set(toRow(webhook)).where('id', '=', webhook.id).execute();
}

/** With its deliveries. */
export async function deleteWebhookRow(tx: Transaction, id: string): Promise<void> {
  await tx.deleteFrom('webhooks').where('id', '=', id).execute();
}

function toWebhook(row: Selectable<WebhookTable>): Webhook {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: parseJson(row.events) as readonly WebhookEvent[],
    active: row.active === 1,
    switchedOff: row.switched_off,
    keyGeneration: row.key_generation,
    oldKeyUntil: row.old_key_until_ms,
    createdAt: row.created_at_ms,
    updatedAt: row.updated_at_ms,
  };
}

function toRow(webhook: Webhook): Insertable<WebhookTable> {
  return {
    id: webhook.id,
    url: webhook.url,
    description: webhook.description,
    events: JSON.stringify(webhook.events),
    active: webhook.active ? 1 : 0,
    switched_off: webhook.switchedOff,
    key_generation: webhook.keyGeneration,
    old_key_until_ms: webhook.oldKeyUntil,
    created_at_ms: webhook.createdAt,
    updated_at_ms: webhook.updatedAt,
  };
}

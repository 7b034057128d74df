import { Failure } from '../domain/failures.ts';
import type { Webhook, WebhookDelivery } from '../domain/webhook.ts';
import type { Db, Transaction } from '../store/database.ts';
import { findDelivery } from '../store/webhook-deliveries.ts';
import { findWebhook, findWebhookToChange } from '../store/webhooks.ts';
import { reachesAll } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';

/** Webhooks tell of everybody's meetings, and so are for owners and admins alone. Throws Failure forbidden. */
export function refuseMember(caller: Pick<HostCaller, 'host'>): void {
  if (!reachesAll(caller)) throw new Failure('forbidden', 'Webhooks are for owners and admins.');
}

/** Throws Failure forbidden or not_found. */
export async function reachWebhook(db: Db, caller: HostCaller, id: string): Promise<Webhook> {
  refuseMember(caller);
  return known(await findWebhook(db, id));
}

/** The same, and nobody else changes it until this transaction ends. */
export async function webhookToChange(tx: Transaction, caller: HostCaller, id: string): Promise<Webhook> {
  refuseMember(caller);
  return known(await findWebhookToChange(tx, id));
}

/** A delivery of this webhook. Throws Failure not_found where it is another's, too. */
export async function deliveryOf(db: Db, webhook: Webhook, id: string): Promise<WebhookDelivery> {
  const delivery = await findDelivery(db, id);
  if (delivery?.webhookId !== webhook.id) throw new Failure('not_found', 'There is no such delivery.');
  return delivery;
}

function known(webhook: Webhook | null): Webhook {
  if (!webhook) throw new Failure('not_found', 'There is no such webhook.');
  return webhook;
}

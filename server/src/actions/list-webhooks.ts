import type { DeliveryState, Webhook, WebhookDelivery } from '../domain/webhook.ts';
import { listWebhookDeliveries } from '../store/webhook-deliveries.ts';
import { listWebhooks } from '../store/webhooks.ts';
import type { Context } from './context.ts';
import type { HostCaller } from './open-api-key.ts';
import { deliveryOf, reachWebhook, refuseMember } from './webhook-access.ts';

/** Every webhook, oldest first. Throws Failure forbidden. */
export async function listAllWebhooks(ctx: Context, caller: HostCaller): Promise<Webhook[]> {
  refuseMember(caller);
  return listWebhooks(ctx.store.db);
}

/** One webhook. Throws Failure forbidden or not_found. */
export function readWebhook(ctx: Context, caller: HostCaller, id: string): Promise<Webhook> {
  return reachWebhook(ctx.store.db, caller, id);
}

/** What a list of deliveries is asked for; absent: no such condition. */
export interface DeliveryWish {
  readonly state?: DeliveryState | undefined;
  /** The id of the last delivery of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A webhook's deliveries, newest first; `next` is where the next page begins, null after the last. Throws Failure forbidden or not_found. */
export async function listDeliveries(
  ctx: Context,
  caller: HostCaller,
  webhookId: string,
  { state, after, limit }: DeliveryWish,
): Promise<{ readonly items: readonly WebhookDelivery[]; readonly next: WebhookDelivery | null }> {
  await reachWebhook(ctx.store.db, caller, webhookId);
  // One more tells whether there is a next page.
  const filter = { webhookId, state, before: after, limit: limit + 1 };
  const found = await listWebhookDeliveries(ctx.store.db, filter);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1) ?? null) : null };
}

/** One delivery of a webhook. Throws Failure forbidden or not_found. */
export async function readDelivery(
  ctx: Context,
  caller: HostCaller,
  webhookId: string,
  id: string,
): Promise<WebhookDelivery> {
  return deliveryOf(ctx.store.db, await reachWebhook(ctx.store.db, caller, webhookId), id);
}

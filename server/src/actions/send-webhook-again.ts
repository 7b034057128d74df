import { Failure } from '../domain/failures.ts';
import { PING, type WebhookDelivery } from '../domain/webhook.ts';
import { enqueueJobs, hastenJob } from '../store/jobs.ts';
import { beginRound } from '../store/webhook-deliveries.ts';
import type { Context } from './context.ts';
import type { HostCaller } from './open-api-key.ts';
import { oweContent, webhookJob } from './owe-events.ts';
import { deliveryOf, webhookToChange } from './webhook-access.ts';

/** Owes a webhook a ping, switched on or not. Throws Failure forbidden or not_found. */
export async function testWebhook(ctx: Context, caller: HostCaller, id: string): Promise<WebhookDelivery> {
  const [delivery] = await ctx.store.write(async (tx) => {
    const webhook = await webhookToChange(tx, caller, id);
    return oweContent(ctx, tx, [webhook], { type: PING, at: ctx.clock.now(), seen: null, note: null });
  });
  ctx.wakeWorker();
  return delivery as WebhookDelivery;
}

/**
 * Owes a delivery once more under its own id, whatever became of it, with as much time as a new one has; one that waits for its next try is
 * tried at once. Throws Failure forbidden, not_found, or change_refused where the webhook is switched off.
 */
export async function sendWebhookAgain(
  ctx: Context,
  caller: HostCaller,
  webhookId: string,
  id: string,
): Promise<WebhookDelivery> {
  const delivery = await ctx.store.write(async (tx) => {
    const webhook = await webhookToChange(tx, caller, webhookId);
    const before = await deliveryOf(tx, webhook, id);
    if (!webhook.active && before.event !== PING) {
      throw new Failure('change_refused', 'The webhook is switched off. Switch it on first.');
    }
    const now = ctx.clock.now();
    const round = await beginRound(tx, id);
    if (round === null) await hastenJob(tx, webhookJob(before, now), now);
    else await enqueueJobs(tx, [webhookJob({ ...before, round }, now)], ctx.clock);
    return deliveryOf(tx, webhook, id);
  });
  ctx.wakeWorker();
  return delivery;
}

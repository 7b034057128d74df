import type { Webhook, WebhookEvent } from '../domain/webhook.ts';
import { deleteWebhookRow, updateWebhook } from '../store/webhooks.ts';
import type { Context } from './context.ts';
import type { HostCaller } from './open-api-key.ts';
import { webhookToChange } from './webhook-access.ts';

/** What is asked of a webhook; absent: as it is. */
export interface WebhookChange {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly events?: readonly WebhookEvent[] | undefined;
  /** True switches it on again, whoever switched it off; what happened meanwhile it is not told. */
  readonly active?: boolean | undefined;
}

/** Changes a webhook. Throws Failure forbidden or not_found. */
export async function changeWebhook(
  ctx: Context,
  caller: HostCaller,
  id: string,
  { url, description, events, active }: WebhookChange,
): Promise<Webhook> {
  return ctx.store.write(async (tx) => {
    const before = await webhookToChange(tx, caller, id);
    const after: Webhook = {
      ...before,
      url: url ?? before.url,
      description: description ?? before.description,
      events: events ? [...new Set(events)] : before.events,
      active: active ?? before.active,
      switchedOff: active === undefined ? before.switchedOff : null,
      updatedAt: ctx.clock.now(),
    };
    await updateWebhook(tx, after);
    return after;
  });
}

/** Deletes a webhook with all its deliveries; what it was yet to be told it never is. Throws Failure forbidden or not_found. */
export async function deleteWebhook(ctx: Context, caller: HostCaller, id: string): Promise<void> {
  await ctx.store.write(async (tx) => {
    await webhookToChange(tx, caller, id);
    await deleteWebhookRow(tx, id);
  });
}

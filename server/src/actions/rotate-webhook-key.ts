import { withNewKey } from '../domain/webhook.ts';
import { updateWebhook } from '../store/webhooks.ts';
import type { Context } from './context.ts';
import type { KeyedWebhook } from './create-webhook.ts';
import type { HostCaller } from './open-api-key.ts';
import { webhookToChange } from './webhook-access.ts';
import { webhookKeyText } from './webhook-key.ts';

/** Gives a webhook a new key; the one before signs along for a day. Throws Failure forbidden or not_found. */
export async function rotateWebhookKey(ctx: Context, caller: HostCaller, id: string): Promise<KeyedWebhook> {
  const webhook = await ctx.store.write(async (tx) => {
    const rotated = withNewKey(await webhookToChange(tx, caller, id), ctx.clock.now());
    await updateWebhook(tx, rotated);
    return rotated;
  });
  return { webhook, key: webhookKeyText(ctx.secret, webhook) };
}

import { Failure } from '../domain/failures.ts';
import { newId } from '../domain/id.ts';
import type { Webhook, WebhookEvent } from '../domain/webhook.ts';
import { insertWebhook, listWebhooks } from '../store/webhooks.ts';
import type { Context } from './context.ts';
import type { HostCaller } from './open-api-key.ts';
import { refuseMember } from './webhook-access.ts';
import { webhookKeyText } from './webhook-key.ts';

/** A webhook to be; that its address may be written to was looked at before, and is at each delivery. */
export interface CreateWebhook {
  readonly url: string;
  readonly description: string;
  /** At least one. */
  readonly events: readonly WebhookEvent[];
}

/** A webhook with its newest key, which nobody is shown again. */
export interface KeyedWebhook {
  readonly webhook: Webhook;
  readonly key: string;
}

/** Every event is written once for each of them. */
const MOST = 50;

/** Makes a webhook, which is told of what happens from now on. Throws Failure forbidden, or change_refused where there are too many. */
export async function createWebhook(
  ctx: Context,
  caller: HostCaller,
  { url, description, events }: CreateWebhook,
): Promise<KeyedWebhook> {
  refuseMember(caller);
  const now = ctx.clock.now();
  const webhook: Webhook = {
    id: newId('whk', now, ctx.clock.randomBytes(10)),
    url,
    description,
    events: [...new Set(events)],
    active: true,
    switchedOff: null,
    keyGeneration: 1,
    oldKeyUntil: null,
    createdAt: now,
    updatedAt: now,
  };
  await ctx.store.write(async (tx) => {
    if ((await listWebhooks(tx)).length >= MOST) {
      throw new Failure('change_refused', `There can be at most ${MOST} webhooks.`);
    }
    await insertWebhook(tx, webhook);
  });
  return { webhook, key: webhookKeyText(ctx.secret, webhook) };
}

import packageJson from '../package.json' with { type: 'json' };
import type { Context } from './actions/context.ts';
import { deliverWebhook, type WebhookPost } from './actions/deliver-webhook.ts';
import { WEBHOOK, type WebhookJob } from './actions/owe-events.ts';
import { webhookBodyText } from './http/webhook-view.ts';
import { WEBHOOK_CURVE } from './jobs/back-off.ts';
import type { JobRunner, WorkerOptions } from './jobs/worker.ts';
import { webhookSender } from './notify/webhook-post.ts';
import { webhookTargets } from './notify/webhook-target.ts';

/** The settings of webhooks: where they may lead besides the public internet. */
export interface WebhookConfig {
  readonly webhookAllow: readonly string[];
}

/** A receiver that hangs holds each of its own up for 15 seconds, and others not before there are so many. */
const AT_ONCE = 16;

/** What the worker of webhooks does. */
export function webhookWork(
  ctx: Context,
  { webhookAllow }: WebhookConfig,
): Pick<WorkerOptions, 'run' | 'curves' | 'concurrency'> {
  const userAgent = `Meeting-Booker/${packageJson.version}`;
  const send = webhookSender({ targets: webhookTargets(webhookAllow), userAgent });
  const post: WebhookPost = { bodyOf: webhookBodyText, send };
  const run: JobRunner = (payload, signal) => deliverWebhook(ctx, post, payload as WebhookJob, signal);
  return { run: { [WEBHOOK]: run }, curves: { [WEBHOOK]: WEBHOOK_CURVE }, concurrency: AT_ONCE };
}

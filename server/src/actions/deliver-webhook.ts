import { messageId } from '../domain/mail.ts';
import {
  outcomeOf,
  PING,
  type SwitchedOff,
  type Webhook,
  type WebhookAnswer,
  type WebhookDelivery,
} from '../domain/webhook.ts';
import type { OwedWebhookMail } from '../domain/webhook-mail.ts';
import type { Transaction } from '../store/database.ts';
import { listHosts } from '../store/hosts.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { findDelivery, giveUpDelivery, recordTry } from '../store/webhook-deliveries.ts';
import { findWebhook, findWebhookToChange, updateWebhook } from '../store/webhooks.ts';
import type { Context } from './context.ts';
import type { EventContent, WebhookJob } from './owe-events.ts';
import { webhookSignature } from './webhook-key.ts';

/** How webhooks are written to. */
export interface WebhookPost {
  /** The body of a delivery, the same for the same content. */
  bodyOf(content: EventContent): string;
  /** Sends a body by POST. Whatever goes wrong is in the answer; throws only where `signal` aborts. */
  send(
    request: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string },
    signal: AbortSignal,
  ): Promise<WebhookAnswer>;
}

/** A delivery failed; where `isFinal`, for good. */
class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  readonly isFinal: boolean;

  constructor(message: string, isFinal: boolean) {
    super(message);
    this.isFinal = isFinal;
  }
}

/** What goes with the body, but for the signature; `at` is when it is sent, epoch milliseconds, and null leaves it out. */
export function webhookHeaders(id: string, at: number | null): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': id,
    ...(at === null ? {} : { 'webhook-timestamp': String(secondsOf(at)) }),
  };
}

/**
 * Runs a job of the kind WEBHOOK: one try, whose result is written with what follows from it. Throws where the delivery has failed, for now
 * or for good; what is gone, delivered or begun anew meanwhile is nobody's failure.
 */
export async function deliverWebhook(
  ctx: Context,
  post: WebhookPost,
  { deliveryId, round }: WebhookJob,
  signal: AbortSignal,
): Promise<void> {
  const delivery = await findDelivery(ctx.store.db, deliveryId);
  const webhook = delivery && (await findWebhook(ctx.store.db, delivery.webhookId));
  if (!webhook || delivery.state !== 'pending' || delivery.round !== round) return;
  if (!webhook.active && delivery.event !== PING) {
    const reason = 'The webhook is switched off.';
    await ctx.store.write((tx) => giveUpDelivery(tx, delivery.id, reason, ctx.clock.now()));
    throw new DeliveryFailed(reason, true);
  }
  const at = ctx.clock.now();
  const body = post.bodyOf(delivery.content as EventContent);
  const signature = webhookSignature(ctx.secret, webhook, { id: delivery.id, timestamp: secondsOf(at), body });
  const headers = { ...webhookHeaders(delivery.id, at), 'webhook-signature': signature };
  const answer = await post.send({ url: webhook.url, headers, body }, signal);
  const state = await ctx.store.write((tx) => settle(ctx, tx, webhook, delivery, answer, at));
  if (answer.error !== null) {
    if (state === 'failed') ctx.wakeWorker();
    throw new DeliveryFailed(answer.error, state === 'failed');
  }
}

async function settle(
  ctx: Context,
  tx: Transaction,
  { id }: Webhook,
  delivery: WebhookDelivery,
  answer: WebhookAnswer,
  triedAt: number,
): Promise<WebhookDelivery['state']> {
  const now = ctx.clock.now();
  const { state, switchOff } = outcomeOf(delivery, answer, now);
  // In the order in which whoever changes a webhook takes them.
  const webhook = switchOff && (await findWebhookToChange(tx, id));
  await recordTry(tx, delivery, { ...answer, state, triedAt });
  if (webhook?.active) {
    await updateWebhook(tx, { ...webhook, active: false, switchedOff: switchOff, updatedAt: now });
    await oweNotices(ctx, tx, webhook, switchOff as SwitchedOff, answer.error ?? '');
  }
  return state;
}

/** Tells every owner and admin by mail that a webhook was switched off. */
async function oweNotices(ctx: Context, tx: Transaction, webhook: Webhook, reason: SwitchedOff, error: string) {
  const now = ctx.clock.now();
  const { hostname } = new URL(ctx.publicUrl);
  const hosts = (await listHosts(tx)).filter(({ role }) => role !== 'member');
  const jobs = hosts.map(({ name, email, timeZone, locale }) => {
    const mail: OwedWebhookMail = {
      template: 'host_webhook_off',
      recipient: { name, email, timeZone, locale },
      messageId: messageId(ctx.clock.randomBytes(16), hostname),
      webhook: { hostname: new URL(webhook.url).host, description: webhook.description },
      reason,
      error,
      at: now,
    };
    return {
      kind: 'mail',
      payload: mail,
      orderKey: `webhook_off ${webhook.id}:${email}`,
      dedupeKey: String(now),
      runAt: now,
      recipient: email,
    };
  });
  await enqueueJobs(tx, jobs, ctx.clock);
}

/** Whole seconds since 1970. */
function secondsOf(instant: number): number {
  return Math.floor(instant / 1000);
}

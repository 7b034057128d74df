import type { RequestHandler } from 'express';
import { changeWebhook, deleteWebhook } from '../actions/change-webhook.ts';
import type { Context } from '../actions/context.ts';
import { createWebhook, type KeyedWebhook } from '../actions/create-webhook.ts';
import { listAllWebhooks, readWebhook } from '../actions/list-webhooks.ts';
import { rotateWebhookKey } from '../actions/rotate-webhook-key.ts';
import { Failure } from '../domain/failures.ts';
import type { WebhookTargets } from '../notify/webhook-target.ts';
import { callerOf } from './auth.ts';
import { noQuery, readBody, readQuery } from './validate.ts';
import { webhookChangeInput, webhookInput } from './webhook-contract.ts';
import { webhookView } from './webhook-view.ts';

type OfWebhook = RequestHandler<{ id: string }>;

/** `GET /api/host/webhooks`. There are few, so the list is whole. */
export function webhooksRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const now = ctx.clock.now();
    const items = (await listAllWebhooks(ctx, callerOf(res))).map((webhook) => webhookView(webhook, now));
    res.json({ items, nextCursor: null });
  };
}

/** `POST /api/host/webhooks`. It takes no Idempotency-Key: what would be answered again must not be kept. */
export function createWebhookRoute(ctx: Context, targets: WebhookTargets): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { url, events, description = '' } = readBody(webhookInput, req);
    const made = await createWebhook(ctx, callerOf(res), { url: readTarget(targets, url), events, description });
    res.status(201).setHeader('Location', `${ctx.publicUrl}/api/host/webhooks/${made.webhook.id}`);
    res.json(keyed(ctx, made));
  };
}

/** `GET /api/host/webhooks/{id}`. */
export function webhookRoute(ctx: Context): OfWebhook {
  return async (req, res) => {
    readQuery(noQuery, req);
    const webhook = await readWebhook(ctx, callerOf(res), req.params.id);
    res.json({ webhook: webhookView(webhook, ctx.clock.now()) });
  };
}

/** `PUT /api/host/webhooks/{id}`. */
export function changeWebhookRoute(ctx: Context, targets: WebhookTargets): OfWebhook {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { url, ...change } = readBody(webhookChangeInput, req);
    const target = url === undefined ? undefined : readTarget(targets, url);
    const webhook = await changeWebhook(ctx, callerOf(res), req.params.id, { ...change, url: target });
    res.json({ webhook: webhookView(webhook, ctx.clock.now()) });
  };
}

/** `DELETE /api/host/webhooks/{id}`. */
export function deleteWebhookRoute(ctx: Context): OfWebhook {
  return async (req, res) => {
    readQuery(noQuery, req);
    await deleteWebhook(ctx, callerOf(res), req.params.id);
    res.status(204).end();
  };
}

/** `POST /api/host/webhooks/{id}/rotate`. */
export function rotateWebhookRoute(ctx: Context): OfWebhook {
  return async (req, res) => {
    readQuery(noQuery, req);
    res.json(keyed(ctx, await rotateWebhookKey(ctx, callerOf(res), req.params.id)));
  };
}

function keyed(ctx: Context, { webhook, key }: KeyedWebhook) {
  return { webhook: webhookView(webhook, ctx.clock.now()), secret: key };
}

/** The URL as it is kept. Where its name leads is asked at each delivery. */
function readTarget(targets: WebhookTargets, text: string): string {
  const message = targets.mistakeIn(text);
  if (message === null) return new URL(text).href;
  const errors = [{ path: '/url', message }];
  throw new Failure('invalid_request', 'Nothing can be sent to this address.', { where: 'body', errors });
}

import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import type { WebhookTargets } from '../notify/webhook-target.ts';
import { byKey } from './auth.ts';
import { jsonBody } from './body.ts';
import {
  changeWebhookRoute,
  createWebhookRoute,
  deleteWebhookRoute,
  rotateWebhookRoute,
  webhookRoute,
  webhooksRoute,
} from './host-webhooks.ts';
import type { Limits } from './limits.ts';
import { of, type Route } from './route.ts';
import { deliveriesRoute, deliveryRoute, retryDeliveryRoute, testWebhookRoute } from './webhook-deliveries.ts';

/** The hosts' API about webhooks, by an API key of their scope. */
export function webhookRoutes(ctx: Context, limits: Limits, targets: WebhookTargets): readonly Route[] {
  const key = byKey(ctx, limits, 'webhooks');
  const by = <Parameters>(handler: RequestHandler<Parameters>) => [key, of(handler)];
  const taking = <Parameters>(handler: RequestHandler<Parameters>) => [key, ...jsonBody, of(handler)];
  const root = '/api/host/webhooks';
  const one = `${root}/:id`;
  return [
    { path: root, get: by(webhooksRoute(ctx)), post: taking(createWebhookRoute(ctx, targets)) },
    {
      path: one,
      get: by(webhookRoute(ctx)),
      put: taking(changeWebhookRoute(ctx, targets)),
      delete: by(deleteWebhookRoute(ctx)),
    },
    { path: `${one}/rotate`, post: by(rotateWebhookRoute(ctx)) },
    { path: `${one}/test`, post: by(testWebhookRoute(ctx)) },
    { path: `${one}/deliveries`, get: by(deliveriesRoute(ctx)) },
    { path: `${one}/deliveries/:deliveryId`, get: by(deliveryRoute(ctx)) },
    { path: `${one}/deliveries/:deliveryId/retry`, post: by(retryDeliveryRoute(ctx)) },
  ];
}

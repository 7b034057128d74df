import type { Context } from '../actions/context.ts';
import type { WebhookTargets } from '../notify/webhook-target.ts';
import { byKey } from './auth.ts';
import { jsonBody } from './body.ts';
import type { Limits } from './limits.ts';
import {
  clientPush,
  hostPush,
  pushDevicesRoute,
  renewPushRoute,
  subscribeRoute,
  testPushRoute,
  unsubscribeRoute,
} from './push.ts';
import { of, type Route } from './route.ts';

/** Notices to browsers: hosts' by an API key of their scope, clients' by their link. */
export function pushRoutes(ctx: Context, limits: Limits, targets: WebhookTargets): readonly Route[] {
  const key = byKey(ctx, limits, 'push');
  const { reads, changes } = limits;
  const client = clientPush(ctx);
  const hosts = '/api/host/push';
  const clients = '/api/portal/:token/push';
  return [
    {
      path: hosts,
      get: [key, of(pushDevicesRoute(ctx, hostPush))],
      post: [key, ...jsonBody, of(subscribeRoute(ctx, hostPush, targets))],
    },
    { path: `${hosts}/:id`, delete: [key, of(unsubscribeRoute<{ id: string }>(ctx, hostPush))] },
    { path: `${hosts}/:id/test`, post: [key, of(testPushRoute<{ id: string }>(ctx, hostPush))] },
    {
      path: clients,
      get: [reads, of(pushDevicesRoute(ctx, client))],
      post: [changes, ...jsonBody, of(subscribeRoute(ctx, client, targets))],
    },
    { path: `${clients}/:id`, delete: [changes, of(unsubscribeRoute<{ token: string; id: string }>(ctx, client))] },
    { path: `${clients}/:id/test`, post: [changes, of(testPushRoute<{ token: string; id: string }>(ctx, client))] },
    { path: '/api/push/renewal', post: [changes, ...jsonBody, renewPushRoute(ctx, targets)] },
  ];
}

import type { Context } from '../actions/context.ts';
import { byKey } from './auth.ts';
import { jsonBody } from './body.ts';
import { blockedRoute, blockRoute, unblockRoute } from './host-blocked.ts';
import type { Limits } from './limits.ts';
import { of, type Route } from './route.ts';

/** The hosts' API about whose bookings are not taken online, by an API key of its scope. */
export function blockedRoutes(ctx: Context, limits: Limits): readonly Route[] {
  const key = byKey(ctx, limits, 'blocked');
  const root = '/api/host/blocked';
  return [
    { path: root, get: [key, blockedRoute(ctx)], post: [key, ...jsonBody, blockRoute(ctx)] },
    { path: `${root}/:id`, delete: [key, of(unblockRoute(ctx))] },
  ];
}

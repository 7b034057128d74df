import type { Context } from '../actions/context.ts';
import type { AppOptions } from './app-options.ts';
import { jsonBody } from './body.ts';
import { liveRoute, readyRoute } from './health.ts';
import { hostRoutes } from './host-routes.ts';
import type { Limits } from './limits.ts';
import { bookMeetingRoute } from './meetings.ts';
import { openApiRoute } from './openapi.ts';
import { portalRoutes } from './portal-routes.ts';
import { of, type Route } from './route.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { listSlotsRoute } from './slots.ts';
import { getTypeRoute, listTypesRoute } from './types.ts';

/** What programs ask. */
export function apiRoutes(ctx: Context, options: AppOptions, limits: Limits): readonly Route[] {
  const { reads, bookings } = limits;
  const { version, logger } = options;
  return [
    { path: '/api/types/:slug/slots', get: [reads, of(listSlotsRoute(ctx))] },
    { path: '/api/types/:slug/meetings', post: [bookings, ...jsonBody, of(bookMeetingRoute(ctx, limits))] },
    { path: '/api/types', get: [reads, listTypesRoute(ctx)] },
    { path: '/api/types/:slug', get: [reads, of(getTypeRoute(ctx))] },
    ...portalRoutes(ctx, options, limits),
    ...signInRoutes(ctx, limits),
    ...hostRoutes(ctx, limits),
    { path: '/healthz', get: [liveRoute] },
    { path: '/readyz', get: [readyRoute(ctx, version, logger)] },
    { path: '/openapi.json', get: [openApiRoute(version, () => ctx.publicUrl)] },
  ];
}

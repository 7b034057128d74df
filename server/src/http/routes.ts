import type { Context } from '../actions/context.ts';
import type { AppOptions } from './app-options.ts';
import { jsonBody } from './body.ts';
import { liveRoute, readyRoute } from './health.ts';
import { hostRoutes } from './host-routes.ts';
import type { Limits } from './limits.ts';
import { openApiRoute } from './openapi.ts';
import { portalLinkRoute } from './portal-link.ts';
import { portalRoutes } from './portal-routes.ts';
import { challengeRoute, proofOfWork } from './proof-of-work.ts';
import { pushRoutes } from './push-routes.ts';
import type { Route } from './route.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { typeRoutes } from './type-routes.ts';

/** What programs ask. */
export function apiRoutes(ctx: Context, options: AppOptions, limits: Limits): readonly Route[] {
  const { version, logger } = options;
  const work = proofOfWork(ctx, options.proofOfWork, options.rateLimit);
  return [
    ...typeRoutes(ctx, limits, work),
    // Before the tokens, of which "link" is none.
    { path: '/api/portal/link', post: [limits.links, work, ...jsonBody, portalLinkRoute(ctx, limits)] },
    ...portalRoutes(ctx, options, limits),
    ...signInRoutes(ctx, limits),
    ...hostRoutes(ctx, limits),
    ...pushRoutes(ctx, limits, options.webhookTargets),
    { path: '/api/challenge', get: [limits.reads, challengeRoute(ctx)] },
    { path: '/healthz', get: [liveRoute] },
    { path: '/readyz', get: [readyRoute(ctx, version, logger)] },
    { path: '/openapi.json', get: [openApiRoute(version, () => ctx.publicUrl)] },
  ];
}

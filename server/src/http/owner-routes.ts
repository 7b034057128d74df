import type { Context } from '../actions/context.ts';
import type { AppOptions } from './app-options.ts';
import { blockedRoutes } from './blocked-routes.ts';
import type { Limits } from './limits.ts';
import type { Route } from './route.ts';
import { templateRoutes } from './template-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

/** The hosts' API about what is everybody's, for owners and admins. */
export function ownerRoutes(ctx: Context, { webhookTargets }: AppOptions, limits: Limits): readonly Route[] {
  return [...blockedRoutes(ctx, limits), ...webhookRoutes(ctx, limits, webhookTargets), ...templateRoutes(ctx, limits)];
}

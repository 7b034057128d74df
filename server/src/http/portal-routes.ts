import type { Context } from '../actions/context.ts';
import { inviteRoute } from './calendar-files.ts';
import type { Limits } from './limits.ts';
import { portalMeetingRoute, portalMeetingsRoute, portalRoute } from './portal.ts';
import { of, type Route } from './route.ts';

/** The clients' portal: what a link opens. */
export function portalRoutes(ctx: Context, limits: Limits): readonly Route[] {
  const { reads } = limits;
  const root = '/api/portal/:token';
  const one = `${root}/meetings/:id`;
  return [
    { path: root, get: [reads, of(portalRoute(ctx))] },
    { path: `${root}/meetings`, get: [reads, of(portalMeetingsRoute(ctx))] },
    { path: one, get: [reads, of(portalMeetingRoute(ctx))] },
    { path: `${one}/invite.ics`, get: [reads, of(inviteRoute(ctx))] },
  ];
}

import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import type { Scope } from '../domain/api-key.ts';
import { byKey } from './auth.ts';
import { jsonBody } from './body.ts';
import { bookForClientRoute } from './host-booking.ts';
import { cancelHostMeetingRoute, changeHostMeetingRoute } from './host-changes.ts';
import { deliveriesRoute, deliveryRoute, retryDeliveryRoute } from './host-deliveries.ts';
import { createKeyRoute, listKeysRoute, revokeKeyRoute } from './host-keys.ts';
import { hostMeetingRoute, hostMeetingsRoute } from './host-meetings.ts';
import { addHostNoteRoute, changeHostNoteRoute, deleteHostNoteRoute, hostNotesRoute } from './host-notes.ts';
import { hostPeopleRoutes } from './host-people-routes.ts';
import { confirmRoute, declineRoute, noShowRoute } from './host-states.ts';
import type { Limits } from './limits.ts';
import { of, type Route } from './route.ts';

/** The hosts' API: each route by an API key of the scope beside it, or a sign-in. */
export function hostRoutes(ctx: Context, limits: Limits): readonly Route[] {
  const by = <Parameters>(scope: Scope, handler: RequestHandler<Parameters>) => [
    byKey(ctx, limits, scope),
    of(handler),
  ];
  /** With a JSON body. */
  const taking = <Parameters>(scope: Scope, handler: RequestHandler<Parameters>) => [
    byKey(ctx, limits, scope),
    ...jsonBody,
    of(handler),
  ];
  const meetings = '/api/host/meetings';
  const one = `${meetings}/:id`;
  const keys = '/api/host/api-keys';
  const deliveries = '/api/host/deliveries';
  return [
    {
      path: meetings,
      get: by('meetings:read', hostMeetingsRoute(ctx)),
      post: taking('meetings:write', bookForClientRoute(ctx, limits)),
    },
    {
      path: one,
      get: by('meetings:read', hostMeetingRoute(ctx)),
      put: taking('meetings:write', changeHostMeetingRoute(ctx)),
      delete: by('meetings:write', cancelHostMeetingRoute(ctx)),
    },
    { path: `${one}/confirm`, post: by('meetings:write', confirmRoute(ctx)) },
    { path: `${one}/decline`, post: taking('meetings:write', declineRoute(ctx)) },
    { path: `${one}/no-show`, post: taking('meetings:write', noShowRoute(ctx)) },
    {
      path: `${one}/notes`,
      get: by('notes:read', hostNotesRoute(ctx)),
      post: taking('notes:write', addHostNoteRoute(ctx)),
    },
    {
      path: `${one}/notes/:noteId`,
      put: taking('notes:write', changeHostNoteRoute(ctx)),
      delete: by('notes:write', deleteHostNoteRoute(ctx)),
    },
    ...hostPeopleRoutes(ctx, limits),
    { path: keys, get: by('keys', listKeysRoute(ctx)), post: taking('keys', createKeyRoute(ctx)) },
    { path: `${keys}/:id`, delete: by('keys', revokeKeyRoute(ctx)) },
    { path: deliveries, get: by('deliveries', deliveriesRoute(ctx)) },
    { path: `${deliveries}/:id`, get: by('deliveries', deliveryRoute(ctx)) },
    { path: `${deliveries}/:id/retry`, post: by('deliveries', retryDeliveryRoute(ctx)) },
  ];
}

import type { Context } from '../actions/context.ts';
import { byKey } from './auth.ts';
import { jsonBody } from './body.ts';
import { clientRoute, clientsRoute, giveLinkRoute, revokeLinksRoute } from './host-clients.ts';
import { changeHostRoute, hostRoute, hostsRoute } from './hosts.ts';
import type { Limits } from './limits.ts';
import { of, type Route } from './route.ts';

/** The people of the hosts' API: the hosts, and those who book with them. */
export function hostPeopleRoutes(ctx: Context, limits: Limits): readonly Route[] {
  const hosts = '/api/host/hosts';
  const clients = '/api/host/clients';
  const readsClients = byKey(ctx, limits, 'clients:read');
  const changesClients = byKey(ctx, limits, 'clients:write');
  const readsHosts = byKey(ctx, limits, 'hosts:read');
  return [
    { path: clients, get: [readsClients, clientsRoute(ctx)] },
    { path: `${clients}/:id`, get: [readsClients, of(clientRoute(ctx))] },
    {
      path: `${clients}/:id/portal-link`,
      post: [changesClients, of(giveLinkRoute(ctx))],
      delete: [changesClients, of(revokeLinksRoute(ctx))],
    },
    { path: hosts, get: [readsHosts, hostsRoute(ctx)] },
    {
      path: `${hosts}/:id`,
      get: [readsHosts, of(hostRoute(ctx))],
      put: [byKey(ctx, limits, 'hosts:write'), ...jsonBody, of(changeHostRoute(ctx))],
    },
  ];
}

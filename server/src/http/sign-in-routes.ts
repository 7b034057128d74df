import type { Context } from '../actions/context.ts';
import { jsonBody } from './body.ts';
import type { Limits } from './limits.ts';
import type { Route } from './route.ts';
import { signedInRoute, signInLinkRoute, signInRoute, signOutRoute } from './sign-in.ts';

/** Signing in to the hosts' API with a browser. */
export function signInRoutes(ctx: Context, limits: Limits): readonly Route[] {
  const { reads, changes, links } = limits;
  return [
    { path: '/api/host/sign-in/link', post: [links, ...jsonBody, signInLinkRoute(ctx, limits)] },
    {
      path: '/api/host/sign-in',
      get: [reads, signedInRoute(ctx)],
      post: [changes, ...jsonBody, signInRoute(ctx, limits)],
      delete: [changes, signOutRoute(ctx)],
    },
  ];
}

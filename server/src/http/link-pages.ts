import type { Context } from '../actions/context.ts';
import type { Limits } from './limits.ts';
import { mailsPage, switchMailsRoute } from './mails-page.ts';
import { linkPage, portalPage } from './portal-page.ts';
import { of, type Route } from './route.ts';

/** What the links in mails lead to. */
export function linkPages(ctx: Context, { reads, changes }: Limits, portalScript: string): readonly Route[] {
  const mails = '/mails/:token';
  return [
    { path: '/portal', get: [reads, linkPage(portalScript)] },
    { path: '/portal/:token', get: [reads, of(portalPage(ctx, portalScript))] },
    { path: mails, get: [reads, of(mailsPage(ctx))], post: [changes, of(switchMailsRoute(ctx, true))] },
    { path: `${mails}/on`, get: [reads, of(mailsPage(ctx))], post: [changes, of(switchMailsRoute(ctx, false))] },
  ];
}

import type { Context } from '../actions/context.ts';
import type { AppOptions } from './app-options.ts';
import { consolePage } from './console-page.ts';
import type { Elements } from './elements.ts';
import type { Limits } from './limits.ts';
import { linkPages } from './link-pages.ts';
import { bookingPage, homePage } from './pages.ts';
import { pushAssets } from './push-assets.ts';
import { of, type Route } from './route.ts';
import { stopPage, stopTextsPage } from './stop-page.ts';

/** What people look at. A `/{slug}` takes any name without a slash, and so comes last of all. */
export function pageRoutes(
  ctx: Context,
  options: AppOptions,
  limits: Limits,
  { bookerScript, portalScript, consoleScript }: Elements,
): readonly Route[] {
  const { reads, changes } = limits;
  return [
    { path: '/', get: [reads, homePage(ctx)] },
    ...pushAssets(),
    ...linkPages(ctx, limits, portalScript),
    { path: '/console', get: [reads, consolePage(consoleScript)] },
    { path: '/console/sign-in', get: [reads, consolePage(consoleScript)] },
    { path: '/t/:token', get: [reads, of(stopPage(ctx))], post: [changes, of(stopTextsPage(ctx))] },
    { path: '/:slug', get: [reads, of(bookingPage(ctx, bookerScript, options.allowedOrigins))] },
  ];
}

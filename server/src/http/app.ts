import express, { type Express, type RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { Failure } from '../domain/failures.ts';
import type { AppOptions } from './app-options.ts';
import { openElements } from './elements.ts';
import { entrance } from './entrance.ts';
import { openLimits } from './limits.ts';
import { crossOrigin } from './origins.ts';
import { ownerRoutes } from './owner-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { pageAssets } from './page-shell.ts';
import { problemAnswers } from './problem.ts';
import type { Route } from './route.ts';
import { apiRoutes } from './routes.ts';
import { securityHeaders } from './security.ts';

/** The whole of HTTP: the order in which a request passes, and the routes (routes.ts). */
export function createApp(ctx: Context, options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // Each answer that has an ETag makes its own.
  app.disable('etag');
  // A parameter given twice shows as a list, and nothing nests.
  app.set('query parser', 'simple');
  app.enable('case sensitive routing');
  app.set('trust proxy', typeof options.trustProxy === 'object' ? [...options.trustProxy] : options.trustProxy);

  const limits = openLimits(options.rateLimit, ctx.store.sharedCounts);
  const elements = openElements(options.elementsDir, () => ctx.publicUrl);
  app.use(entrance(options.logger, ctx.clock));
  app.use(securityHeaders(options.https));
  app.use(namesNothing);
  app.use(OPEN_TO_PAGES, ...crossOrigin(options.allowedOrigins, () => ctx.publicUrl));
  const api = [...apiRoutes(ctx, options, limits), ...ownerRoutes(ctx, options, limits)];
  for (const route of api) mount(app, route);
  app.use(elements.routes, pageAssets());
  if (options.demo) app.use('/demo', options.demo);
  for (const route of pageRoutes(ctx, options, limits, elements)) mount(app, route);
  app.use((_req, _res, next) => next(nothingThere()));
  app.use(
    problemAnswers((error, requestId) => options.logger.error({ err: asError(error), requestId }, 'unexpected error')),
  );
  return app;
}

/** The whole API but the hosts', which browsers of other sites have no business with: its keys belong on servers. */
const OPEN_TO_PAGES = /^\/api(?=\/)(?!\/host\/)/;

const nothingThere = () => new Failure('not_found', 'There is nothing at this address.');

/** A name with a NUL in it is nobody's, and PostgreSQL does not take it for a text. */
const namesNothing: RequestHandler = (req, _res, next) => next(req.path.includes('%00') ? nothingThere() : undefined);

const METHODS = ['get', 'post', 'put', 'delete'] as const;

/** Any other method than the route's own is 405, or an answer to OPTIONS; both name what is allowed. */
function mount(app: Express, described: Route): void {
  const route = app.route(described.path);
  const names: string[] = [];
  for (const method of METHODS) {
    const handlers = described[method];
    if (!handlers) continue;
    route[method](...handlers);
    names.push(...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  }
  const allowed = [...names, 'OPTIONS'].join(', ');
  const otherwise: RequestHandler = (req, res, next) => {
    res.setHeader('Allow', allowed);
    if (req.method === 'OPTIONS') res.status(204).end();
    else next(new Failure('method_not_allowed', `Only ${allowed} are allowed here.`));
  };
  route.all(otherwise);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { byKey } from './auth.ts';
import { jsonBody } from './body.ts';
import {
  changeTemplateRoute,
  previewTemplateRoute,
  revertTemplateRoute,
  templateRoute,
  templatesRoute,
} from './host-templates.ts';
import type { Limits } from './limits.ts';
import { of, type Route } from './route.ts';

/** The hosts' API about the texts of mails, by an API key of their scope. */
export function templateRoutes(ctx: Context, limits: Limits): readonly Route[] {
  const key = byKey(ctx, limits, 'templates');
  const by = <Parameters>(handler: RequestHandler<Parameters>) => [key, of(handler)];
  const taking = <Parameters>(handler: RequestHandler<Parameters>) => [key, ...jsonBody, of(handler)];
  const one = '/api/host/templates/:template/:locale';
  return [
    { path: '/api/host/templates', get: by(templatesRoute(ctx)) },
    {
      path: one,
      get: by(templateRoute(ctx)),
      put: taking(changeTemplateRoute(ctx)),
      delete: by(revertTemplateRoute(ctx)),
    },
    { path: `${one}/preview`, post: taking(previewTemplateRoute(ctx)) },
  ];
}

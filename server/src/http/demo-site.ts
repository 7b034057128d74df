import express, { Router } from 'express';
import type { Context } from '../actions/context.ts';
import { mailboxRoutes } from './mailbox.ts';
import { setPagePolicy } from './security.ts';

/** What only the demo serves: the page of a made-up firm from `folder`, under the policy of our own pages, and the mailbox. */
export function demoSite(ctx: Context, folder: string): Router {
  const site = Router();
  site.use('/mailbox', mailboxRoutes(ctx));
  site.use((_req, res, next) => {
    setPagePolicy(res, 'nobody');
    next();
  });
  site.use(express.static(folder, { cacheControl: false }));
  return site;
}

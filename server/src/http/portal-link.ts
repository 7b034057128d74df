import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { requestPortalLink } from '../actions/send-portal-link.ts';
import type { Limits } from './limits.ts';
import { linkInput } from './portal-contract.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `POST /api/portal/link`: answers the same, after the same work, whether or not anybody is known by the address. */
export function portalLinkRoute(ctx: Context, limits: Limits): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { email, locale } = readBody(linkInput, req);
    await limits.takeLink(email);
    await requestPortalLink(ctx, { email, locale });
    res.status(202).setHeader('Cache-Control', 'private, no-store');
    res.json({});
  };
}

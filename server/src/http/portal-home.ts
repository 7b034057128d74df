import type { RequestHandler } from 'express';
import { chooseTexts, readTexts } from '../actions/choose-texts.ts';
import type { Context } from '../actions/context.ts';
import { type PortalAccess, refuseBeyond } from '../actions/portal-access.ts';
import { feedUrl } from '../actions/portal-links.ts';
import { readPhoneNumber } from '../domain/phone-number.ts';
import type { Limits } from './limits.ts';
import { enterPortal } from './portal.ts';
import { type PortalView, portalChangeInput } from './portal-contract.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `GET /api/portal/{token}`. */
export function portalRoute(ctx: Context): RequestHandler<{ token: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    readQuery(noQuery, req);
    res.json(await portalView(ctx, access));
  };
}

/** `PUT /api/portal/{token}`. A number that is given counts as one that is written to. */
export function changePortalRoute(ctx: Context, limits: Limits): RequestHandler<{ token: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    refuseBeyond(access, 'settle');
    readQuery(noQuery, req);
    const { textMessages: on, phone } = readBody(portalChangeInput, req);
    const number = on ? readPhoneNumber(phone ?? '') : null;
    if (number !== null) await limits.takeMailboxes([number]);
    await chooseTexts(ctx, access.client, { on, phone });
    res.json(await portalView(ctx, access));
  };
}

async function portalView(ctx: Context, { scope, client, guest }: PortalAccess): Promise<PortalView> {
  const { timeZone, locale } = client;
  const { name, email } = guest ?? client;
  const view = { client: { name, email, timeZone, locale }, scope, links: {} };
  if (scope !== 'client') return view;
  const feed = await feedUrl(ctx, client.id);
  const textMessages = (await readTexts(ctx, client)) ?? undefined;
  return { ...view, links: feed === null ? {} : { feed }, ...(textMessages && { textMessages }) };
}

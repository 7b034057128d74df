import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { openPortal, type PortalAccess } from '../actions/portal-access.ts';
import { feedUrl } from '../actions/portal-links.ts';
import { listPortalMeetings, readPortalMeeting } from '../actions/portal-meetings.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { setMeetingTag } from './entity-tag.ts';
import { meetingsQuery, type OpenMeetingView, type PortalMeetingListView, type PortalView } from './portal-contract.ts';
import { portalMeetingView } from './portal-view.ts';
import { noQuery, readQuery } from './validate.ts';

/** Opens what a link opens, before anything else is looked at; the answer stays out of every cache. */
export async function enterPortal<Path extends { token: string }>(
  ctx: Context,
  req: Request<Path>,
  res: Response,
): Promise<PortalAccess> {
  res.setHeader('Cache-Control', 'private, no-store');
  return openPortal(ctx, req.params.token);
}

/** `GET /api/portal/{token}`. */
export function portalRoute(ctx: Context): RequestHandler<{ token: string }> {
  return async (req, res) => {
    const { scope, client, guest } = await enterPortal(ctx, req, res);
    readQuery(noQuery, req);
    const { timeZone, locale } = client;
    const feed = scope === 'client' ? await feedUrl(ctx, client.id) : null;
    const { name, email } = guest ?? client;
    const view: PortalView = { client: { name, email, timeZone, locale }, scope, links: feed === null ? {} : { feed } };
    res.json(view);
  };
}

const PAGE = 50;

/** `GET /api/portal/{token}/meetings`. */
export function portalMeetingsRoute(ctx: Context): RequestHandler<{ token: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    const { status, from, to, limit = PAGE, cursor } = readQuery(meetingsQuery, req, ['status']);
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const { items, next } = await listPortalMeetings(ctx, access, { statuses: status, from, to, after, limit });
    const view: PortalMeetingListView = {
      items: items.map((item) => portalMeetingView(item, access.scope)),
      nextCursor: next && writeCursor(next),
    };
    res.json(view);
  };
}

/** `GET /api/portal/{token}/meetings/{id}`. */
export function portalMeetingRoute(ctx: Context): RequestHandler<{ token: string; id: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    readQuery(noQuery, req);
    const found = await readPortalMeeting(ctx, access, req.params.id);
    setMeetingTag(res, found.meeting);
    const view: OpenMeetingView = { meeting: portalMeetingView(found, access.scope), notes: [] };
    res.json(view);
  };
}

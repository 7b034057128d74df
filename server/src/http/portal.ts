import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { openPortal, readMeeting } from '../actions/portal-access.ts';
import { Failure } from '../domain/failures.ts';
import type { Meeting } from '../domain/meeting.ts';
import { meetingInvite } from '../notify/invite.ts';
import { meetingView } from './meeting-view.ts';
import type { PortalView } from './portal-contract.ts';
import { noQuery, readQuery } from './validate.ts';

/** `GET /api/portal/{token}`. */
export function portalRoute(ctx: Context): RequestHandler<{ token: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    keepPrivate(res);
    const { scope, client } = await openPortal(ctx, req.params.token);
    if (scope === 'feed') throw new Failure('not_found', 'There is nothing here, or the link is no longer valid.');
    const { name, email, timeZone, locale } = client;
    const view: PortalView = { client: { name, email, timeZone, locale }, scope, links: {} };
    res.json(view);
  };
}

/** `GET /api/portal/{token}/meetings/{id}`. */
export function portalMeetingRoute(ctx: Context): RequestHandler<{ token: string; id: string }> {
  return async (req, res) => {
    const meeting = await meetingOf(ctx, req, res);
    res.json({ meeting: meetingView(meeting) });
  };
}

/** `GET /api/portal/{token}/meetings/{id}/invite.ics`. */
export function inviteRoute(ctx: Context): RequestHandler<{ token: string; id: string }> {
  return async (req, res) => {
    const meeting = await meetingOf(ctx, req, res);
    const method = meeting.status === 'cancelled' ? 'CANCEL' : 'REQUEST';
    res.setHeader('Content-Type', `text/calendar; charset=utf-8; method=${method}`);
    res.setHeader('Content-Disposition', 'attachment; filename="invite.ics"');
    res.end(meetingInvite(meeting, { method, mailFrom: null }));
  };
}

async function meetingOf(ctx: Context, req: Request<{ token: string; id: string }>, res: Response): Promise<Meeting> {
  readQuery(noQuery, req);
  keepPrivate(res);
  const access = await openPortal(ctx, req.params.token);
  if (access.scope === 'feed') throw new Failure('not_found', 'There is nothing here, or the link is no longer valid.');
  return readMeeting(ctx, access, req.params.id);
}

/** What only this client may see stays out of every cache. */
function keepPrivate(res: Response): void {
  res.setHeader('Cache-Control', 'private, no-store');
}

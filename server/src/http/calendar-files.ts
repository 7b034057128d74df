import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { readMeeting } from '../actions/portal-access.ts';
import { meetingInvite } from '../notify/invite.ts';
import { enterPortal } from './portal.ts';
import { noQuery, readQuery } from './validate.ts';

/** `GET /api/portal/{token}/meetings/{id}/invite.ics`: what the last mail about the meeting asks of a calendar. */
export function inviteRoute(ctx: Context): RequestHandler<{ token: string; id: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    readQuery(noQuery, req);
    const meeting = await readMeeting(ctx, access, req.params.id);
    const method = meeting.status === 'cancelled' ? 'CANCEL' : 'REQUEST';
    res.setHeader('Content-Type', `text/calendar; charset=utf-8; method=${method}`);
    res.setHeader('Content-Disposition', 'attachment; filename="invite.ics"');
    res.end(meetingInvite(meeting, { method, mailFrom: null }));
  };
}

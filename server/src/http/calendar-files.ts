import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { listFeed } from '../actions/list-feed.ts';
import { readMeeting } from '../actions/portal-access.ts';
import { meetingFeed, meetingInvite } from '../notify/invite.ts';
import { pageLanguageOf, pageWords } from './page-words.ts';
import { enterPortal } from './portal.ts';
import { passingRepresentation, sendRepresentation } from './representation.ts';
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

/** `GET /api/portal/{feedToken}/feed.ics`: for calendars that subscribe, which ask again and again and mostly find nothing new. */
export function feedRoute(ctx: Context): RequestHandler<{ token: string }> {
  return async (req, res) => {
    res.setHeader('Cache-Control', 'private, no-store');
    const { client, meetings } = await listFeed(ctx, req.params.token);
    readQuery(noQuery, req);
    const { feedName } = pageWords[pageLanguageOf(client.locale)];
    const feed = Buffer.from(meetingFeed(meetings, feedName(new URL(ctx.publicUrl).hostname)));
    res.setHeader('Content-Disposition', 'inline; filename="meetings.ics"');
    sendRepresentation(req, res, passingRepresentation(FEED_TYPE, feed), 'private, no-cache');
  };
}

const FEED_TYPE = 'text/calendar; charset=utf-8; method=PUBLISH';

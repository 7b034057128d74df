import type { RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { reachMeeting } from '../actions/host-access.ts';
import { asHostMeeting, listReachedMeetings } from '../actions/host-meetings.ts';
import type { Meeting } from '../domain/meeting.ts';
import { callerOf } from './auth.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { setMeetingTag } from './entity-tag.ts';
import { hostMeetingsQuery } from './host-contract.ts';
import { hostMeetingView } from './host-view.ts';
import { noQuery, readQuery } from './validate.ts';

const PAGE = 50;

/** `GET /api/host/meetings`. */
export function hostMeetingsRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    const query = readQuery(hostMeetingsQuery, req, ['status']);
    const { items, next } = await listReachedMeetings(ctx, callerOf(res), {
      statuses: query.status,
      from: query.from,
      to: query.to,
      order: query.order,
      after: query.cursor === undefined ? undefined : readCursor(query.cursor),
      limit: query.limit ?? PAGE,
      typeSlug: query.type,
      hostId: query.host,
      clientId: query.client,
      search: query.q,
    });
    res.json({ items: items.map(hostMeetingView), nextCursor: next && writeCursor(next) });
  };
}

/** `GET /api/host/meetings/{id}`. */
export function hostMeetingRoute(ctx: Context): RequestHandler<{ id: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    const meeting = await reachMeeting(ctx, callerOf(res), req.params.id);
    await sendHostMeeting(ctx, res, meeting);
  };
}

/** Answers a meeting that was read or written, with its revision as its ETag. */
export async function sendHostMeeting(ctx: Context, res: Response, meeting: Meeting): Promise<void> {
  setMeetingTag(res, meeting);
  res.json({ meeting: hostMeetingView(await asHostMeeting(ctx, meeting)) });
}

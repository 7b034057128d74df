import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { listNotes } from '../actions/list-notes.ts';
import { openPortal, type PortalAccess } from '../actions/portal-access.ts';
import { listPortalMeetings, readPortalMeeting } from '../actions/portal-meetings.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { setMeetingTag } from './entity-tag.ts';
import { noteView } from './note-view.ts';
import {
  meetingQuery,
  meetingsQuery,
  type NoteView,
  type OpenMeetingView,
  type PortalMeetingListView,
} from './portal-contract.ts';
import { portalMeetingView } from './portal-view.ts';
import { readQuery } from './validate.ts';
import { offsetsAround, readZone } from './zone-offsets.ts';

/** Opens what a link opens, before anything else is looked at; the answer stays out of every cache. */
export async function enterPortal<Path extends { token: string }>(
  ctx: Context,
  req: Request<Path>,
  res: Response,
): Promise<PortalAccess> {
  res.setHeader('Cache-Control', 'private, no-store');
  return openPortal(ctx, req.params.token);
}

const PAGE = 50;

/** `GET /api/portal/{token}/meetings`. */
export function portalMeetingsRoute(ctx: Context): RequestHandler<{ token: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    const { status, limit = PAGE, cursor, timeZone, ...wish } = readQuery(meetingsQuery, req, ['status']);
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const zone = readZone(timeZone);
    const { items, next } = await listPortalMeetings(ctx, access, { ...wish, statuses: status, after, limit });
    const meetings = items.map(({ meeting }) => meeting);
    const view: PortalMeetingListView = {
      items: items.map((item) => portalMeetingView(item, access.scope)),
      nextCursor: next && writeCursor(next),
      ...offsetsAround(zone, meetings, ctx.clock.now()),
    };
    res.json(view);
  };
}

/** `GET /api/portal/{token}/meetings/{id}`. */
export function portalMeetingRoute(ctx: Context): RequestHandler<{ token: string; id: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    const zone = readZone(readQuery(meetingQuery, req).timeZone);
    const found = await readPortalMeeting(ctx, access, req.params.id);
    setMeetingTag(res, found.meeting);
    const view: OpenMeetingView = {
      meeting: portalMeetingView(found, access.scope),
      notes: await notesFor(ctx, access, req.params.id),
      ...offsetsAround(zone, [found.meeting], ctx.clock.now()),
    };
    res.json(view);
  };
}

async function notesFor(ctx: Context, { scope, client }: PortalAccess, meetingId: string): Promise<NoteView[]> {
  if (scope === 'guest') return [];
  const reader = { role: 'client' as const, clientId: client.id, name: client.name };
  return (await listNotes(ctx, { meetingId, reader })).map(noteView);
}

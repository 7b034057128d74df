import type { RequestHandler } from 'express';
import { bookMeeting } from '../actions/book-meeting.ts';
import type { Context } from '../actions/context.ts';
import { refuseBeyond } from '../actions/portal-access.ts';
import { asPortalMeeting } from '../actions/portal-meetings.ts';
import { setMeetingTag } from './entity-tag.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import type { Limits } from './limits.ts';
import { meetingLinks } from './meeting-links.ts';
import { enterPortal } from './portal.ts';
import { type PortalBookedView, portalBookingInput } from './portal-contract.ts';
import { portalMeetingView } from './portal-view.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `POST /api/portal/{token}/meetings`: books as anybody does, in the name of the client whom the link is for. */
export function portalBookingRoute(ctx: Context, limits: Limits): RequestHandler<{ token: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    refuseBeyond(access, 'book');
    readQuery(noQuery, req);
    const input = readBody(portalBookingInput, req);
    const { type: slug, timeZone = access.client.timeZone, ...wish } = input;
    const { id, name, email, phone, locale } = access.client;
    const idempotency = readIdempotencyKey(req, `POST portal ${id}`, input);
    const giveBack = await limits.takeMailboxes([email, ...(input.guests ?? [])]);
    const client = { name, email, phone: phone ?? undefined };
    // A link to all of a client's meetings reaches nobody but by their own mailbox.
    const command = { slug, ...wish, timeZone, locale, client, idempotency, isProven: true };
    const booked = await bookMeeting(ctx, command).catch((failure: unknown) => {
      giveBack();
      throw failure;
    });
    const view: PortalBookedView = {
      meeting: portalMeetingView(await asPortalMeeting(ctx, booked.meeting), access.scope),
      portalToken: booked.portalToken,
      links: meetingLinks(ctx.publicUrl, booked.portalToken, booked.meeting),
    };
    setMeetingTag(res, booked.meeting);
    res.status(201);
    res.json(view);
  };
}

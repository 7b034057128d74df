import type { RequestHandler } from 'express';
import { bookMeeting } from '../actions/book-meeting.ts';
import type { Context } from '../actions/context.ts';
import { type BookedView, bookingInput } from './contract.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { writtenTo } from './limit-keys.ts';
import type { Limits } from './limits.ts';
import { meetingLinks } from './meeting-links.ts';
import { meetingView } from './meeting-view.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `POST /api/types/{slug}/meetings`. */
export function bookMeetingRoute(ctx: Context, limits: Limits): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { slug } = req.params;
    const input = readBody(bookingInput, req);
    const idempotency = readIdempotencyKey(req, `POST ${slug}`, input);
    const giveBack = await limits.takeMailboxes(writtenTo(input));
    const booked = await bookMeeting(ctx, { slug, ...input, idempotency }).catch((failure: unknown) => {
      giveBack();
      throw failure;
    });
    const view: BookedView = {
      meeting: meetingView(booked.meeting),
      portalToken: booked.portalToken,
      links: meetingLinks(ctx.publicUrl, booked.portalToken, booked.meeting),
    };
    res.status(201).setHeader('Cache-Control', 'private, no-store');
    res.json(view);
  };
}

import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { bookMeeting } from '../actions/book-meeting.ts';
import type { Context } from '../actions/context.ts';
import { Failure } from '../domain/failures.ts';
import { type BookedView, type BookingInput, bookingInput } from './contract.ts';
import type { Limits } from './limits.ts';
import { meetingLinks } from './meeting-links.ts';
import { meetingView } from './meeting-view.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `POST /api/types/{slug}/meetings`. */
export function bookMeetingRoute(ctx: Context, limits: Limits): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { slug } = req.params;
    const key = readIdempotencyKey(req);
    const input = readBody(bookingInput, req);
    const giveBack = await limits.takeMailboxes([input.client.email, ...(input.guests ?? [])]);
    const booked = await bookMeeting(ctx, {
      slug,
      ...input,
      ...(key === null ? {} : { idempotency: { scope: `POST ${slug}`, key, requestHash: hashOf(input) } }),
    }).catch((failure: unknown) => {
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

function readIdempotencyKey(req: Request<{ slug: string }>): string | null {
  const key = req.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new Failure('invalid_request', 'The Idempotency-Key is not valid.', {
    where: 'query',
    errors: [{ path: 'Idempotency-Key', message: 'must be 1–255 visible ASCII characters' }],
  });
}

/** Two bodies that mean the same have the same hash, however they were written. */
function hashOf(input: BookingInput): string {
  const inOrder = (_: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256').update(JSON.stringify(input, inOrder)).digest('hex');
}

import type { RequestHandler } from 'express';
import { bookForClient } from '../actions/book-for-client.ts';
import type { Context } from '../actions/context.ts';
import { callerOf } from './auth.ts';
import { hostBookingInput } from './host-contract.ts';
import { sendHostMeeting } from './host-meetings.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { writtenTo } from './limit-keys.ts';
import type { Limits } from './limits.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `POST /api/host/meetings`: a booking for a client. */
export function bookForClientRoute(ctx: Context, limits: Limits): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const caller = callerOf(res);
    const input = readBody(hostBookingInput, req);
    const { type: slug, host: hostId, ...wish } = input;
    const idempotency = readIdempotencyKey(req, `POST host meetings ${caller.keyId}`, input);
    const giveBack = await limits.takeMailboxes(writtenTo(input));
    const booked = bookForClient(ctx, caller, { slug, hostId, ...wish, idempotency });
    const meeting = await booked.catch((failure: unknown) => {
      giveBack();
      throw failure;
    });
    res.status(201).setHeader('Location', `${ctx.publicUrl}/api/host/meetings/${meeting.id}`);
    await sendHostMeeting(ctx, res, meeting);
  };
}

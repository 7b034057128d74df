import type { RequestHandler } from 'express';
import { confirmMeeting } from '../actions/confirm-meeting.ts';
import type { Context } from '../actions/context.ts';
import { declineMeeting } from '../actions/decline-meeting.ts';
import { markNoShow } from '../actions/mark-no-show.ts';
import { reachToChange } from './host-changes.ts';
import { declineInput, noShowInput } from './host-contract.ts';
import { sendHostMeeting } from './host-meetings.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

type OfMeeting = RequestHandler<{ id: string }>;

/** `POST /api/host/meetings/{id}/confirm`. */
export function confirmRoute(ctx: Context): OfMeeting {
  return async (req, res) => {
    readQuery(noQuery, req);
    await sendHostMeeting(ctx, res, await confirmMeeting(ctx, await reachToChange(ctx, req, res)));
  };
}

/** `POST /api/host/meetings/{id}/decline`. */
export function declineRoute(ctx: Context): OfMeeting {
  return async (req, res) => {
    readQuery(noQuery, req);
    const command = await reachToChange(ctx, req, res);
    const { reason = null } = readBody(declineInput, req) ?? {};
    await sendHostMeeting(ctx, res, await declineMeeting(ctx, { ...command, reason }));
  };
}

/** `POST /api/host/meetings/{id}/no-show`. */
export function noShowRoute(ctx: Context): OfMeeting {
  return async (req, res) => {
    readQuery(noQuery, req);
    const command = await reachToChange(ctx, req, res);
    const { noShow } = readBody(noShowInput, req);
    await sendHostMeeting(ctx, res, await markNoShow(ctx, { ...command, noShow }));
  };
}

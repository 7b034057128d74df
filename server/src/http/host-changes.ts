import type { Request, RequestHandler, Response } from 'express';
import { cancelMeeting } from '../actions/cancel-meeting.ts';
import { changeMeeting } from '../actions/change-meeting.ts';
import type { Context } from '../actions/context.ts';
import { reachMeeting } from '../actions/host-access.ts';
import type { ChangeCommand } from '../actions/meeting-to-change.ts';
import { callerOf } from './auth.ts';
import { readIfMatch } from './entity-tag.ts';
import { cancelQuery } from './host-contract.ts';
import { sendHostMeeting } from './host-meetings.ts';
import { meetingChangeInput } from './portal-contract.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

type OfMeeting = RequestHandler<{ id: string }>;

/** `PUT /api/host/meetings/{id}`. */
export function changeHostMeetingRoute(ctx: Context): OfMeeting {
  return async (req, res) => {
    readQuery(noQuery, req);
    const command = await reachToChange(ctx, req, res);
    const { status, cancellationReason: reason = null, ...changes } = readBody(meetingChangeInput, req);
    const done = status ? cancelMeeting(ctx, { ...command, reason }) : changeMeeting(ctx, { ...command, changes });
    await sendHostMeeting(ctx, res, await done);
  };
}

/** `DELETE /api/host/meetings/{id}`. */
export function cancelHostMeetingRoute(ctx: Context): OfMeeting {
  return async (req, res) => {
    const { reason = null } = readQuery(cancelQuery, req);
    const command = await reachToChange(ctx, req, res);
    await sendHostMeeting(ctx, res, await cancelMeeting(ctx, { ...command, reason }));
  };
}

/** The meeting, which the caller reaches, and the caller as who changes it. */
export async function reachToChange(ctx: Context, req: Request<{ id: string }>, res: Response): Promise<ChangeCommand> {
  const caller = callerOf(res);
  const { id: meetingId } = await reachMeeting(ctx, caller, req.params.id);
  return { meetingId, actor: { role: 'host', hostId: caller.host.id }, ifMatch: readIfMatch(req, meetingId) };
}

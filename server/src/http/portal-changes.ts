import type { RequestHandler, Response } from 'express';
import { cancelMeeting } from '../actions/cancel-meeting.ts';
import { changeMeeting } from '../actions/change-meeting.ts';
import type { Context } from '../actions/context.ts';
import { type PortalAccess, readMeeting, refuseBeyond } from '../actions/portal-access.ts';
import { asPortalMeeting } from '../actions/portal-meetings.ts';
import { respondAsGuest } from '../actions/respond-as-guest.ts';
import type { Meeting } from '../domain/meeting.ts';
import { readIfMatch, setMeetingTag } from './entity-tag.ts';
import type { Limits } from './limits.ts';
import { enterPortal } from './portal.ts';
import { type ChangedMeetingView, guestResponseInput, meetingChangeInput } from './portal-contract.ts';
import { portalMeetingView } from './portal-view.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

interface MeetingPath {
  readonly token: string;
  readonly id: string;
}

const ACTOR = { role: 'client' } as const;

/** `PUT /api/portal/{token}/meetings/{id}`. What is mailed to whom the client names is counted, as with a booking. */
export function changeMeetingRoute(ctx: Context, limits: Limits): RequestHandler<MeetingPath> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    refuseBeyond(access, 'change');
    readQuery(noQuery, req);
    const before = await readMeeting(ctx, access, req.params.id);
    const { status, cancellationReason = null, ...changes } = readBody(meetingChangeInput, req);
    const command = { meetingId: before.id, actor: ACTOR, ifMatch: readIfMatch(req, before.id) };
    if (status === 'cancelled') {
      const reason = cancellationReason?.trim() || null;
      await sendMeeting(ctx, res, access, await cancelMeeting(ctx, { ...command, reason }));
      return;
    }
    const giveBack = await limits.takeMailboxes(writtenTo(before, changes.guests));
    const meeting = await changeMeeting(ctx, { ...command, changes }).catch((failure: unknown) => {
      giveBack();
      throw failure;
    });
    if (meeting.revision === before.revision) giveBack();
    await sendMeeting(ctx, res, access, meeting);
  };
}

/** `DELETE /api/portal/{token}/meetings/{id}`. */
export function cancelMeetingRoute(ctx: Context): RequestHandler<MeetingPath> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    refuseBeyond(access, 'change');
    readQuery(noQuery, req);
    const { id: meetingId } = await readMeeting(ctx, access, req.params.id);
    const ifMatch = readIfMatch(req, meetingId);
    const meeting = await cancelMeeting(ctx, { meetingId, actor: ACTOR, ifMatch, reason: null });
    await sendMeeting(ctx, res, access, meeting);
  };
}

/** `POST …/response`: a guest's, by their own link. */
export function guestResponseRoute(ctx: Context): RequestHandler<MeetingPath> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    refuseBeyond(access, 'respond');
    readQuery(noQuery, req);
    const { id: meetingId, sequence } = await readMeeting(ctx, access, req.params.id);
    const { response } = readBody(guestResponseInput, req);
    const { email } = access.guest ?? access.client;
    await sendMeeting(ctx, res, access, await respondAsGuest(ctx, { meetingId, email, response, sequence }));
  };
}

/** The client and the guests, those of before and those to come. */
function writtenTo({ participants }: Meeting, guests: readonly string[] = []): string[] {
  return [...participants.filter(({ role }) => role !== 'host').map(({ email }) => email), ...guests];
}

async function sendMeeting(ctx: Context, res: Response, access: PortalAccess, meeting: Meeting): Promise<void> {
  setMeetingTag(res, meeting);
  const view: ChangedMeetingView = { meeting: portalMeetingView(await asPortalMeeting(ctx, meeting), access.scope) };
  res.json(view);
}

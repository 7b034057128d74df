import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { listMoveSlots } from '../actions/list-move-slots.ts';
import { readMeeting, refuseBeyond } from '../actions/portal-access.ts';
import { slotsQuery } from './contract.ts';
import { enterPortal } from './portal.ts';
import { slotsView } from './slots.ts';
import { readQuery } from './validate.ts';

/** `GET /api/portal/{token}/meetings/{id}/slots`: the starts that the meeting can be moved to, as those of a type. */
export function moveSlotsRoute(ctx: Context): RequestHandler<{ token: string; id: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    refuseBeyond(access, 'change');
    const query = readQuery(slotsQuery, req);
    const { id: meetingId } = await readMeeting(ctx, access, req.params.id);
    res.json(slotsView(await listMoveSlots(ctx, { meetingId, ...query })));
  };
}

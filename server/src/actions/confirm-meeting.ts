import { allow, type Meeting, statusAt } from '../domain/meeting.ts';
import { confirmed } from '../domain/meeting-changes.ts';
import { findTypeById } from '../store/meeting-types.ts';
import { updateMeeting } from '../store/meetings.ts';
import type { Context } from './context.ts';
import { type ChangeCommand, meetingToChange } from './meeting-to-change.ts';
import { oweChange } from './owed-jobs.ts';

/**
 * A host agrees to a meeting that awaits their confirmation: everybody is invited.
 * Throws Failure not_found, version_conflict, meeting_closed (its deadline has passed, too) or change_refused.
 */
export async function confirmMeeting(ctx: Context, command: ChangeCommand): Promise<Meeting> {
  const meeting = await ctx.store.write(async (tx) => {
    const now = ctx.clock.now();
    const { meeting: before } = await meetingToChange(tx, command);
    allow(command.actor.role, 'confirm', statusAt(before, now));
    const after = confirmed(before, now);
    await updateMeeting(tx, before, after);
    const type = await findTypeById(tx, after.type.id);
    await oweChange(ctx, tx, { meeting: after, before, change: 'confirmed', by: 'host', type });
    return after;
  });
  ctx.wakeWorker();
  return meeting;
}

import { allow, type Meeting, statusAt } from '../domain/meeting.ts';
import type { Context } from './context.ts';
import { endMeeting } from './end-meeting.ts';
import { type ChangeCommand, meetingToChange } from './meeting-to-change.ts';

/** Who declines which meeting, and why (null: they do not say). */
export interface DeclineMeeting extends ChangeCommand {
  readonly reason: string | null;
}

/**
 * A host declines a meeting that awaits their confirmation: it is cancelled, its time is free at once, and its people are told.
 * Throws Failure not_found, version_conflict, meeting_closed or change_refused.
 */
export async function declineMeeting(ctx: Context, command: DeclineMeeting): Promise<Meeting> {
  const meeting = await ctx.store.write(async (tx) => {
    const found = await meetingToChange(tx, command);
    allow(command.actor.role, 'decline', statusAt(found.meeting, ctx.clock.now()));
    return endMeeting(ctx, tx, found, { by: command.actor.role, reason: command.reason });
  });
  ctx.wakeWorker();
  return meeting;
}

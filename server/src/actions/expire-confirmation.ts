import { allow, statusAt } from '../domain/meeting.ts';
import { findMeetingToChange } from '../store/meetings.ts';
import type { Context } from './context.ts';
import { endMeeting } from './end-meeting.ts';

/**
 * Lets a meeting lapse that still awaits its host when its deadline has passed: it is cancelled by the system, its time is free
 * again if no other seat of the session stands, and its people are told. Anything else stays as it is. Answers whether it lapsed.
 */
export async function expireConfirmation(ctx: Context, { meetingId }: { meetingId: string }): Promise<boolean> {
  const lapsed = await ctx.store.write(async (tx) => {
    const found = await findMeetingToChange(tx, meetingId);
    if (found?.meeting.status !== 'scheduled') return false;
    if (statusAt(found.meeting, ctx.clock.now()) === 'scheduled') return false;
    allow('system', 'lapse', found.meeting.status);
    await endMeeting(ctx, tx, found, { by: 'system', reason: null });
    return true;
  });
  if (lapsed) ctx.wakeWorker();
  return lapsed;
}

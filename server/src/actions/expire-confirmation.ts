import { cancelled } from '../domain/meeting-changes.ts';
import { findMeetingToChange, updateMeetingStatus } from '../store/meetings.ts';
import { meetingTokenId } from '../store/portal-tokens.ts';
import { lockSession, releaseClaims } from '../store/sessions.ts';
import type { Context } from './context.ts';
import { oweChange } from './owed-jobs.ts';

/**
 * Lets a meeting lapse that still awaits its host when its deadline has passed: it is cancelled by the system, its time is free
 * again if no other seat of the session stands, and the client is told. Anything else stays as it is. Answers whether it lapsed.
 */
export async function expireConfirmation(ctx: Context, { meetingId }: { meetingId: string }): Promise<boolean> {
  const lapsed = await ctx.store.write(async (tx) => {
    const now = ctx.clock.now();
    const found = await findMeetingToChange(tx, meetingId);
    if (found?.meeting.status !== 'scheduled') return false;
    if (found.meeting.confirmBy === null || found.meeting.confirmBy > now) return false;
    const meeting = cancelled(found.meeting, 'system', null, now);
    await lockSession(tx, found.sessionId);
    await updateMeetingStatus(tx, meeting);
    await releaseClaims(tx, found.sessionId);
    await oweChange(ctx, tx, meeting, 'cancelled', { portalTokenId: meetingTokenId(meetingId), invited: false });
    return true;
  });
  if (lapsed) ctx.wakeWorker();
  return lapsed;
}

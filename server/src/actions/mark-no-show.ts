import { Failure } from '../domain/failures.ts';
import { allow, type Meeting } from '../domain/meeting.ts';
import { withNoShow } from '../domain/meeting-changes.ts';
import { updateMeeting } from '../store/meetings.ts';
import type { Context } from './context.ts';
import { type ChangeCommand, meetingToChange } from './meeting-to-change.ts';
import { oweEvent } from './owe-events.ts';

/** Of which meeting a host says that its client did not come (or, false, came after all). */
export interface MarkNoShow extends ChangeCommand {
  readonly noShow: boolean;
}

/**
 * A host says, once the meeting has begun, that its client did not come; once it has ended, that they did after all. Said again it
 * changes nothing. Nobody is told but webhooks, of what is completed after all. Throws Failure not_found, version_conflict, meeting_closed or change_refused.
 */
export async function markNoShow(ctx: Context, command: MarkNoShow): Promise<Meeting> {
  const { noShow, actor } = command;
  const meeting = await ctx.store.write(async (tx) => {
    const now = ctx.clock.now();
    const { meeting: before } = await meetingToChange(tx, command);
    if (before.status === (noShow ? 'no_show' : 'completed')) return before;
    allow(actor.role, noShow ? 'mark_no_show' : 'undo_no_show', before.status);
    const from = noShow ? before.start : before.end;
    if (now < from)
      throw new Failure('change_refused', `This can be said once the meeting has ${noShow ? 'begun' : 'ended'}.`);
    const after = withNoShow(before, noShow, now);
    await updateMeeting(tx, before, after);
    if (!noShow) await oweEvent(ctx, tx, { type: 'meeting.completed', meeting: after });
    return after;
  });
  if (!noShow) ctx.wakeWorker();
  return meeting;
}

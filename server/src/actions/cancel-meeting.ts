import { allow, type Meeting, statusAt } from '../domain/meeting.ts';
import { changesOpen, refusalFor } from '../domain/meeting-changes.ts';
import type { Transaction } from '../store/database.ts';
import { findTypeById } from '../store/meeting-types.ts';
import type { Context } from './context.ts';
import { endMeeting } from './end-meeting.ts';
import { type ChangeCommand, meetingOnceMore, refuseStale } from './meeting-to-change.ts';

/** Who cancels which meeting, and why (null: they do not say). */
export interface CancelMeeting extends ChangeCommand {
  readonly reason: string | null;
}

/**
 * Cancels a meeting: it is kept as cancelled, its time is free at once, and its people are told. Asked for again it answers the same and
 * sends nothing, whichever revision the caller has seen. Throws Failure not_found, version_conflict, meeting_closed, change_refused or
 * change_notice_passed.
 */
export async function cancelMeeting(ctx: Context, command: CancelMeeting): Promise<Meeting> {
  const { meeting, isNew } = await ctx.store.write((tx) => cancelOnce(ctx, tx, command));
  if (isNew) ctx.wakeWorker();
  return meeting;
}

async function cancelOnce(ctx: Context, tx: Transaction, command: CancelMeeting) {
  const { role } = command.actor;
  const found = await meetingOnceMore(tx, command);
  const { meeting } = found;
  if (meeting.status === 'cancelled') return { meeting, isNew: false };
  refuseStale(command, found);
  const now = ctx.clock.now();
  allow(role, 'cancel', statusAt(meeting, now));
  if (role === 'client') {
    const type = await findTypeById(tx, meeting.type.id);
    const open = type && changesOpen(meeting, type, now);
    if (open?.reason && !open.canCancel) throw refusalFor(open.reason);
  }
  return { meeting: await endMeeting(ctx, tx, found, { by: role, reason: command.reason }), isNew: true };
}

import type { Meeting } from '../domain/meeting.ts';
import { cancelled } from '../domain/meeting-changes.ts';
import type { Transaction } from '../store/database.ts';
import { type FoundMeeting, updateMeeting } from '../store/meetings.ts';
import { lockSession, releaseClaims } from '../store/sessions.ts';
import type { Context } from './context.ts';
import { oweChange } from './owed-jobs.ts';

/** Who ends a meeting, and what they say of it. */
export interface Ending {
  readonly by: NonNullable<Meeting['cancelledBy']>;
  readonly reason: string | null;
}

/**
 * Cancels a meeting that still stands, in the transaction that has locked it: its time is free again if no other seat of the session
 * stands, and its people are told. Of one that a host has not confirmed, the host's cancelling is a refusal.
 */
export async function endMeeting(
  ctx: Context,
  tx: Transaction,
  { meeting: before, sessionId }: FoundMeeting,
  { by, reason }: Ending,
): Promise<Meeting> {
  const meeting = cancelled(before, by, reason, ctx.clock.now());
  await lockSession(tx, sessionId);
  await updateMeeting(tx, before, meeting);
  await releaseClaims(tx, sessionId);
  const change = by === 'host' && before.status === 'scheduled' ? 'declined' : 'cancelled';
  await oweChange(ctx, tx, { meeting, before, change, by, type: null });
  return meeting;
}

import { Failure } from '../domain/failures.ts';
import { isStanding, type Meeting, type ParticipantResponse, statusAt } from '../domain/meeting.ts';
import { withResponse } from '../domain/meeting-changes.ts';
import { findMeetingToChange, updateMeeting } from '../store/meetings.ts';
import type { Context } from './context.ts';

/** Which guest answers what to the invitation to which meeting. */
export interface GuestResponse {
  readonly meetingId: string;
  readonly email: string;
  readonly response: Extract<ParticipantResponse, 'accepted' | 'declined'>;
}

/**
 * Keeps a guest's answer; the same once more writes nothing. The meeting takes place all the same: its people read who comes where they look at it.
 * Throws Failure not_found or meeting_closed.
 */
export async function respondAsGuest(ctx: Context, { meetingId, email, response }: GuestResponse): Promise<Meeting> {
  return ctx.store.write(async (tx) => {
    const now = ctx.clock.now();
    const before = (await findMeetingToChange(tx, meetingId))?.meeting;
    if (!before) throw new Failure('not_found', 'There is no such meeting.');
    if (!isStanding(statusAt(before, now))) {
      throw new Failure('meeting_closed', 'This meeting is over or cancelled: there is nothing to answer any more.');
    }
    const meeting = withResponse(before, email, response, now);
    if (meeting !== before) await updateMeeting(tx, before, meeting);
    return meeting;
  });
}

import { Failure } from '../domain/failures.ts';
import { isStanding, type Meeting, type ParticipantResponse, statusAt } from '../domain/meeting.ts';
import { withResponse } from '../domain/meeting-changes.ts';
import { findMeetingToChange, updateMeeting } from '../store/meetings.ts';
import type { Context } from './context.ts';
import { oweAnswer } from './tell-of-answer.ts';

/** Which guest answers what, to which invitation: that of the meeting as it stood at `sequence`. */
export interface GuestResponse {
  readonly meetingId: string;
  readonly email: string;
  readonly response: Extract<ParticipantResponse, 'accepted' | 'declined'>;
  readonly sequence: number;
}

/**
 * Keeps a guest's answer, whichever way it came, and owes that the hosts are told of it; the same once more writes nothing. The meeting takes place
 * all the same. Throws Failure not_found, meeting_closed, or version_conflict for an answer to an earlier invitation, which says nothing of this one.
 */
export async function respondAsGuest(ctx: Context, answer: GuestResponse): Promise<Meeting> {
  const { meetingId, email, response, sequence } = answer;
  return ctx.store.write(async (tx) => {
    const now = ctx.clock.now();
    const before = (await findMeetingToChange(tx, meetingId))?.meeting;
    if (!before) throw new Failure('not_found', 'There is no such meeting.');
    if (!isStanding(statusAt(before, now))) {
      throw new Failure('meeting_closed', 'This meeting is over or cancelled: there is nothing to answer any more.');
    }
    if (sequence < before.sequence) {
      throw new Failure('version_conflict', 'The meeting has changed since it was read. Look at it as it is now.');
    }
    const meeting = withResponse(before, email, response, now);
    if (meeting === before) return meeting;
    await updateMeeting(tx, before, meeting);
    await oweAnswer(ctx, tx, { before, after: meeting, email });
    return meeting;
  });
}

import type { AnyOwedMail } from '../domain/mail.ts';
import { statusAt } from '../domain/meeting.ts';
import { findMeeting } from '../store/meetings.ts';
import type { Context } from './context.ts';

/** A reminder that waited for its mail server until nobody needs it: it is not sent, and whoever asks sees why. */
class ReminderMissed extends Error {
  override readonly name = 'ReminderMissed';
  /** What the job worker asks of an error before it tries again. */
  readonly isFinal = true;
}

/**
 * A mail as it is owed at the moment of sending: a reminder of the meeting as it stands now, any other as it was written. Throws an error
 * that is final where the meeting has begun meanwhile, or does not take place at that time, and for an agenda after its noon.
 */
export async function owedNow(ctx: Context, owed: AnyOwedMail): Promise<AnyOwedMail> {
  const now = ctx.clock.now();
  if (owed.template === 'host_agenda') {
    if (owed.until <= now) throw new ReminderMissed('The morning was over before this agenda could be sent.');
    return owed;
  }
  if (!('toldAt' in owed) || owed.toldAt === undefined) return owed;
  const meeting = (await findMeeting(ctx.store.db, owed.meeting.id))?.meeting;
  if (owed.meeting.start <= now) throw new ReminderMissed('The meeting had begun before this reminder could be sent.');
  if (!meeting || statusAt(meeting, now) !== 'confirmed' || meeting.start !== owed.meeting.start) {
    throw new ReminderMissed('The meeting does not take place at this time any more.');
  }
  return { ...owed, meeting, toldAt: now };
}

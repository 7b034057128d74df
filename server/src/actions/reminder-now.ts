import type { OwedMail } from '../domain/mail.ts';
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
 * that is final where the meeting has begun meanwhile, or does not take place at that time.
 */
export async function owedNow<Owed extends { readonly template: string }>(
  ctx: Context,
  owed: Owed | OwedMail,
): Promise<Owed | OwedMail> {
  if (!isReminder(owed)) return owed;
  const now = ctx.clock.now();
  const meeting = (await findMeeting(ctx.store.db, owed.meeting.id))?.meeting;
  if (owed.meeting.start <= now) throw new ReminderMissed('The meeting had begun before this reminder could be sent.');
  if (!meeting || statusAt(meeting, now) !== 'confirmed' || meeting.start !== owed.meeting.start) {
    throw new ReminderMissed('The meeting does not take place at this time any more.');
  }
  return { ...owed, meeting, toldAt: now };
}

function isReminder(owed: { readonly template: string }): owed is OwedMail {
  return owed.template.endsWith('_reminder');
}

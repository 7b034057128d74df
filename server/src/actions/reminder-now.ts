import { isOpen } from '../domain/address-proof.ts';
import type { AnyOwedMail } from '../domain/mail.ts';
import { statusAt } from '../domain/meeting.ts';
import { findProof } from '../store/address-proofs.ts';
import { findMeeting } from '../store/meetings.ts';
import type { Context } from './context.ts';

/** A mail that waited for its mail server until nobody needs it: it is not sent, and whoever asks sees why. */
class MailMissed extends Error {
  override readonly name = 'MailMissed';
  /** What the job worker asks of an error before it tries again. */
  readonly isFinal = true;
}

/**
 * A mail as it is owed at the moment of sending: a reminder of the meeting as it stands now, any other as it was written. Throws an error
 * that is final where the meeting has begun meanwhile, or does not take place at that time, for an agenda after its noon, and for a
 * code that proves nothing any more.
 */
export async function owedNow(ctx: Context, owed: AnyOwedMail): Promise<AnyOwedMail> {
  const now = ctx.clock.now();
  if (owed.template === 'host_agenda') {
    if (owed.until <= now) throw new MailMissed('The morning was over before this agenda could be sent.');
    return owed;
  }
  if (owed.template === 'client_code') {
    const proof = await findProof(ctx.store.db, owed.proofId);
    if (!proof || !isOpen(proof, now)) throw new MailMissed('The code was of no use any more before it could be sent.');
    return owed;
  }
  if (!('toldAt' in owed) || owed.toldAt === undefined) return owed;
  const meeting = (await findMeeting(ctx.store.db, owed.meeting.id))?.meeting;
  if (owed.meeting.start <= now) throw new MailMissed('The meeting had begun before this reminder could be sent.');
  if (!meeting || statusAt(meeting, now) !== 'confirmed' || meeting.start !== owed.meeting.start) {
    throw new MailMissed('The meeting does not take place at this time any more.');
  }
  return { ...owed, meeting, toldAt: now };
}

import { type BlockList, isBlocked } from '../domain/block-list.ts';
import { Failure } from '../domain/failures.ts';
import { mailboxOf } from '../domain/mailbox.ts';
import type { MeetingType } from '../domain/meeting-type.ts';
import type { Transaction } from '../store/database.ts';
import { countOpenMeetings } from '../store/open-meetings.ts';
import type { BookCommand } from './booking-request.ts';
import type { Context } from './context.ts';
import type { OfferedType } from './offered-type.ts';
import { proveAddress, useProof, wrongCode } from './prove-address.ts';

/** A booking may go on; where it stands, `settle` uses up what it was admitted by. */
interface Admitted {
  settle(): Promise<void>;
}

/** It may not, and what was written of that is to be kept: to be thrown after the commit. */
export interface Refused {
  readonly refusal: Failure;
}

/**
 * Holds whoever books to what keeps a page from being misused; hosts are free of it. To be called before anything else of the booking is locked.
 * A wrong code is counted, and so is answered (verification_failed), not thrown. Throws Failure booking_refused, verification_required or
 * too_many_open_meetings. `now` is epoch milliseconds.
 */
export async function admitBooking(
  ctx: Context,
  tx: Transaction,
  offered: OfferedType,
  command: BookCommand,
  now: number,
): Promise<Admitted | Refused> {
  const { client, guests = [], byHost } = command;
  if (byHost) return { settle: async () => {} };
  refuseBlocked(offered.blocked, [client.email, ...guests]);
  const proof = await proveAddress(ctx, tx, offered, command, now);
  if (proof && 'triesLeft' in proof) return { refusal: wrongCode(proof) };
  await refuseBeyondOpen(tx, offered.type, client.email, now);
  return { settle: () => useProof(tx, proof, now) };
}

/** Throws Failure booking_refused where one of these people is on the list, without a word of it. */
export function refuseBlocked(blocked: BlockList, emails: readonly string[]): void {
  if (!emails.some((email) => isBlocked(blocked, email))) return;
  throw new Failure(
    'booking_refused',
    'The hosts do not take this online with the addresses given. Write to them instead.',
  );
}

/** The meetings of a type that one mailbox may have ahead at once; where there is no such bound, nothing is asked. */
async function refuseBeyondOpen(tx: Transaction, type: MeetingType, email: string, now: number): Promise<void> {
  const { id, maxOpenMeetings: most } = type;
  if (most === null || (await countOpenMeetings(tx, mailboxOf(email), id, now)) < most) return;
  throw new Failure(
    'too_many_open_meetings',
    `This address has ${most === 1 ? 'a meeting' : `${most} meetings`} of this type ahead already, which is all that it may have at once.`,
  );
}

/** A code that was mailed to an address, to prove by it whose the address is; instants are epoch milliseconds. The code itself is nowhere in it. */
export interface AddressProof {
  /** Random, and what the code is derived from. */
  readonly id: string;
  /** The one type that can be booked by it. */
  readonly typeId: string;
  /** In lower case. */
  readonly email: string;
  /** How often it was mailed, from 1. */
  readonly mails: number;
  /** Wrong codes that were tried. */
  readonly tries: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

/** How many wrong codes may be tried against one that was mailed. */
export const MOST_TRIES = 5;
/** How long a code is good for after each mail of it, and how long one is mailed again rather than another. */
const PROOF_MS = 15 * 60_000;
const SAME_CODE_MS = 60 * 60_000;

/** Whether the code can still prove anything at `now` (epoch milliseconds). */
export function isOpen({ tries, expiresAt, usedAt }: AddressProof, now: number): boolean {
  return usedAt === null && tries < MOST_TRIES && now < expiresAt;
}

/**
 * What is asked for once more: the same code, good for as long again, so that whichever mail comes first has it and no mail brings new tries; else
 * one of the id `freshId`.
 */
export function askedAgain(
  standing: AddressProof | null,
  asked: Pick<AddressProof, 'typeId' | 'email'>,
  freshId: string,
  now: number,
): AddressProof {
  const expiresAt = now + PROOF_MS;
  if (standing && isOpen(standing, now) && now < standing.createdAt + SAME_CODE_MS) {
    return { ...standing, mails: standing.mails + 1, expiresAt };
  }
  return { ...asked, id: freshId, mails: 1, tries: 0, createdAt: now, expiresAt, usedAt: null };
}

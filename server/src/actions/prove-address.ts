import { type AddressProof, isOpen, MOST_TRIES } from '../domain/address-proof.ts';
import { Failure } from '../domain/failures.ts';
import { findProofToChange, saveProof } from '../store/address-proofs.ts';
import type { Transaction } from '../store/database.ts';
import type { BookCommand } from './booking-request.ts';
import type { Context } from './context.ts';
import type { OfferedType } from './offered-type.ts';
import { isCodeOf } from './proof-code.ts';

/** The code was wrong, which is counted: to be committed, and told by `wrongCode` then. */
interface Unproved {
  readonly triesLeft: number;
}

/**
 * Holds a booking to the proof of its address where its type asks for one: answers the proof, which `useProof` takes where the booking stands; null:
 * none is asked for, from hosts neither, nor from a client whose link was mailed to that address. Throws Failure verification_required.
 */
export async function proveAddress(
  ctx: Context,
  tx: Transaction,
  { type }: OfferedType,
  { client, verification, byHost, isProven }: BookCommand,
  now: number,
): Promise<AddressProof | Unproved | null> {
  if (!type.requiresVerifiedEmail || byHost || isProven) return null;
  if (!verification) {
    throw new Failure('verification_required', 'The address is to be proved first, by a code that is mailed to it.');
  }
  const proof = await findProofToChange(tx, type.id, client.email.toLowerCase());
  if (!proof || !isOpen(proof, now)) return { triesLeft: 0 };
  if (isCodeOf(ctx.secret, proof, verification.code)) return proof;
  const tries = proof.tries + 1;
  await saveProof(tx, { ...proof, tries });
  return { triesLeft: MOST_TRIES - tries };
}

/** The proof proves nothing more. */
export async function useProof(tx: Transaction, proof: AddressProof | null, now: number): Promise<void> {
  if (proof) await saveProof(tx, { ...proof, usedAt: now });
}

/** What is told of a wrong code. */
export function wrongCode({ triesLeft }: Unproved): Failure {
  const detail =
    triesLeft > 0
      ? 'This is not the code that was mailed.'
      : 'This is not the code that was mailed, or it is no longer valid. Ask for a new one.';
  return new Failure('verification_failed', detail, { triesLeft });
}

import { timingSafeEqual } from 'node:crypto';
import type { AddressProof } from '../domain/address-proof.ts';
import { findProof } from '../store/address-proofs.ts';
import type { Context } from './context.ts';
import { macOf } from './mac.ts';

/** The six digits of a proof: an HMAC-SHA-256 of its id under the secret, so that nothing in the database tells them. */
function proofCode(secret: Uint8Array, { id }: Pick<AddressProof, 'id'>): string {
  const number = Number.parseInt(macOf(secret, `address proof ${id}`).slice(0, 12), 16) % 1_000_000;
  return String(number).padStart(6, '0');
}

/** Whether these six digits are the proof's; as long for any. */
export function isCodeOf(secret: Uint8Array, proof: Pick<AddressProof, 'id'>, code: string): boolean {
  const right = Buffer.from(proofCode(secret, proof));
  const given = Buffer.from(code);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** What the mail of a proof brings; null: the address has another by now. */
export async function codeToSend(ctx: Context, proofId: string): Promise<string | null> {
  const proof = await findProof(ctx.store.db, proofId);
  return proof && proofCode(ctx.secret, proof);
}

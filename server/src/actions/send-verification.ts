import { askedAgain, isOpen } from '../domain/address-proof.ts';
import { isBlocked } from '../domain/block-list.ts';
import type { OwedCodeMail } from '../domain/code-mail.ts';
import { Failure } from '../domain/failures.ts';
import { newId } from '../domain/id.ts';
import { messageId } from '../domain/mail.ts';
import { findProof, findProofToChange, saveProof } from '../store/address-proofs.ts';
import { readBlockList } from '../store/blocked-addresses.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { findTypeById } from '../store/meeting-types.ts';
import type { Context } from './context.ts';
import { loadOfferedType } from './offered-type.ts';

/** The kind of job that mails a code; its payload is a CodeRequest. */
export const VERIFICATION = 'verification';

/** Somebody wants to prove an address, for the `mails`th time. */
export interface CodeRequest {
  readonly proofId: string;
  readonly mails: number;
  readonly locale?: string | undefined;
}

/** For which type which address is to be proved, and the language to write in; where that is no language's tag, the type's. */
export interface VerificationWish {
  readonly slug: string;
  readonly email: string;
  readonly locale?: string | undefined;
}

/**
 * Owes an address the code that proves it, whoever's it is: who asks learns nothing of it, not even by the time that it takes. Throws Failure
 * type_not_found, or not_found where the type asks for no code.
 */
export async function requestVerification(ctx: Context, { slug, email, locale }: VerificationWish): Promise<void> {
  const now = ctx.clock.now();
  await ctx.store.write(async (tx) => {
    const { type } = await loadOfferedType(tx, slug);
    if (!type.requiresVerifiedEmail) throw new Failure('not_found', 'This meeting type asks for no code.');
    const asked = { typeId: type.id, email: email.toLowerCase() };
    const standing = await findProofToChange(tx, asked.typeId, asked.email);
    const proof = askedAgain(standing, asked, newId('prf', now, ctx.clock.randomBytes(10)), now);
    await saveProof(tx, proof);
    const payload: CodeRequest = { proofId: proof.id, mails: proof.mails, locale };
    const dedupeKey = `${VERIFICATION} ${proof.id} ${proof.mails}`;
    await enqueueJobs(tx, [{ kind: VERIFICATION, payload, dedupeKey, runAt: now }], ctx.clock);
  });
  ctx.wakeWorker();
}

/** Runs a job of the kind VERIFICATION: owes the mail with the code, or nothing to whom bookings are not taken from. A second run owes no second mail. */
export async function sendVerification(ctx: Context, { proofId, mails, locale }: CodeRequest): Promise<void> {
  const added = await ctx.store.write(async (tx) => {
    const now = ctx.clock.now();
    const proof = await findProof(tx, proofId);
    if (!proof || !isOpen(proof, now) || isBlocked(await readBlockList(tx), proof.email)) return 0;
    const type = await findTypeById(tx, proof.typeId);
    if (!type) return 0;
    const mail: OwedCodeMail = {
      template: 'client_code',
      recipient: { name: '', email: proof.email, timeZone: 'UTC', locale: locale || type.locale },
      messageId: messageId(ctx.clock.randomBytes(16), new URL(ctx.publicUrl).hostname),
      proofId,
      title: type.title,
    };
    const job = { kind: 'mail', payload: mail, orderKey: `${VERIFICATION} ${proofId}`, dedupeKey: String(mails) };
    return enqueueJobs(tx, [{ ...job, runAt: now, recipient: proof.email }], ctx.clock);
  });
  if (added > 0) ctx.wakeWorker();
}

import type { BookingBody } from '../shared/api.ts';
import { askForCode } from '../shared/book-api.ts';
import { codeAsked, codeLeft, codeRefused, codeSent, codeShown } from './form-flow.ts';
import { restWords } from './rest-words.ts';
import type { Visit } from './visit.ts';

/** How soon a code may be sent again, and how long the visitor is taken back to the one that was: a little less than it is good for. */
export const AGAIN_MS = 30_000;
const FRESH_MS = 14 * 60_000;

/**
 * Sees to the proof of the address where the type asks for one. Answers true where the visitor has to type a code first, which then is on its way
 * and asked of them. Rejects as the request does.
 */
export async function mustProve(visit: Visit, { client }: BookingBody): Promise<boolean> {
  const { flow, type, api, element } = visit;
  const email = client.email.toLowerCase();
  if (!type?.requiresVerifiedEmail || element.dryRun || api.book) return false;
  const proof = flow.proof?.email.toLowerCase() === email ? flow.proof : null;
  if (proof?.code) return false;
  if (proof?.sentAt && Date.now() - proof.sentAt < FRESH_MS) visit.become(codeShown(flow, proof), CODE);
  else await sendCode(visit, client.email);
  return true;
}

const CODE = '#field-code';

/** Has a code sent to this address, and asks for it. Rejects as the request does. */
export async function sendCode(visit: Visit, email: string): Promise<void> {
  visit.become(codeAsked(visit.flow, email));
  await askForCode(visit.api, email, visit.element.formatTag);
  visit.become(codeSent(visit.flow, email, Date.now()), CODE);
  // From then on it can be sent again.
  setTimeout(() => visit.element.draw(), AGAIN_MS);
}

/** The server did not take the code; with no tries left, another is needed. */
export function refuseCode(visit: Visit, triesLeft: number): void {
  const words = restWords(visit);
  const error = triesLeft > 0 ? words.wrongCode(triesLeft) : words.spentCode;
  visit.become(codeRefused(visit.flow, error, triesLeft <= 0), CODE);
  visit.emit('mb-invalid', { fields: ['code'] });
}

/** What was typed or pasted, without what sets its digits apart; null where it is no code. */
export function readCode(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s\u200b-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** Back to the details, and there to the address. */
export function leaveCode(visit: Visit): void {
  if (!visit.flow.sending) visit.become(codeLeft(visit.flow), '#field-email');
}

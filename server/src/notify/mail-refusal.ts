import type { NodemailerError } from 'nodemailer';
import { MailRefused, type Refusal } from '../domain/mail-refused.ts';

/** The mail server does not let us in as who we are: no mail goes at all until the operator mends it. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

/**
 * RFC 3463, and Microsoft's 5.1.10: no such mailbox, no such domain, no address, moved away, unknown recipient, switched off. What else stands
 * in 5.1 is about the sender, and 5.7 is policy, which may be another tomorrow and is often about us.
 */
const NO_MAILBOX = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);

/** What a failure to send means: MailRefused, SignInRefused, or, for whatever may pass, the failure itself. */
export function meaningOf(error: unknown): unknown {
  const { command, permanent, message, responseCode, response, code } = error as NodemailerError;
  if (code === 'EAUTH' || code === 'EOAUTH2' || code === 'ENOAUTH' || responseCode === 530) {
    return new SignInRefused(message, { cause: error });
  }
  // Of the sender nothing is final: the operator can mend that, and then the mail goes.
  const isAboutTheMail = command === 'RCPT TO' || command === 'DATA';
  if (!isAboutTheMail || permanent !== true) return error;
  const refusal = refusalOf(responseCode, response);
  const isMailbox = command === 'RCPT TO' && refusal?.enhancedCode && NO_MAILBOX.has(refusal.enhancedCode);
  return new MailRefused(message, { cause: error, mailbox: isMailbox ? refusal : null });
}

function refusalOf(code: number | undefined, response: string | undefined): Refusal | null {
  if (code === undefined || response === undefined) return null;
  const [, enhancedCode = null] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  return {
    code,
    enhancedCode,
    text: response
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 500),
  };
}

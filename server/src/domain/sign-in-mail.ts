import type { MailRecipient } from './mail-recipient.ts';
import type { SignInPurpose } from './sign-in.ts';

/** Brings a host the link to sign in by, which they asked for or which invites them to the team; it speaks of no meeting. */
export interface OwedSignInMail {
  readonly template: 'host_sign_in' | 'host_invitation';
  readonly recipient: MailRecipient;
  readonly messageId: string;
  /** The link's row, from which the link is made when the mail is sent, so that no usable link is at rest. */
  readonly signInLinkId: string;
  /** Until when the link opens anything, epoch milliseconds. */
  readonly expiresAt: number;
  /** With an invitation: the host who invites; null: whoever runs the program. */
  readonly invitedBy: string | null;
}

/** The mail that a link is sent by. */
export const SIGN_IN_TEMPLATES = {
  sign_in: 'host_sign_in',
  invitation: 'host_invitation',
} as const satisfies Readonly<Record<SignInPurpose, OwedSignInMail['template']>>;

/** Whether a mail is one of these. */
export function isSignInMail(owed: { readonly template: string }): owed is OwedSignInMail {
  return owed.template === 'host_sign_in' || owed.template === 'host_invitation';
}

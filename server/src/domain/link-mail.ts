import type { MailRecipient } from './mail-recipient.ts';

/** Brings a client the link to all of their meetings, which they asked for; it speaks of no meeting. */
export interface OwedLinkMail {
  readonly template: 'client_link';
  readonly recipient: MailRecipient;
  readonly messageId: string;
  readonly portalTokenId: string;
  /** Until when the link opens anything, epoch milliseconds. */
  readonly expiresAt: number;
}

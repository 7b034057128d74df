import type { MailRecipient } from './mail-recipient.ts';

/** Brings the code by which whoever books proves that the address is theirs; it speaks of no meeting. The code is made when the mail is sent. */
export interface OwedCodeMail {
  readonly template: 'client_code';
  readonly recipient: MailRecipient;
  readonly messageId: string;
  readonly proofId: string;
  /** Of the type that is to be booked. */
  readonly title: string;
}

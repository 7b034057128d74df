import type { OwedWebhookMail } from './webhook-mail.ts';

/** Tells an owner or admin that the month's text messages are used up; it speaks of no meeting. */
export interface OwedTextsMail {
  readonly template: 'host_texts_used_up';
  readonly recipient: OwedWebhookMail['recipient'];
  readonly messageId: string;
  readonly cap: number;
  /** When sending goes on, epoch milliseconds: the first instant of the next month of UTC. */
  readonly until: number;
}

/** What the program itself has to say to owners and admins. */
export type OwedNotice = OwedWebhookMail | OwedTextsMail;

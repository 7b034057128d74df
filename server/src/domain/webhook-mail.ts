import type { MailRecipient } from './mail-recipient.ts';
import type { SwitchedOff } from './webhook.ts';

/** Tells an owner or admin that the program has switched a webhook off; it speaks of no meeting. */
export interface OwedWebhookMail {
  readonly template: 'host_webhook_off';
  readonly recipient: MailRecipient;
  readonly messageId: string;
  /** The hostname (with its port) is told, and no more of the address: the rest may be a secret. */
  readonly webhook: { readonly hostname: string; readonly description: string };
  /** Its receiver is gone for good (410), or has failed for days. */
  readonly reason: SwitchedOff;
  /** What the last try ended with, in English. */
  readonly error: string;
  /** When it was switched off, epoch milliseconds. */
  readonly at: number;
}

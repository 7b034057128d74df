import type { Meeting } from './meeting.ts';

/** Which mail: who it is for and what happened. */
export type MailTemplate =
  | 'client_confirmed'
  | 'client_awaiting'
  | 'client_cancelled'
  | 'guest_invited'
  | 'guest_cancelled'
  | 'host_booked'
  | 'host_awaiting'
  | 'host_cancelled';

/**
 * One mail to one recipient, as it rests in its job: everything it says is fixed when the change happens, but for the portal
 * link, which is made anew from `portalTokenId` when the mail is sent, so that no usable link is at rest.
 */
export interface OwedMail {
  readonly template: MailTemplate;
  readonly recipient: {
    readonly name: string;
    readonly email: string;
    /** What the mail's times and words are written in. */
    readonly timeZone: string;
    readonly locale: string;
  };
  /** RFC 5322 Message-ID with its angle brackets, fixed before the first try. */
  readonly messageId: string;
  /** The meeting as it stood after the change. */
  readonly meeting: Meeting;
  /** Only in the client's own mail. */
  readonly portalTokenId?: string | undefined;
}

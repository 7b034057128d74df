/** Brings a client the link to all of their meetings, which they asked for; it speaks of no meeting. */
export interface OwedLinkMail {
  readonly template: 'client_link';
  readonly recipient: {
    readonly name: string;
    readonly email: string;
    readonly timeZone: string;
    readonly locale: string;
  };
  readonly messageId: string;
  readonly portalTokenId: string;
  /** Until when the link opens anything, epoch milliseconds. */
  readonly expiresAt: number;
}

/** Whom one mail goes to. */
export interface MailRecipient {
  readonly name: string;
  readonly email: string;
  /** What the mail's times and words are written in: an IANA zone, and a BCP 47 tag. */
  readonly timeZone: string;
  readonly locale: string;
}

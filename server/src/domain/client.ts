/** A person who books, known by one mailbox. */
export interface Client {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  /** IANA zone, and BCP 47 tag, to write to this client in. */
  readonly timeZone: string;
  readonly locale: string;
}

/** To whom, in which zone and language. */
interface Reader {
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly locale: string;
}

/** Brings the code by which whoever books proves that the address is theirs; it speaks of no meeting. The code is made when the mail is sent. */
export interface OwedCodeMail {
  readonly template: 'client_code';
  readonly recipient: Reader;
  readonly messageId: string;
  readonly proofId: string;
  /** Of the type that is to be booked. */
  readonly title: string;
}

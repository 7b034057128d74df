/** What a mail server said when it refused: its reply code, the enhanced code (RFC 3463; null: none), and its words in one line. */
export interface Refusal {
  readonly code: number;
  readonly enhancedCode: string | null;
  readonly text: string;
}

/** The mail server, or the mail itself, says that this mail will never go: the next try would be answered the same. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  /** What the job worker asks of an error before it tries again. */
  readonly isFinal = true;
  /** Where it is the mailbox that is refused, whatever a mail to it says; null: the mail, or it never got so far. */
  readonly mailbox: Refusal | null;

  constructor(message: string, options: ErrorOptions & { readonly mailbox?: Refusal | null } = {}) {
    super(message, options);
    this.mailbox = options.mailbox ?? null;
  }
}

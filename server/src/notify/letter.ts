import type { Language } from './languages.ts';
import type { TimeWords } from './zoned-time.ts';

/** A line of the short table under the date: what, and one or more lines of text; `link` makes the last line one. */
export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
  readonly link?: LetterLink | undefined;
}

/** What somebody wrote: who and when, on one line, then their text, lines ended by LF. */
export interface LetterNote {
  readonly byline: string;
  readonly body: string;
}

/** Quiet links in a row, after what they are for. */
export interface LinkList {
  readonly label: string;
  readonly items: readonly LetterLink[];
}

export interface LetterLink {
  readonly label: string;
  /** An absolute http(s), mailto or tel address. */
  readonly url: string;
}

/** A piece of what a host wrote: their own text, with its line ends; a value in it, which is one line; or a link of ours. */
export type ProsePiece = { readonly text: string } | { readonly value: string } | { readonly link: LetterLink };

/** What a mail says in whole sentences: ours in one paragraph, or a host's in any number. */
export type Prose = string | readonly (readonly ProsePiece[])[];

/**
 * A mail before it is set in text or HTML: every string is plain text, safe to read in one piece and escaped by whoever sets
 * it. Both parts say the same in the same order.
 */
export interface Letter {
  readonly language: Language;
  readonly subject: string;
  /** What stands above the title: "Confirmed". */
  readonly status: string;
  readonly title: string;
  readonly lead: Prose;
  /** Null where the mail speaks of no meeting. */
  readonly when: TimeWords | null;
  /** The time before, where the meeting was moved; the date ends with what stands between it and the hours. */
  readonly was: { readonly label: string; readonly date: string; readonly time: string } | null;
  /** The time no longer holds. */
  readonly isOff: boolean;
  /** Oldest first; in place of the facts. */
  readonly notes: readonly LetterNote[];
  readonly facts: readonly Fact[];
  readonly button: LetterLink | null;
  /** What the reader can still do, and until when. */
  readonly changes: LinkList | null;
  readonly links: LinkList | null;
  /** What happens next. */
  readonly next: Prose | null;
  /** Why the reader got this. */
  readonly footer: string;
  /** Switches mails of this kind off; null where the reader cannot do without. */
  readonly off: LetterLink | null;
}

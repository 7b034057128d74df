import type { Letter } from './letter.ts';
import type { Mail } from './mailer.ts';
import { headerText } from './safe-text.ts';
import { htmlPart } from './templates/html.ts';
import { SAID } from './templates/said.ts';
import { textPart } from './templates/text.ts';

/** What a letter that is about no single meeting says; the rest of a letter is left out. */
export type PlainLetter = Pick<Letter, 'language' | 'subject' | 'status' | 'title' | 'lead' | 'next' | 'footer'> &
  Partial<Pick<Letter, 'facts' | 'button' | 'off'>>;

/** To whom such a letter goes, under which Message-ID. */
interface Addressed {
  readonly messageId: string;
  readonly recipient: { readonly name: string; readonly email: string };
}

/** A letter in both of a mail's parts, which say the same. */
export function setLetter(letter: Letter): Pick<Mail, 'subject' | 'text' | 'html' | 'unsubscribe'> {
  return {
    subject: letter.subject,
    text: textPart(letter, SAID[letter.language]),
    html: htmlPart(letter),
    unsubscribe: letter.off?.url ?? null,
  };
}

/** The mail of a letter that is about no single meeting: without an invitation, and answered to whoever runs the installation. */
export function letterMail({ messageId, recipient }: Addressed, plain: PlainLetter, mailFrom: string): Mail {
  const about = { when: null, was: null, isOff: false, notes: [], changes: null, links: null };
  const letter: Letter = { ...about, facts: [], button: null, off: null, ...plain };
  const shown = headerText(recipient.name, 120);
  return {
    to: { name: shown === recipient.email ? '' : shown, address: recipient.email },
    replyTo: { name: '', address: mailFrom },
    messageId,
    ...setLetter(letter),
    invitation: null,
  };
}

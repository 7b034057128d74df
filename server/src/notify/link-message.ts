import type { OwedLinkMail } from '../domain/mail.ts';
import { MailRefused } from '../domain/mail-refused.ts';
import { isolated, languageOf } from './languages.ts';
import type { Letter } from './letter.ts';
import type { Mail } from './mailer.ts';
import { headerText } from './safe-text.ts';
import { htmlPart } from './templates/html.ts';
import { LINK_WORDS } from './templates/link-words.ts';
import { SAID } from './templates/said.ts';
import { textPart } from './templates/text.ts';
import { dateWords } from './zoned-time.ts';

/** The mail with the link that a client asked for: one button. Throws MailRefused where the link is gone, which nothing brings back. */
export function composeLinkMail(
  owed: OwedLinkMail,
  sending: { readonly portalUrl: string | null; readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  if (sending.portalUrl === null) throw new MailRefused('The link that this mail should bring is gone.');
  const { name, email, timeZone, locale } = owed.recipient;
  const language = languageOf(locale);
  const said = LINK_WORDS[language];
  const site = isolated(new URL(sending.publicUrl).host, language);
  const letter: Letter = {
    language,
    subject: said.subject(site),
    status: said.status,
    title: said.title,
    lead: said.lead(site),
    when: null,
    was: null,
    isOff: false,
    notes: [],
    facts: [],
    button: { label: said.open, url: sending.portalUrl },
    changes: null,
    links: null,
    next: said.next(dateWords(owed.expiresAt, timeZone, locale)),
    footer: said.footer(site),
  };
  const shown = headerText(name, 120);
  return {
    to: { name: shown === email ? '' : shown, address: email },
    replyTo: { name: '', address: sending.mailFrom },
    messageId: owed.messageId,
    subject: letter.subject,
    text: textPart(letter, SAID[language]),
    html: htmlPart(letter),
    invitation: null,
  };
}

import type { OwedLinkMail } from '../domain/link-mail.ts';
import { MailRefused } from '../domain/mail-refused.ts';
import { isolated, languageOf } from './languages.ts';
import { letterMail, type PlainLetter } from './letter-mail.ts';
import type { Mail } from './mailer.ts';
import { inOwnWords, type OwnTexts } from './own-letter.ts';
import { LINK_WORDS } from './templates/link-words.ts';
import { dateWords } from './zoned-time.ts';

/** The mail with the link that a client asked for: one button. Throws MailRefused where the link is gone, which nothing brings back. */
export function composeLinkMail(
  owed: OwedLinkMail,
  sending: OwnTexts & { readonly portalUrl: string | null; readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  if (sending.portalUrl === null) throw new MailRefused('The link that this mail should bring is gone.');
  const { timeZone, locale } = owed.recipient;
  const language = languageOf(locale);
  const said = LINK_WORDS[language];
  const site = isolated(new URL(sending.publicUrl).host, language);
  const letter: PlainLetter = {
    language,
    subject: said.subject(site),
    status: said.status,
    title: said.title,
    lead: said.lead(site),
    button: { label: said.open, url: sending.portalUrl },
    next: said.next(dateWords(owed.expiresAt, timeZone, locale)),
    footer: said.footer(site),
  };
  const own = inOwnWords(letter, owed, sending);
  return letterMail(owed, own, sending.mailFrom);
}

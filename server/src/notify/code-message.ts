import type { OwedCodeMail } from '../domain/code-mail.ts';
import { MailRefused } from '../domain/mail-refused.ts';
import { isolated, languageOf } from './languages.ts';
import { letterMail, type PlainLetter } from './letter-mail.ts';
import type { Mail } from './mailer.ts';
import { headerText, oneLine } from './safe-text.ts';
import { CODE_WORDS } from './templates/code-words.ts';

/** The mail with the code that proves an address, large, and nothing to press. Throws MailRefused where another has taken its place. */
export function composeCodeMail(
  owed: OwedCodeMail,
  sending: { readonly code: string | null; readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  const { code } = sending;
  if (code === null) throw new MailRefused('The code that this mail should bring is gone.');
  const language = languageOf(owed.recipient.locale);
  const said = CODE_WORDS[language];
  const site = isolated(new URL(sending.publicUrl).host, language);
  const letter: PlainLetter = {
    language,
    subject: headerText(said.subject(code, site)),
    status: said.status,
    title: code,
    lead: said.lead(site, isolated(oneLine(owed.title, 120), language)),
    next: said.next,
    footer: said.footer(site),
  };
  return letterMail(owed, letter, sending.mailFrom);
}

import type { OwedWebhookMail } from '../domain/webhook-mail.ts';
import { isolated, languageOf } from './languages.ts';
import type { Fact } from './letter.ts';
import { letterMail, type PlainLetter } from './letter-mail.ts';
import type { Mail } from './mailer.ts';
import { headerText, oneLine } from './safe-text.ts';
import { WEBHOOK_WORDS } from './templates/webhook-words.ts';
import { instantWords } from './zoned-time.ts';

/** The mail to an owner or admin about a webhook that was switched off. */
export function composeWebhookMail(
  owed: OwedWebhookMail,
  sending: { readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  const { timeZone, locale } = owed.recipient;
  const language = languageOf(locale);
  const said = WEBHOOK_WORDS[language];
  const hostname = isolated(headerText(owed.webhook.hostname, 120), language);
  const description = oneLine(owed.webhook.description);
  const { labels } = said;
  const facts: Fact[] = [
    ...(description ? [{ label: labels.description, lines: [description] }] : []),
    { label: labels.since, lines: [instantWords(owed.at, timeZone, locale)] },
    { label: labels.answer, lines: [oneLine(owed.error)] },
  ];
  const letter: PlainLetter = {
    language,
    subject: said.subject(hostname),
    status: said.status,
    title: said.title(hostname),
    lead: said.lead[owed.reason],
    facts,
    next: said.next,
    footer: said.footer(isolated(new URL(sending.publicUrl).host, language)),
  };
  return letterMail(owed, letter, sending.mailFrom);
}

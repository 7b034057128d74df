import type { OwedWebhookMail } from '../domain/webhook-mail.ts';
import { languageOf } from './languages.ts';
import type { Fact } from './letter.ts';
import { letterMail, type PlainLetter } from './letter-mail.ts';
import type { Mail } from './mailer.ts';
import { headerText, oneLine } from './safe-text.ts';
import { instantWords } from './zoned-time.ts';

/** What the mail about a webhook says that was switched off. */
interface WebhookWords {
  subject(hostname: string): string;
  readonly status: string;
  title(hostname: string): string;
  readonly lead: Readonly<Record<OwedWebhookMail['reason'], string>>;
  readonly next: string;
  footer(site: string): string;
  readonly labels: Readonly<Record<'description' | 'since' | 'answer', string>>;
}

const WEBHOOK_WORDS: Readonly<Record<'en' | 'fr', WebhookWords>> = {
  en: {
    subject: (hostname) => `Webhook switched off: ${hostname}`,
    status: 'Switched off',
    title: (hostname) => `The webhook to ${hostname}`,
    lead: {
      gone: 'The receiver answered that this address is gone for good (410). The webhook is switched off: nothing more is sent to it.',
      failing:
        'For three days one event could not be delivered. The webhook is switched off: nothing more is sent to it.',
    },
    next: 'Once the receiver is back, switch the webhook on again by the API. What happened meanwhile is not sent by itself; what had failed can be sent again from the list of deliveries, where it is kept for 30 days.',
    footer: (site) => `You get this mail because you look after the bookings at ${site}.`,
    labels: { description: 'Description', since: 'Switched off', answer: 'Last error' },
  },
  fr: {
    subject: (hostname) => `Webhook désactivé\u00a0: ${hostname}`,
    status: 'Désactivé',
    title: (hostname) => `Le webhook vers ${hostname}`,
    lead: {
      gone: 'Le destinataire a répondu que cette adresse n’existe plus (410). Le webhook est désactivé\u00a0: plus rien n’y est envoyé.',
      failing:
        'Pendant trois jours, un événement n’a pas pu être remis. Le webhook est désactivé\u00a0: plus rien n’y est envoyé.',
    },
    next: 'Quand le destinataire sera rétabli, réactivez le webhook par l’API. Ce qui s’est passé entre-temps n’est pas envoyé automatiquement\u00a0; ce qui avait échoué peut être renvoyé depuis la liste des envois, conservée 30 jours.',
    footer: (site) => `Vous recevez ce message parce que vous administrez les rendez-vous de ${site}.`,
    labels: { description: 'Description', since: 'Désactivé', answer: 'Dernière erreur' },
  },
};

/** The mail to an owner or admin about a webhook that was switched off; in English where the reader's language is neither that nor French. */
export function composeWebhookMail(
  owed: OwedWebhookMail,
  sending: { readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  const { timeZone, locale } = owed.recipient;
  const language = languageOf(locale) === 'fr' ? 'fr' : 'en';
  const said = WEBHOOK_WORDS[language];
  const hostname = oneLine(owed.webhook.hostname, 120);
  const description = oneLine(owed.webhook.description);
  const { labels } = said;
  const facts: Fact[] = [
    ...(description ? [{ label: labels.description, lines: [description] }] : []),
    {
      label: labels.since,
      lines: [instantWords(owed.at, timeZone, languageOf(locale) === language ? locale : language)],
    },
    { label: labels.answer, lines: [oneLine(owed.error)] },
  ];
  const letter: PlainLetter = {
    language,
    subject: headerText(said.subject(hostname)),
    status: said.status,
    title: said.title(hostname),
    lead: said.lead[owed.reason],
    facts,
    next: said.next,
    footer: said.footer(new URL(sending.publicUrl).host),
  };
  return letterMail(owed, letter, sending.mailFrom);
}

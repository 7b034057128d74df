import type { OwedLinkMail } from '../domain/mail.ts';
import { MailRefused } from '../domain/mail-refused.ts';
import { type Language, languageOf } from './languages.ts';
import type { Letter } from './letter.ts';
import type { Mail } from './mailer.ts';
import { headerText } from './safe-text.ts';
import { english } from './templates/english.ts';
import { french } from './templates/french.ts';
import { htmlPart } from './templates/html.ts';
import { textPart } from './templates/text.ts';
import { timeWords } from './zoned-time.ts';

/** What the mail with a client's link says: where, and the last day on which the link works. */
interface LinkWords {
  subject(site: string): string;
  readonly status: string;
  readonly title: string;
  lead(site: string): string;
  readonly open: string;
  next(until: string): string;
  footer(site: string): string;
}

const LINK_WORDS: Record<Language, LinkWords> = {
  en: {
    subject: (site) => `Your meetings at ${site}`,
    status: 'Your link',
    title: 'Your meetings',
    lead: (site) =>
      `This link opens your meetings at ${site}. There you can move or cancel them, and write to your host.`,
    open: 'Open my meetings',
    next: (until) => `The link works until ${until}. Keep it to yourself: it opens your meetings for whoever has it.`,
    footer: (site) =>
      `You get this mail because this link was asked for at ${site} with your address. Was it not you? Then you need do nothing.`,
  },
  fr: {
    subject: (site) => `Vos rendez-vous sur ${site}`,
    status: 'Votre lien',
    title: 'Vos rendez-vous',
    lead: (site) =>
      `Ce lien ouvre vos rendez-vous sur ${site}. Vous pouvez y déplacer ou annuler un rendez-vous, et écrire à votre interlocuteur.`,
    open: 'Ouvrir mes rendez-vous',
    next: (until) =>
      `Le lien est valable jusqu’au ${until.toLowerCase()}. Gardez-le pour vous\u00a0: il ouvre vos rendez-vous à qui le possède.`,
    footer: (site) =>
      `Vous recevez ce message parce que ce lien a été demandé sur ${site} avec votre adresse. Ce n’était pas vous\u00a0? Vous n’avez rien à faire.`,
  },
};

const WORDS = { en: english, fr: french };

/** The mail with the link that a client asked for: one button. Throws MailRefused where the link is gone, which nothing brings back. */
export function composeLinkMail(
  owed: OwedLinkMail,
  sending: { readonly portalUrl: string | null; readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  if (sending.portalUrl === null) throw new MailRefused('The link that this mail should bring is gone.');
  const { name, email, timeZone, locale } = owed.recipient;
  const language = languageOf(locale);
  const said = LINK_WORDS[language];
  const site = new URL(sending.publicUrl).host;
  const letter: Letter = {
    language,
    subject: headerText(said.subject(site)),
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
    next: said.next(timeWords(owed.expiresAt, owed.expiresAt, timeZone, locale).date),
    footer: said.footer(site),
  };
  const shown = headerText(name, 120);
  return {
    to: { name: shown === email ? '' : shown, address: email },
    replyTo: { name: '', address: sending.mailFrom },
    messageId: owed.messageId,
    subject: letter.subject,
    text: textPart(letter, WORDS[language]),
    html: htmlPart(letter),
    invitation: null,
  };
}

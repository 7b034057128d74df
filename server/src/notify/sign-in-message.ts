import { MailRefused } from '../domain/mail-refused.ts';
import type { OwedSignInMail } from '../domain/sign-in-mail.ts';
import { isolated, languageOf } from './languages.ts';
import { letterMail, type PlainLetter } from './letter-mail.ts';
import type { Mail, MailParts } from './mailer.ts';
import { oneLine } from './safe-text.ts';
import { SIGN_IN_WORDS } from './templates/sign-in-words.ts';
import { dateWords, instantWords } from './zoned-time.ts';

/** The mail with the link that a host signs in by: one button. Throws MailRefused where the link is gone, which nothing brings back. */
export function composeSignInMail(
  owed: OwedSignInMail,
  sending: Pick<MailParts, 'signInUrl'> & { readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  if (!sending.signInUrl) throw new MailRefused('The link that this mail should bring is gone.');
  const { timeZone, locale } = owed.recipient;
  const language = languageOf(locale);
  const said = SIGN_IN_WORDS[language];
  const site = isolated(new URL(sending.publicUrl).host, language);
  const by = owed.invitedBy === null ? null : isolated(oneLine(owed.invitedBy, 80), language);
  const isInvitation = owed.template === 'host_invitation';
  const words = isInvitation ? said.invitation : said.signIn;
  const until = isInvitation ? dateWords : instantWords;
  const letter: PlainLetter = {
    language,
    subject: words.subject(site),
    status: words.status,
    title: words.title(site),
    lead: isInvitation ? said.invitation.lead(site, by) : said.signIn.lead(site),
    button: { label: words.open, url: sending.signInUrl },
    next: words.next(until(owed.expiresAt, timeZone, locale)),
    footer: words.footer(site),
  };
  return letterMail(owed, letter, sending.mailFrom);
}

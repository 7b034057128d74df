import type { AgendaItem } from '../domain/agenda.ts';
import type { OwedAgendaMail } from '../domain/mail.ts';
import { isolated, languageOf } from './languages.ts';
import type { Fact } from './letter.ts';
import { letterMail, type PlainLetter } from './letter-mail.ts';
import type { Mail, MailParts } from './mailer.ts';
import { placeLines } from './meeting-words.ts';
import { offLink } from './off-link.ts';
import { inOwnWords, type OwnTexts } from './own-letter.ts';
import { headerText, oneLine } from './safe-text.ts';
import { AGENDA_WORDS } from './templates/agenda-words.ts';
import { SAID } from './templates/said.ts';
import type { Words } from './templates/words.ts';
import { timeWords } from './zoned-time.ts';

/** The mail with a host's meetings of one day, in their order, each with who, where and the way in. */
export function composeAgendaMail(
  owed: OwedAgendaMail,
  sending: OwnTexts & Pick<MailParts, 'offUrl'> & { readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  const { timeZone, locale } = owed.recipient;
  const language = languageOf(locale);
  const words = AGENDA_WORDS[language];
  const said = SAID[language];
  const [first] = owed.meetings;
  if (!first) throw new Error('An agenda without a meeting is no mail.');
  const when = timeWords(first.start, first.end, timeZone, locale);
  const meetings = words.meetings(owed.meetings.length);
  const client = '';
  const scene = { client, hosts: '', deadline: null, by: null, isMoved: false, isOpen: false, details: '', near: '' };
  const site = isolated(new URL(sending.publicUrl).host, language);
  const letter: PlainLetter = {
    language,
    subject: headerText(words.subject(when.date, meetings)),
    status: words.status,
    title: when.date,
    lead: words.lead(meetings),
    facts: owed.meetings.map((meeting) => factOf(meeting, owed.recipient, said)),
    next: words.times(when.zone),
    footer: said.footer('host_reminder', { ...scene, hasInvitation: false, guest: '', notes: 0, site }),
    off: offLink(owed.template, language, sending),
  };
  const own = inOwnWords(letter, owed, { ...sending, portalUrl: null });
  return letterMail(owed, own, sending.mailFrom);
}

function factOf(meeting: AgendaItem, { timeZone, locale }: OwedAgendaMail['recipient'], said: Words): Fact {
  const url = oneLine(meeting.joinUrl ?? '');
  const who = oneLine(meeting.client, 80);
  const lines = [oneLine(meeting.title, 120), who, ...placeLines(meeting, locale)].filter(Boolean);
  const join = /^https?:\/\//i.test(url) ? { link: { label: said.actions.join, url } } : {};
  return { label: timeWords(meeting.start, meeting.end, timeZone, locale).time, lines, ...join };
}

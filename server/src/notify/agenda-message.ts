import type { AgendaItem } from '../domain/agenda.ts';
import type { OwedAgendaMail } from '../domain/mail.ts';
import { isolated, languageOf } from './languages.ts';
import type { Fact, Letter } from './letter.ts';
import type { Mail } from './mailer.ts';
import { placeLines } from './meeting-words.ts';
import { headerText, oneLine } from './safe-text.ts';
import { AGENDA_WORDS } from './templates/agenda-words.ts';
import { htmlPart } from './templates/html.ts';
import { SAID } from './templates/said.ts';
import { textPart } from './templates/text.ts';
import type { Words } from './templates/words.ts';
import { timeWords } from './zoned-time.ts';

/** The mail with a host's meetings of one day, in their order, each with who, where and the way in. */
export function composeAgendaMail(
  owed: OwedAgendaMail,
  sending: { readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  const { name, email, timeZone, locale } = owed.recipient;
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
  const letter: Letter = {
    language,
    subject: headerText(words.subject(when.date, meetings)),
    status: words.status,
    title: when.date,
    lead: words.lead(meetings),
    when: null,
    was: null,
    isOff: false,
    notes: [],
    facts: owed.meetings.map((meeting) => factOf(meeting, owed.recipient, said)),
    button: null,
    changes: null,
    links: null,
    next: words.times(when.zone),
    footer: said.footer('host_reminder', { ...scene, hasInvitation: false, notes: 0, site }),
  };
  const shown = headerText(name, 120);
  return {
    to: { name: shown === email ? '' : shown, address: email },
    replyTo: { name: '', address: sending.mailFrom },
    messageId: owed.messageId,
    subject: letter.subject,
    text: textPart(letter, said),
    html: htmlPart(letter),
    invitation: null,
  };
}

function factOf(meeting: AgendaItem, { timeZone, locale }: OwedAgendaMail['recipient'], said: Words): Fact {
  const url = oneLine(meeting.joinUrl ?? '');
  const who = oneLine(meeting.client, 80);
  const lines = [oneLine(meeting.title, 120), who, ...placeLines(meeting, locale)].filter(Boolean);
  const join = /^https?:\/\//i.test(url) ? { link: { label: said.actions.join, url } } : {};
  return { label: timeWords(meeting.start, meeting.end, timeZone, locale).time, lines, ...join };
}

import type { AgendaItem } from '../domain/agenda.ts';
import type { OwedAgendaMail } from '../domain/mail.ts';
import { languageOf } from './languages.ts';
import type { Fact, Letter } from './letter.ts';
import type { Mail } from './mailer.ts';
import { placeLines } from './meeting-words.ts';
import { headerText, oneLine } from './safe-text.ts';
import { english } from './templates/english.ts';
import { french } from './templates/french.ts';
import { htmlPart } from './templates/html.ts';
import { textPart } from './templates/text.ts';
import type { Words } from './templates/words.ts';
import { timeWords } from './zoned-time.ts';

/** What the agenda of a day says besides its meetings; `date` is "Tuesday 24 November 2026". */
interface AgendaWords {
  readonly said: Words;
  subject(date: string, meetings: string): string;
  readonly status: string;
  meetings(count: number): string;
  lead(meetings: string): string;
  readonly times: string;
}

const ENGLISH: AgendaWords = {
  said: english,
  subject: (date, meetings) => `${date}: ${meetings}`,
  status: 'Your day',
  meetings: (count) => (count === 1 ? '1 meeting' : `${count} meetings`),
  lead: (meetings) => `You have ${meetings} today.`,
  times: 'Times',
};

const FRENCH: AgendaWords = {
  said: french,
  subject: (date, meetings) => `${date}\u00a0: ${meetings}`,
  status: 'Votre journée',
  meetings: (count) => `${count}\u00a0rendez-vous`,
  lead: (meetings) => `Vous avez ${meetings} aujourd’hui.`,
  times: 'Horaires',
};

/** The mail with a host's meetings of one day, in their order, each with who, where and the way in. */
export function composeAgendaMail(
  owed: OwedAgendaMail,
  sending: { readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  const { name, email, timeZone, locale } = owed.recipient;
  const words = languageOf(locale) === 'fr' ? FRENCH : ENGLISH;
  const [first] = owed.meetings;
  if (!first) throw new Error('An agenda without a meeting is no mail.');
  const when = timeWords(first.start, first.end, timeZone, locale);
  const meetings = words.meetings(owed.meetings.length);
  const client = '';
  const scene = { client, hosts: '', deadline: null, by: null, isMoved: false, isOpen: false, details: '', near: '' };
  const site = new URL(sending.publicUrl).host;
  const letter: Letter = {
    language: words === FRENCH ? 'fr' : 'en',
    subject: headerText(words.subject(when.date, meetings)),
    status: words.status,
    title: when.date,
    lead: words.lead(meetings),
    when: null,
    was: null,
    isOff: false,
    notes: [],
    facts: owed.meetings.map((meeting) => factOf(meeting, owed.recipient, words.said)),
    button: null,
    changes: null,
    links: null,
    next: `${words.said.labelled(words.times, when.zone)}.`,
    footer: words.said.footer('host_reminder', { ...scene, hasInvitation: false, notes: 0, site }),
  };
  const shown = headerText(name, 120);
  return {
    to: { name: shown === email ? '' : shown, address: email },
    replyTo: { name: '', address: sending.mailFrom },
    messageId: owed.messageId,
    subject: letter.subject,
    text: textPart(letter, words.said),
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

import type { LocationKind, Meeting, Participant } from '../domain/meeting.ts';
import { formatLocaleOf, type Language, languageOf } from './languages.ts';
import { oneLine } from './safe-text.ts';

/** The name to call a participant by: their own, else their address. One line. */
export function nameOf(participant: Participant): string {
  return oneLine(participant.name) || participant.email;
}

/** Everyone on a meeting in a role, in the meeting's order. */
export function withRole(meeting: Meeting, role: Participant['role']): Participant[] {
  return meeting.participants.filter((participant) => participant.role === role);
}

/** The one who booked. Every meeting has one; throws where it does not. */
export function clientOf(meeting: Meeting): Participant {
  const [client] = withRole(meeting, 'client');
  if (!client) throw new Error(`The meeting ${meeting.id} has no client.`);
  return client;
}

/** Making a format costs a hundred times what using it does. Callers choose the locale: no more than these are kept. */
const KEPT_FORMATS = 64;
const listFormats = new Map<string, Intl.ListFormat>();

/** "Ada, Bea and Camille", by the reader's language. */
export function listNames(names: readonly string[], locale: string): string {
  const spoken = formatLocaleOf(locale);
  let format = listFormats.get(spoken);
  if (!format) {
    if (listFormats.size >= KEPT_FORMATS) listFormats.clear();
    format = new Intl.ListFormat(spoken, { style: 'long', type: 'conjunction' });
    listFormats.set(spoken, format);
  }
  return format.format(names);
}

/** What the meeting is called in everybody's calendar: its title, and who meets. In the meeting's language; one line. */
export function summaryOf(meeting: Meeting): string {
  const names = [clientOf(meeting), ...withRole(meeting, 'host')].slice(0, 4).map((one) => oneLine(nameOf(one), 60));
  const colon = COLONS[languageOf(meeting.locale)] ?? ': ';
  return `${oneLine(meeting.title, 120)}${colon}${listNames(names, meeting.locale)}`;
}

const COMMAS: Partial<Record<Language, string>> = { ja: ' ', ar: '، ' };
const COLONS: Partial<Record<Language, string>> = { fr: '\u00a0: ', ja: '：' };

/** How people meet, where the place has no name of its own. */
export const KIND_WORDS: Readonly<Record<Language, Readonly<Record<LocationKind, string>>>> = {
  en: { video: 'Video call', phone: 'Phone call', in_person: 'In person' },
  fr: { video: 'Visioconférence', phone: 'Appel téléphonique', in_person: 'Sur place' },
  es: { video: 'Videollamada', phone: 'Llamada telefónica', in_person: 'En persona' },
  de: { video: 'Videogespräch', phone: 'Telefongespräch', in_person: 'Vor Ort' },
  it: { video: 'Videochiamata', phone: 'Telefonata', in_person: 'Di persona' },
  pt: { video: 'Videochamada', phone: 'Por telefone', in_person: 'Presencial' },
  ja: { video: 'ビデオ通話', phone: 'お電話', in_person: '対面' },
  ar: { video: 'مكالمة فيديو', phone: 'مكالمة هاتفية', in_person: 'حضوريًا' },
};

/** Where people meet, line by line: what the place is called, then its address; the kind alone where neither is known. */
export function placeLines(meeting: Pick<Meeting, 'location'>, locale: string): string[] {
  const lines = [meeting.location.label, meeting.location.address].map((text) => oneLine(text ?? '')).filter(Boolean);
  return lines.length > 0 ? lines : [KIND_WORDS[languageOf(locale)][meeting.location.kind]];
}

/** Where people meet on one line, as calendars keep it: the link of a video call, else the place. In the meeting's language. */
export function whereOf(meeting: Meeting): string {
  const link = meeting.location.kind === 'video' && meeting.joinUrl !== null ? oneLine(meeting.joinUrl) : '';
  return link || placeLines(meeting, meeting.locale).join(COMMAS[languageOf(meeting.locale)] ?? ', ');
}

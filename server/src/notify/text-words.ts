import type { Meeting } from '../domain/meeting.ts';
import type { TextTemplate } from '../domain/text-message.ts';
import { type Language, languageOf, readableLocale } from './languages.ts';
import { listNames, nameOf, withRole } from './meeting-words.ts';
import { oneLine } from './safe-text.ts';
import { SAID } from './templates/said.ts';
import type { Scene } from './templates/words.ts';
import { inGsm, sizeOf } from './text-alphabet.ts';
import { tinyWords } from './zoned-time.ts';

/** What stands before the address that ends texts: short, for every sign is paid for. */
const STOP: Readonly<Record<Language, string>> = {
  en: 'Stop texts:',
  fr: 'Stop SMS :',
  es: 'Baja SMS:',
  de: 'SMS stoppen:',
  it: 'Stop SMS:',
  pt: 'Parar SMS:',
  ja: '配信停止:',
  ar: 'إيقاف:',
};

/** The subjects of these mails speak of nothing but when, what and who. */
const SCENE: Scene = {
  client: '',
  hosts: '',
  deadline: null,
  by: 'host',
  isMoved: false,
  isOpen: false,
  details: '',
  hasInvitation: false,
  notes: 0,
  guest: '',
  near: '',
  site: '',
};

/** How many messages a text may be: in the GSM alphabet one, in any other two, and more only where the rest leaves no room for what it is about. */
const USUAL_SEGMENTS = { gsm: 1, other: 2 };
/** Of the title and the names together so much always stays. */
const LEAST_ROOM = 26;

/**
 * What a text message says: when, what and with whom, in the reader's language and zone, and where no more are asked for. A long title, then long
 * names, are cut at a word. Isolates are left out: phones show them as boxes.
 */
export function textWords(template: TextTemplate, meeting: Meeting, stopUrl: string): string {
  const client = withRole(meeting, 'client')[0];
  const locale = readableLocale(client?.locale ?? meeting.locale, meeting.type.locale);
  const language = languageOf(locale);
  const when = tinyWords(meeting.start, client?.timeZone ?? meeting.timeZone, locale);
  const hosts = listNames(
    withRole(meeting, 'host').map((host) => oneLine(nameOf(host))),
    locale,
  );
  const whole = (title: string, other: string) => {
    const said = SAID[language].subject(template, SCENE, when, title, other).replace(/[\u2066-\u2069]/g, '');
    const text = `${said}\n${STOP[language]} ${stopUrl}`;
    return inGsm(text) ?? text;
  };
  return fitted(whole, oneLine(meeting.title), hosts);
}

function fitted(whole: (title: string, other: string) => string, title: string, other: string): string {
  const { isGsm } = sizeOf(whole(title, other));
  const needed = sizeOf(whole('', '')).length + Math.min(LEAST_ROOM, title.length + other.length);
  const room = (messages: number) => messages * (isGsm ? (messages > 1 ? 153 : 160) : 67);
  let most = USUAL_SEGMENTS[isGsm ? 'gsm' : 'other'];
  while (room(most) < needed) most += 1;
  for (const [left, right] of cuts(title, other)) {
    const text = whole(left, right);
    if (sizeOf(text).segments <= most) return text;
  }
  return whole(cutAtWord(title, FEW), cutAtWord(other, FEW));
}

/** A title or names are not cut to less. */
const FEW = 10;

/** From the whole on, ever shorter: first the title, down to a few signs of it, then the names. */
function* cuts(title: string, other: string): Generator<readonly [string, string]> {
  for (let length = title.length; length > FEW; length -= 1) yield [cutAtWord(title, length), other];
  for (let length = other.length; length > FEW; length -= 1) yield [cutAtWord(title, FEW), cutAtWord(other, length)];
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** At most so many signs, and "…" where something is left out, at the end of a word where there is one. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  const isMidWord = /\S/.test(text.charAt(kept.length));
  const lastSpace = kept.lastIndexOf(' ');
  const words = isMidWord && lastSpace > most / 3 ? kept.slice(0, lastSpace) : kept;
  return `${words.replace(/[\s,;:.–-]+$/u, '')}…`;
}

import { parseQuietHours, type QuietHours } from './domain/quiet-hours.ts';
import { readTextFormat, type TextFormat, templateMistake } from './notify/text-request.ts';
import { readUrl, readWord, type Setting, setting } from './setting.ts';

const METHODS = ['POST', 'PUT', 'GET'] as const;
type TextMethod = (typeof METHODS)[number];

/** The night, when texts wait: from nine in the evening until eight in the morning. */
const NIGHT: QuietHours = { from: 21 * 60, to: 8 * 60 };

/** Every setting of text messages, by its name in Config. */
export const smsSettings = {
  smsUrl: setting<string | null>(
    'BOOKER_SMS_URL',
    'HTTP gateway that text messages are sent by, https://…; {{to}}, {{text}}, {{id}} and {{from}} may stand in it (default: none are sent)',
    null,
    readGateway,
    true,
  ),
  smsMethod: setting<TextMethod>(
    'BOOKER_SMS_METHOD',
    'how it is asked: POST, PUT or GET (default: POST)',
    'POST',
    (text) => readWord(text.toUpperCase(), METHODS),
  ),
  smsHeaders: setting<Readonly<Record<string, string>>>(
    'BOOKER_SMS_HEADERS',
    'headers as JSON, {"Authorization": "Bearer …"}; Content-Type says how the body is written',
    {},
    readHeaders,
    true,
  ),
  smsBody: setting<string | null>(
    'BOOKER_SMS_BODY',
    'body with {{to}}, {{text}}, {{id}} and {{from}} in it (default: {"to":"{{to}}","text":"{{text}}","id":"{{id}}"})',
    null,
    (text) => text,
    true,
  ),
  smsFrom: setting<string | null>('BOOKER_SMS_FROM', 'sender, what {{from}} stands for', null, (text) => text.trim()),
  smsQuietHours: setting<QuietHours | null>(
    'BOOKER_SMS_QUIET_HOURS',
    'when no text is sent, by the clock of whom it is for, or off (default: 21:00-08:00)',
    NIGHT,
    readHours,
  ),
  smsMonthlyCap: setting<number | null>(
    'BOOKER_SMS_MONTHLY_CAP',
    'text messages in a calendar month (UTC) at most, by all processes on the database together, or off (default: 500)',
    500,
    readCap,
  ),
  smsPrefixes: setting<readonly string[]>(
    'BOOKER_SMS_PREFIXES',
    'what numbers must begin with to be texted, +33,+32 (default: any)',
    [],
    readPrefixes,
  ),
};

/** The settings of text messages as they are given; null where one is unset. */
export type SmsConfig = {
  readonly [Key in keyof typeof smsSettings]: (typeof smsSettings)[Key] extends Setting<infer Value> ? Value : never;
};

/** What the gateway is asked; null where none is set. Throws where the settings do not fit each other. */
export function textFormat(config: SmsConfig): TextFormat | null {
  const { smsUrl: url, smsMethod: method, smsHeaders: headers, smsBody: body, smsFrom: from } = config;
  return url === null ? null : readTextFormat({ url, method, headers, body, from });
}

/** What is wrong with settings of text messages that are each well written, one sentence each. */
export function smsMistakes(config: Partial<SmsConfig>): string[] {
  const { smsUrl: url, smsMethod: method, smsHeaders: headers, smsBody: body, smsFrom: from } = config;
  if (url === null) {
    const isLeft = body !== null || from !== null || Object.keys(headers ?? {}).length > 0;
    return isLeft ? ['BOOKER_SMS_URL must be set where other settings of text messages are'] : [];
  }
  // What could not be read was complained of already.
  if (!url || !method || !headers || body === undefined || from === undefined) return [];
  const mistake = templateMistake({ url, method, headers, body, from });
  return mistake === null ? [] : [mistake];
}

function readGateway(text: string): string {
  const url = readUrl(text, ['http:', 'https:']);
  if (url === null || url.username !== '' || url.password !== '') {
    throw new Error('must be an address like https://sms.example.com/send; a sign-in goes into BOOKER_SMS_HEADERS');
  }
  return text;
}

function readHeaders(text: string): Record<string, string> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Error('must be JSON like {"Authorization": "Bearer …"}');
  }
  const isRecord = typeof read === 'object' && read !== null && !Array.isArray(read);
  const entries: [string, unknown][] = isRecord ? Object.entries(read as object) : [['', null]];
  for (const [name, value] of entries) {
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name) || typeof value !== 'string' || !/^[\t\x20-\x7e]*$/.test(value)) {
      throw new Error('must be JSON of header names and their values, each a line of plain characters');
    }
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

function readHours(text: string): QuietHours | null {
  const hours = text === 'off' ? null : parseQuietHours(text);
  if (hours === null && text !== 'off') throw new Error('must be like 21:00-08:00, or off');
  return hours;
}

function readCap(text: string): number | null {
  if (text === 'off') return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error('must be a whole number from 1 on, or off');
  return Number(text);
}

function readPrefixes(text: string): string[] {
  const prefixes = text.split(',').map((part) => part.trim());
  if (!prefixes.every((prefix) => /^\+[1-9]\d{0,14}$/.test(prefix))) {
    throw new Error('must be beginnings of numbers with their country codes, like +33,+32');
  }
  return prefixes;
}

import type { Language } from './languages.ts';

/** How dates and times are written in one language and region. Every date's UTC fields show the wall clock. */
export interface TimeFormats {
  weekday(of: Date): string;
  /** The number alone. */
  day(of: Date): string;
  month(of: Date): string;
  fullDate(of: Date): string;
  /** Within one day: "14:00–14:30". */
  range(from: Date, to: Date): string;
  /** Past midnight: "23:30 – Wednesday 25 November, 00:30". */
  overnight(from: Date, to: Date): string;
  /** In a sentence: "martes 24 de noviembre a las 14:00". */
  instant(of: Date): string;
  /** In a subject: "martes 24 nov, 14:00". */
  brief(of: Date): string;
  /** The same where every sign counts: "mar, 24 nov, 14:00". */
  tiny(of: Date): string;
}

/** What a language does in its own way; the rest is the runtime's, whose words are CLDR's. */
interface Manner {
  /** A date as the runtime wrote it, made what people write. */
  readonly polish: (date: string) => string;
  /** Before an hour: after its day in a sentence, and in a subject. */
  readonly at: (time: string) => string;
  readonly briefly: (time: string) => string;
  /** Of "14:00" what stands in a sentence. */
  readonly hour: (time: string) => string;
  /** After a range of "14:00–14:30". */
  readonly clockWord: string;
  readonly dash: string;
  /** In 24 hours: "09:00", else "9:00" as the runtime has it. */
  readonly isPadded: boolean;
}

const bareWeekday = (date: string) => date.replace(/^(\p{L}+), (?=\d)/u, '$1 ');
const asItIs = (text: string) => text;

const ENGLISH: Manner = {
  polish: bareWeekday,
  at: (time) => `, ${time}`,
  briefly: (time) => `, ${time}`,
  hour: asItIs,
  clockWord: '',
  dash: '–',
  isPadded: true,
};

const MANNERS: Readonly<Record<Language, Manner>> = {
  en: ENGLISH,
  fr: {
    ...ENGLISH,
    polish: (date) => date.replace(/(^|\s)1(?=\s\p{L})/u, '$11er'),
    at: (time) => ` à\u00a0${time}`,
    briefly: (time) => ` à\u00a0${time}`,
    hour: frenchHour,
  },
  es: { ...ENGLISH, isPadded: false, at: (time) => `${isOne(time) ? ' a la' : ' a las'}\u00a0${time}` },
  de: { ...ENGLISH, polish: asItIs, hour: (time) => `${time}\u00a0Uhr`, clockWord: '\u00a0Uhr' },
  it: {
    ...ENGLISH,
    polish: (date) => bareWeekday(date).replace(/(^|\s)1(?=\s\p{L})/u, '$11º'),
    at: (time) => ` alle\u00a0${time}`,
  },
  pt: {
    ...ENGLISH,
    polish: (date) => date.replace(/(^|\s)1(?=\sde\s)/u, '$11º'),
    at: (time) => `${isOne(time) ? ', à' : ', às'}\u00a0${time}`,
  },
  ja: {
    ...ENGLISH,
    polish: asItIs,
    at: (time) => ` ${time}`,
    briefly: (time) => ` ${time}`,
    dash: '～',
    isPadded: false,
  },
  ar: {
    ...ENGLISH,
    isPadded: false,
    polish: asItIs,
    at: (time) => `، الساعة\u00a0${time}`,
    briefly: (time) => `، ${time}`,
  },
};

/** The formats of a BCP 47 tag, which must be of this language. Always the Gregorian calendar, with the digits of the region. */
export function timeFormats(locale: string, language: Language): TimeFormats {
  const manner = MANNERS[language];
  const intl = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, calendar: 'gregory', timeZone: 'UTC' });
  const date = (of: Date, options: Intl.DateTimeFormatOptions) => manner.polish(intl(options).format(of));
  // Japanese sets the day of the week after the date, in brackets, as one sign.
  const day = { weekday: language === 'ja' ? 'short' : 'long', day: 'numeric' } as const;

  const clock = intl({ hour: 'numeric', minute: '2-digit' });
  const halfDays = clock.resolvedOptions().hour12 === true;
  const time = (of: Date) =>
    manner.isPadded && !halfDays ? of.toISOString().slice(11, 16) : plainSpaces(clock.format(of));
  const spoken = (of: Date) => (halfDays ? time(of) : manner.hour(time(of)));
  const begins = (of: Date) => (halfDays ? time(of) : `${time(of)}${manner.clockWord}`);
  const range = (from: Date, to: Date) =>
    halfDays ? plainSpaces(clock.formatRange(from, to)) : `${time(from)}${manner.dash}${time(to)}${manner.clockWord}`;
  const instant = (of: Date) => date(of, { ...day, month: 'long' }) + manner.at(spoken(of));
  return {
    weekday: (of) => intl({ weekday: language === 'ja' ? 'long' : 'short' }).format(of),
    day: (of) => partOf(intl({ day: 'numeric' }), of, 'day'),
    month: (of) => intl({ month: 'short' }).format(of),
    fullDate: (of) => date(of, { ...day, month: 'long', year: 'numeric' }),
    range,
    overnight: (from, to) => `${begins(from)}${manner.dash === '–' ? ' – ' : manner.dash}${instant(to)}`,
    instant,
    brief: (of) => date(of, { ...day, month: 'short' }) + manner.briefly(spoken(of)),
    tiny: (of) => date(of, { weekday: 'short', day: 'numeric', month: 'short' }) + manner.briefly(time(of)),
  };
}

/** Text that begins a line or a sentence with a capital letter, in scripts that have them. */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

function partOf(format: Intl.DateTimeFormat, of: Date, type: Intl.DateTimeFormatPartTypes): string {
  return format.formatToParts(of).find((part) => part.type === type)?.value ?? '';
}

/** "14 h", "14 h 30", held together by no-break spaces. */
function frenchHour(time: string): string {
  const [hours, minutes] = time.split(':');
  return `${Number(hours)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
}

function isOne(time: string): boolean {
  return /^0?1:/.test(time);
}

/** Thin spaces around the dash and before AM come out uneven where a font lacks them. */
function plainSpaces(text: string): string {
  return text.replace(/\s*–\s*/u, '–').replace(/\s/gu, '\u00a0');
}

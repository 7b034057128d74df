import { offsetAt, type ZoneRules } from '../domain/zone-rules.ts';
import { type CityLanguage, cityIn } from './city-words.ts';
import type { Language } from './languages.ts';

/** "UTC+1", "UTC−3:30", "UTC": an offset in minutes, east positive. */
function offsetWords(minutes: number): string {
  const whole = Math.round(Math.abs(minutes));
  if (whole === 0) return 'UTC';
  const rest = whole % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(whole / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/**
 * A zone by city and offset, as it holds from `start` to `end` (epoch milliseconds): "Paris time (UTC+1)". Both offsets stand
 * there where the clock changes in between. A zone that is no city's is its offset alone.
 */
export function zoneWords(zone: ZoneRules, start: number, end: number, language: Language): string {
  const [before, after] = [offsetWords(offsetAt(zone, start)), offsetWords(offsetAt(zone, end))];
  const offsets = before === after ? before : `${before}${THEN[language]}${after}`;
  if (!zone.name.includes('/') || zone.name.startsWith('Etc/')) return offsets;
  const name = language === 'ja' || language === 'ar' ? runtimeName(zone.name, language) : TIME_OF[language](zone.name);
  return name === null ? offsets : `${name} (${offsets})`;
}

const THEN: Readonly<Record<Language, string>> = {
  en: ', then ',
  fr: ', puis ',
  es: ', después ',
  de: ', dann ',
  it: ', poi ',
  pt: ', depois ',
  ja: '、のち ',
  ar: '، ثم ',
};

const TIME_OF: Readonly<Record<CityLanguage | 'en', (zoneName: string) => string>> = {
  en: (zone) => `${tzCity(zone)} time`,
  fr: (zone) => `heure ${ofFrench(cityOf(zone, 'fr'))}`,
  es: (zone) => `hora de ${cityOf(zone, 'es')}`,
  de: (zone) => `Ortszeit ${cityOf(zone, 'de')}`,
  it: (zone) =>
    `ora ${contracted(cityOf(zone, 'it'), { 'il ': 'del ', 'la ': 'della ', 'le ': 'delle ', 'l’': 'dell’' }, 'di ')}`,
  pt: (zone) =>
    `hora ${contracted(cityOf(zone, 'pt'), { 'o ': 'do ', 'a ': 'da ', 'os ': 'dos ', 'as ': 'das ' }, 'de ')}`,
};

/**
 * In the scripts that cannot take over a Latin name the runtime's own names of places stand (CLDR's generic location format): the country
 * where it has one zone, else the city. Null where it knows none.
 */
function runtimeName(zoneName: string, language: 'ja' | 'ar'): string | null {
  try {
    for (const timeZoneName of ['shortGeneric', 'longGeneric'] as const) {
      const format = new Intl.DateTimeFormat(language, { timeZone: zoneName, timeZoneName });
      const name = format.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? '';
      if (!/[A-Z]/.test(name)) return language === 'ar' ? name.replace(/^توقيت/u, 'بتوقيت') : name;
    }
  } catch {
    // The runtime's table of zones is another than ours, and may be older.
  }
  return null;
}

function cityOf(zoneName: string, language: CityLanguage): string {
  return cityIn(language, lastPart(zoneName)) ?? tzCity(zoneName);
}

function tzCity(zoneName: string): string {
  const last = lastPart(zoneName);
  return PROPER[last] ?? last.replaceAll('_', ' ');
}

function lastPart(zoneName: string): string {
  return zoneName.slice(zoneName.lastIndexOf('/') + 1);
}

/** "de Paris", "d’Athènes", "du Caire", "de La Havane". */
function ofFrench(city: string): string {
  if (city.startsWith('Le ')) return `du ${city.slice(3)}`;
  return /^[aeiouyàâéèêëîïôöûüÿœæ]/i.test(city) && !/^Y[aeiou]/i.test(city) ? `d’${city}` : `de ${city}`;
}

/** A preposition that melts with an article: "del Cairo", "dos Açores". */
function contracted(city: string, articles: Readonly<Record<string, string>>, plain: string): string {
  const article = Object.keys(articles).find((one) => city.startsWith(one));
  return article === undefined ? plain + city : articles[article] + city.slice(article.length);
}

/** Cities whose name the tz database writes without its signs, or by an older name. */
const PROPER: Record<string, string> = {
  Asuncion: 'Asunción',
  Bogota: 'Bogotá',
  Calcutta: 'Kolkata',
  Cancun: 'Cancún',
  Ho_Chi_Minh: 'Ho Chi Minh City',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Noumea: 'Nouméa',
  Rangoon: 'Yangon',
  Reunion: 'Réunion',
  Saigon: 'Ho Chi Minh City',
  Sao_Paulo: 'São Paulo',
  St_Johns: 'St John’s',
};

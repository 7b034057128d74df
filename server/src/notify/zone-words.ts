import { offsetAt, type ZoneRules } from '../domain/zone-rules.ts';
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
  const then = language === 'fr' ? 'puis' : 'then';
  const offsets = before === after ? before : `${before}, ${then} ${after}`;
  if (!zone.name.includes('/') || zone.name.startsWith('Etc/')) return offsets;
  const city = cityOf(zone.name, language);
  return language === 'fr' ? `heure ${ofCity(city)} (${offsets})` : `${city} time (${offsets})`;
}

function cityOf(zoneName: string, language: Language): string {
  const last = zoneName.slice(zoneName.lastIndexOf('/') + 1);
  return (language === 'fr' ? FRENCH[last] : undefined) ?? PROPER[last] ?? last.replaceAll('_', ' ');
}

/** "de Paris", "d’Athènes", "du Caire", "de La Havane". */
function ofCity(city: string): string {
  if (city.startsWith('Le ')) return `du ${city.slice(3)}`;
  return /^[aeiouyàâéèêëîïôöûüÿœæ]/i.test(city) && !/^Y[aeiou]/i.test(city) ? `d’${city}` : `de ${city}`;
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

/** Cities that French calls otherwise. */
const FRENCH: Record<string, string> = {
  Addis_Ababa: 'Addis-Abeba',
  Algiers: 'Alger',
  Athens: 'Athènes',
  Azores: 'Açores',
  Baghdad: 'Bagdad',
  Barbados: 'Barbade',
  Beirut: 'Beyrouth',
  Brussels: 'Bruxelles',
  Bucharest: 'Bucarest',
  Cairo: 'Le Caire',
  Copenhagen: 'Copenhague',
  Damascus: 'Damas',
  Dhaka: 'Dacca',
  Dubai: 'Dubaï',
  Havana: 'La Havane',
  Jerusalem: 'Jérusalem',
  Kabul: 'Kaboul',
  Kathmandu: 'Katmandou',
  Katmandu: 'Katmandou',
  Kiev: 'Kyiv',
  Lisbon: 'Lisbonne',
  London: 'Londres',
  Manila: 'Manille',
  Mexico_City: 'Mexico',
  Moscow: 'Moscou',
  Montreal: 'Montréal',
  Nicosia: 'Nicosie',
  Reunion: 'La Réunion',
  Seoul: 'Séoul',
  Singapore: 'Singapour',
  Tashkent: 'Tachkent',
  Tehran: 'Téhéran',
  Vienna: 'Vienne',
  Warsaw: 'Varsovie',
};

import type { Words } from './en.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;
const CITIES: Record<string, string> = {
  London: 'Londres',
  Brussels: 'Bruxelles',
  Geneva: 'Genève',
  Lisbon: 'Lisbonne',
  Vienna: 'Vienne',
  Athens: 'Athènes',
  Warsaw: 'Varsovie',
  Moscow: 'Moscou',
  Copenhagen: 'Copenhague',
  Bucharest: 'Bucarest',
  Algiers: 'Alger',
  Cairo: 'Le Caire',
  Beirut: 'Beyrouth',
  Jerusalem: 'Jérusalem',
  Montreal: 'Montréal',
  'Mexico City': 'Mexico',
  'Sao Paulo': 'São Paulo',
  Singapore: 'Singapour',
  Seoul: 'Séoul',
  Tokyo: 'Tokyo',
  Reunion: 'La Réunion',
  Noumea: 'Nouméa',
  Tehran: 'Téhéran',
  Dubai: 'Dubaï',
};
const of = (city: string) =>
  /^[AEIOUÉÎÔ]/.test(city) ? `d’${city}` : city.startsWith('Le ') ? `du ${city.slice(3)}` : `de ${city}`;

/** French, written rather than translated; no-break spaces before double punctuation and within hours. */
export const fr: Words = {
  lang: 'fr',
  city: (city) => CITIES[city] ?? city,
  zone: (city) => (city === 'UTC' ? city : `Heure ${of(CITIES[city] ?? city)}`),
  changeZone: (zone, locked) => `${zone}, changer ${locked ? 'l’affichage des heures' : 'de fuseau horaire'}`,
  seats: (count) => plural(count, 'place', 'places'),
  calendar: 'Choisir un jour',
  previousMonth: (month) => `Mois précédent, ${month}`,
  nextMonth: (month) => `Mois suivant, ${month}`,
  timesOn: (day, count) => `${day}, ${count ? plural(count, 'horaire libre', 'horaires libres') : 'aucun horaire'}`,
  loading: 'Chargement des horaires',
  parts: ['Nuit', 'Matin', 'Après-midi', 'Soir'],
  again: 'Réessayer',
  unexpected: 'Le serveur de réservation ne peut pas répondre. Réessayez dans un instant.',
};

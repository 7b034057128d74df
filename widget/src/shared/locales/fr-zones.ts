import type { ZoneWords } from './en-zones.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;

/** What the zone picker says in French, besides `fr`; comes with it. */
export const frZones: ZoneWords = {
  zonePicker: 'Fuseau horaire',
  zoneSearch: 'Ville ou pays',
  zoneNone: 'Aucun fuseau trouvé. Essayez le nom d’une grande ville ou du pays.',
  zoneCount: (count) => plural(count, 'fuseau horaire', 'fuseaux horaires'),
  zoneLocked: 'Ces horaires sont indiqués dans un même fuseau pour tout le monde.',
  hours: (is24) => (is24 ? '24 h' : '12 h'),
  hoursLabel: 'Heures',
};

import type { Words } from '../shared/locales/en.ts';
import { type Offsets, offsetAt, offsetLabel, zoneCity } from '../shared/zoned-format.ts';
import type { Choosing } from './chooser.ts';

/** `Paris time (UTC+1)`, by the offset of the day shown. */
export const zoneName = ({ element, months, timeZone, flow, slots }: Choosing): string =>
  zoneAt(element.words, months.offsets, timeZone, flow.start ?? slots[0]?.start ?? Date.now());

/** The same at an instant (epoch ms); without the offset while none is known. */
export function zoneAt(words: Words, offsets: Offsets, timeZone: string, at: number): string {
  const city = words.zone(zoneCity(timeZone));
  return offsets.length && timeZone !== 'UTC' ? `${city} (${offsetLabel(offsetAt(offsets, at))})` : city;
}

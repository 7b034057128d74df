import { offsetAt, offsetLabel, zoneCity } from '../shared/zoned-format.ts';
import type { Choosing } from './visit.ts';

/** `Paris time (UTC+1)`, by the offset of the day shown. */
export function zoneName({ element, months, timeZone, flow, slots }: Choosing): string {
  const city = element.words.zone(zoneCity(timeZone));
  const at = flow.start ?? slots[0]?.start ?? Date.now();
  const known = months.offsets.length && timeZone !== 'UTC';
  return known ? `${city} (${offsetLabel(offsetAt(months.offsets, at))})` : city;
}

import type { Words } from '../shared/locales/en.ts';
import { localDate, offsetAt, offsetLabel, wallClock, zoneCity } from '../shared/zoned-format.ts';
import type { BookerView } from './booker-view.ts';

/** `Tuesday 24 November, 14:00`. */
export function when({ words, formats, months }: BookerView, start: number, short = false): string {
  const date = localDate(months.offsets, start);
  return words.at((short ? formats.shortDay : formats.day)(date), formats.time(wallClock(months.offsets, start)));
}

/** What happened and what to do, for a failure's code. */
export function failureWords(words: Words, failure: { code: string; retryAfterSeconds: number | null }): string {
  const { code, retryAfterSeconds } = failure;
  if (code === 'rate_limited') {
    return words.limited(retryAfterSeconds === null ? words.aMinute : words.seconds(retryAfterSeconds));
  }
  if (code === 'offline' || code === 'timeout') return words[code];
  if (code === 'type_not_found') return words.gone;
  return words.unexpected;
}

/** `Paris time (UTC+1)`, by the offset of the day shown. */
export function zoneName({ words, months, timeZone, flow }: BookerView): string {
  const slots = flow.date === null ? undefined : months.at(flow.month)?.days.get(flow.date);
  const at = flow.start ?? slots?.[0]?.start ?? Date.now();
  const city = words.zone(zoneCity(timeZone));
  if (!months.offsets.length || city === 'UTC') return city;
  return `${city} (${offsetLabel(offsetAt(months.offsets, at))})`;
}

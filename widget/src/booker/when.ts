import { restWords } from './rest-words.ts';
import type { Choosing } from './visit.ts';

/** `Tuesday 24 November, 14:00`; short: `Tue 24 Nov, 14:00`. */
export function when(visit: Choosing, start: number, short = false): string {
  const { formats, kit } = visit.element;
  const at = kit.wallClock(visit.months.offsets, start);
  const options = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const day = short ? formats.make(options).format(at) : formats.day(at.toISOString());
  return restWords(visit).at(day, formats.time(at));
}

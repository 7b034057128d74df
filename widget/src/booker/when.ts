import { whenText } from '../shared/when-text.ts';
import type { Choosing } from './chooser.ts';
import { restWords } from './rest-words.ts';

/** `Tuesday 24 November, 14:00`; short: `Tue 24 Nov, 14:00`. */
export function when(visit: Choosing, start: number, short = false): string {
  const { formats, kit } = visit.element;
  return whenText(formats, restWords(visit), kit.wallClock(visit.months.offsets, start), short);
}

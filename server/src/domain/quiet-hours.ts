import { localDay, parseTime, resolveLocal } from './local-time.ts';
import { findZone } from './zone-rules.ts';

/** When nobody is sent a text, on their own clock: from `from` until `to`, exclusive, in minutes since midnight; usually past midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** "21:00-08:00"; null: it is no such span, or an empty one. */
export function parseQuietHours(text: string): QuietHours | null {
  const [first = '', last = '', ...others] = text.split('-').map((part) => part.trim());
  const from = parseTime(first);
  const to = parseTime(last);
  return from === null || to === null || from === to || others.length > 0 ? null : { from, to };
}

/**
 * When the quiet hours end that `at` lies in, by the clock of this zone (all in epoch milliseconds); null: it lies in none. An hour that the clock
 * skips is that much later, and of one that it shows twice the first counts.
 */
export function quietEnd({ from, to }: QuietHours, timeZone: string, at: number): number | null {
  const zone = findZone(timeZone) ?? findZone('Etc/UTC');
  if (!zone) return null;
  const today = localDay(zone, at);
  for (const day of [today - 1, today]) {
    const end = resolveLocal(zone, from < to ? day : day + 1, to);
    if (resolveLocal(zone, day, from) <= at && at < end) return end;
  }
  return null;
}

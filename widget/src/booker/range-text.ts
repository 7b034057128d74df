import type { Formats } from '../shared/zoned-format.ts';

/** `14:00–14:30`, of two wall clocks. */
export function rangeText({ make, clock }: Formats, start: Date, end: Date): string {
  const time = make(clock);
  // Over midnight a range would drag both dates in.
  if (start.getUTCDate() !== end.getUTCDate()) return `${time.format(start)}–${time.format(end)}`;
  // Browsers set the dash apart by one space or another; the mail, which says the same, does not.
  return time.formatRange(start, end).replace(/\s*–\s*/, '–');
}

import type { Formats } from '../shared/zoned-format.ts';

/** `14:00–14:30`, of two wall clocks. */
export function rangeText({ make, clock }: Formats, start: Date, end: Date): string {
  const time = make(clock);
  // Over midnight a range would drag both dates in.
  return start.getUTCDate() === end.getUTCDate()
    ? time.formatRange(start, end)
    : `${time.format(start)}–${time.format(end)}`;
}

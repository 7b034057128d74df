/** A half-open span of instants [start, end), epoch milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The part of `interval` inside `bounds`; null where none is left. */
export function clip(interval: Interval, bounds: Interval): Interval | null {
  const start = Math.max(interval.start, bounds.start);
  const end = Math.min(interval.end, bounds.end);
  return start < end ? { start, end } : null;
}

/** The union of intervals in any order, as ascending intervals of which no two overlap or touch; empty ones fall away. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((one) => one.start < one.end).sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.start <= last.end) {
      if (next.end > last.end) merged[merged.length - 1] = { start: last.start, end: next.end };
    } else merged.push({ start: next.start, end: next.end });
  }
  return merged;
}

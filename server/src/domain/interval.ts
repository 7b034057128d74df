/** A half-open span of instants [start, end), epoch milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

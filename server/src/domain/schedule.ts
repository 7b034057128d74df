/** ISO weekdays, 1 = Monday … 7 = Sunday, on which the hosts' wall clock is open from `start` to `end` ("HH:MM", an end may be "24:00"). */
export interface WeeklyRule {
  readonly days: readonly number[];
  readonly start: string;
  readonly end: string;
}

/** Replaces one local date's rules ("YYYY-MM-DD"); no interval closes the date. */
export interface DateOverride {
  readonly date: string;
  readonly intervals: readonly { readonly start: string; readonly end: string }[];
}

/** Weekly rules and date overrides, all on the wall clock of one IANA zone. */
export interface Schedule {
  readonly timeZone: string;
  readonly rules: readonly WeeklyRule[];
  readonly overrides: readonly DateOverride[];
}

import type { FieldError } from './failures.ts';
import { clip, type Interval, merge } from './interval.ts';
import { isoWeekday, parseDate, parseTime, resolveLocal } from './local-time.ts';
import { findZone, type ZoneRules } from './zone-rules.ts';

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

/** Minutes since midnight, start before end, end at most 1440. */
interface WallSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The open blocks of each local date from `firstDay` to `lastDay` (day numbers, inclusive), ascending: an override's intervals, else the
 * weekday's rules (S3), read on the wall clock (S1), clipped to the date (S4) and merged within it alone (S5), so that the
 * blocks of neighbouring dates may touch but never overlap. Takes a schedule that `checkSchedule` finds right.
 */
export function openBlocks(schedule: Schedule, zone: ZoneRules, firstDay: number, lastDay: number): Interval[] {
  const weekdays = weekdaySpans(schedule.rules);
  const overrides = overrideSpans(schedule.overrides);
  const blocks: Interval[] = [];
  let dayStart = resolveLocal(zone, firstDay, 0);
  for (let day = firstDay; day <= lastDay; day += 1) {
    const nextDayStart = resolveLocal(zone, day + 1, 0);
    const spans = overrides.get(day) ?? (weekdays[isoWeekday(day)] as WallSpan[]);
    const date = { start: dayStart, end: nextDayStart };
    const open: Interval[] = [];
    for (const span of spans) {
      const whole = { start: resolveLocal(zone, day, span.start), end: resolveLocal(zone, day, span.end) };
      const block = clip(whole, date);
      if (block) open.push(block);
    }
    blocks.push(...(open.length > 1 ? merge(open) : open));
    dayStart = nextDayStart;
  }
  return blocks;
}

/**
 * Every mistake in a schedule whose shape is right, with JSON pointers into it: an unknown zone, a time or date that does not
 * exist, an interval that does not end after it starts, a weekday that is none, two overrides for one date. Empty: it can be used.
 */
export function checkSchedule(schedule: Schedule): FieldError[] {
  const errors: FieldError[] = [];
  if (!findZone(schedule.timeZone)) {
    errors.push({ path: '/timeZone', message: 'must be a time zone of the tz database, like Europe/Paris' });
  }
  for (const [i, rule] of schedule.rules.entries()) {
    errors.push(...checkDays(rule.days, `/rules/${i}/days`), ...checkSpan(rule, `/rules/${i}`));
  }
  const seen = new Set<string>();
  for (const [i, override] of schedule.overrides.entries()) {
    const path = `/overrides/${i}/date`;
    if (parseDate(override.date) === null) errors.push({ path, message: 'must be a date that exists, YYYY-MM-DD' });
    else if (seen.has(override.date)) errors.push({ path, message: `a second override for ${override.date}` });
    seen.add(override.date);
    for (const [k, span] of override.intervals.entries()) {
      errors.push(...checkSpan(span, `/overrides/${i}/intervals/${k}`));
    }
  }
  return errors;
}

function checkDays(days: readonly number[], path: string): FieldError[] {
  if (days.length === 0) return [{ path, message: 'must name at least one weekday' }];
  return days.flatMap((day, i) =>
    Number.isInteger(day) && day >= 1 && day <= 7
      ? []
      : [{ path: `${path}/${i}`, message: 'must be an ISO weekday, 1 (Monday) to 7 (Sunday)' }],
  );
}

function checkSpan(span: { readonly start: string; readonly end: string }, path: string): FieldError[] {
  const start = parseTime(span.start);
  const end = parseTime(span.end, true);
  const errors: FieldError[] = [];
  if (start === null) errors.push({ path: `${path}/start`, message: 'must be a time from 00:00 to 23:59, HH:MM' });
  if (end === null) errors.push({ path: `${path}/end`, message: 'must be a time from 00:01 to 24:00, HH:MM' });
  if (start !== null && end !== null && start >= end) {
    errors.push({
      path: `${path}/end`,
      message: `${span.end} is not after ${span.start}; write a span over midnight as two, one to 24:00 and one from 00:00 on the next day`,
    });
  }
  return errors;
}

function weekdaySpans(rules: readonly WeeklyRule[]): WallSpan[][] {
  const weekdays: WallSpan[][] = Array.from({ length: 8 }, () => []);
  for (const rule of rules) {
    const span = wallSpan(rule);
    for (const day of rule.days) weekdays[day]?.push(span);
  }
  return weekdays;
}

function overrideSpans(overrides: readonly DateOverride[]): Map<number, WallSpan[]> {
  const spans = new Map<number, WallSpan[]>();
  for (const override of overrides) {
    const day = parseDate(override.date);
    if (day !== null) spans.set(day, override.intervals.map(wallSpan));
  }
  return spans;
}

function wallSpan(span: { readonly start: string; readonly end: string }): WallSpan {
  return { start: parseTime(span.start) ?? 0, end: parseTime(span.end, true) ?? 0 };
}

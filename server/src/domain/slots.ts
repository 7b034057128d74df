import type { BusyInterval, HostCalendar, OfferQuery } from './assignment.ts';
import { bookableWindow, earliestStart, lastBookableDay } from './booking-rules.ts';
import { Failure } from './failures.ts';
import type { Interval } from './interval.ts';
import { type LimitName, limitReader } from './limits.ts';
import { localDay, localDayReader, MINUTE_MS } from './local-time.ts';
import { openBlocks, type Schedule } from './schedule.ts';
import { findZone, type ZoneRules } from './zone-rules.ts';

/** The part of a question that is the same for every host. */
export type StartQuery = Omit<OfferQuery, 'assignment' | 'hosts'>;

/** Why a host cannot take a candidate start; `outside_hours` only where the grid is another host's. */
export type Obstacle = 'too_soon' | 'past_horizon' | 'outside_hours' | 'busy' | LimitName;

/** A standing session of the type that still has seats. */
export interface OpenSession {
  readonly sessionId: string;
  readonly seatsLeft: number;
}

/** What one host can do with each candidate start (epoch milliseconds, ascending); the lists run side by side. */
export interface Survey {
  readonly host: HostCalendar;
  readonly starts: readonly number[];
  /** Null: bookable. */
  readonly obstacles: readonly (Obstacle | null)[];
  /** By index: the session that a booking would join; it counts only where there is no obstacle. */
  readonly sessions: ReadonlyMap<number, OpenSession>;
}

/** The bookable starts of one host's calendar, epoch milliseconds, ascending: SLOTS.md S1 to S12. Throws Failure unknown_time_zone. */
export function bookableStarts(query: StartQuery, host: HostCalendar): number[] {
  const window = bookableWindow(query.rules, query.now, query.range);
  const { starts, obstacles } = surveyHost({ ...query, range: window }, host);
  return starts.filter((_, i) => obstacles[i] === null);
}

/** Every start of the host's own grid that lies in the range and fits the host's hours, with what stands in its way. */
export function surveyHost(query: StartQuery, host: HostCalendar): Survey {
  if (!host.schedule) return { host, starts: [], obstacles: [], sessions: new Map() };
  const zone = zoneOf(host.schedule);
  return weigh(query, host, zone, gridStarts(hoursAround(query, host.schedule, zone), query));
}

/** The same for starts of another host's grid (ascending, in the range): they must fit this host's hours too. */
export function surveyGiven(query: StartQuery, host: HostCalendar, starts: readonly number[]): Survey {
  if (!host.schedule) return { host, starts, obstacles: starts.map(() => 'outside_hours'), sessions: new Map() };
  const zone = zoneOf(host.schedule);
  const survey = weigh(query, host, zone, starts);
  const blocks = hoursAround(query, host.schedule, zone);
  const fits = fitReader(blocks, query.durationMinutes * MINUTE_MS);
  const obstacles = survey.obstacles.map((obstacle, i) => (fits(starts[i] as number) ? obstacle : 'outside_hours'));
  return { ...survey, obstacles };
}

/** Whether [start, start + duration) lies in the host's open hours, and whether its date is past the host's horizon. */
export function placeOf(query: StartQuery, host: HostCalendar, start: number): { open: boolean; pastHorizon: boolean } {
  if (!host.schedule) return { open: false, pastHorizon: false };
  const zone = zoneOf(host.schedule);
  const blocks = hoursAround({ ...query, range: { start, end: start + 1 } }, host.schedule, zone);
  return {
    open: fitReader(blocks, query.durationMinutes * MINUTE_MS)(start),
    pastHorizon: localDay(zone, start) > lastBookableDay(query.rules, zone, query.now),
  };
}

/** The span of starts (both ends exclusive) that a busy entry takes from a candidate, both sides' buffers added up (S8). */
export function shadowOf(query: StartQuery, entry: BusyInterval): { after: number; before: number } {
  const { bufferBeforeMinutes, bufferAfterMinutes } = query.rules;
  const isMeeting = entry.kind === 'meeting';
  const ownBefore = isMeeting ? (entry.bufferBeforeMinutes ?? 0) : 0;
  const ownAfter = isMeeting ? (entry.bufferAfterMinutes ?? 0) : 0;
  return {
    after: entry.start - (ownBefore + query.durationMinutes + bufferAfterMinutes) * MINUTE_MS,
    before: entry.end + (ownAfter + bufferBeforeMinutes) * MINUTE_MS,
  };
}

function zoneOf(schedule: Schedule): ZoneRules {
  const zone = findZone(schedule.timeZone);
  if (!zone) throw new Failure('unknown_time_zone', `The tz database knows no zone ${schedule.timeZone}.`);
  return zone;
}

/** S1 to S5 for every date that a meeting starting in the range can touch. */
function hoursAround(query: StartQuery, schedule: Schedule, zone: ZoneRules): Interval[] {
  const { start, end } = query.range;
  if (!(start < end)) return [];
  // A date more, as a clock set back over midnight shows yesterday's date after today's has begun.
  const lastDay = localDay(zone, end + query.durationMinutes * MINUTE_MS) + 1;
  return openBlocks(schedule, zone, localDay(zone, start), lastDay);
}

/** S6, S7 and S12: each block's grid from its own start, as far as the stretch of touching blocks holds the meeting. */
function gridStarts(blocks: readonly Interval[], query: StartQuery): number[] {
  const step = query.rules.slotIntervalMinutes * MINUTE_MS;
  const duration = query.durationMinutes * MINUTE_MS;
  const starts: number[] = [];
  let stretchEnd = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < blocks.length; i += 1) {
    const block = blocks[i] as Interval;
    if (block.start >= stretchEnd) stretchEnd = endOfStretch(blocks, i);
    const last = Math.min(block.end - 1, stretchEnd - duration, query.range.end - 1);
    const skipped = Math.max(0, Math.ceil((query.range.start - block.start) / step));
    for (let start = block.start + skipped * step; start <= last; start += step) starts.push(start);
  }
  return starts;
}

function endOfStretch(blocks: readonly Interval[], first: number): number {
  let i = first;
  while (blocks[i + 1]?.start === blocks[i]?.end) i += 1;
  return (blocks[i] as Interval).end;
}

/** S7 for starts asked in ascending order. */
function fitReader(blocks: readonly Interval[], duration: number): (start: number) => boolean {
  let i = 0;
  let stretchEnd = Number.NEGATIVE_INFINITY;
  return (start) => {
    while (i < blocks.length && (blocks[i] as Interval).end <= start) i += 1;
    const block = blocks[i];
    if (!block || start < block.start) return false;
    if (block.end > stretchEnd) stretchEnd = endOfStretch(blocks, i);
    return start + duration <= stretchEnd;
  };
}

/** S8 to S11 for candidates in ascending order. A nearer reason wins over a further one: notice, horizon, busy time, limits. */
function weigh(query: StartQuery, host: HostCalendar, zone: ZoneRules, starts: readonly number[]): Survey {
  const { blocked, sessions } = weighBusy(query, host.busy, starts);
  const earliest = earliestStart(query.rules, query.now);
  const lastDay = lastBookableDay(query.rules, zone, query.now);
  const limitOn =
    starts.length === 0
      ? null
      : limitReader({ ...query, busy: host.busy, hostDailyLimit: host.dailyLimit }, localDayReader(zone));
  const dayOf = localDayReader(zone);
  const obstacles = starts.map((start, i): Obstacle | null => {
    if (start < earliest) return 'too_soon';
    const day = dayOf(start);
    if (day > lastDay) return 'past_horizon';
    if (blocked[i]) return 'busy';
    // A seat in a standing session is no new session.
    return limitOn === null || sessions.has(i) ? null : limitOn(day);
  });
  return { host, starts, obstacles, sessions };
}

/**
 * S8 in time linear in the busy entries, whatever their order: each adds one where the starts that it takes begin and takes
 * one away where they end, and the running sum tells how many stand on a start.
 */
function weighBusy(query: StartQuery, busy: readonly BusyInterval[], starts: readonly number[]) {
  const steps = new Int32Array(starts.length + 1);
  const sessions = new Map<number, OpenSession>();
  const first = starts[0] ?? Number.POSITIVE_INFINITY;
  const last = starts.at(-1) ?? Number.NEGATIVE_INFINITY;
  for (const entry of busy) {
    if (entry.end <= entry.start) continue;
    const shadow = shadowOf(query, entry);
    if (shadow.before <= first || shadow.after >= last) continue;
    const from = lowerBound(starts, shadow.after + 1);
    const to = lowerBound(starts, shadow.before);
    if (from === to) continue;
    take(steps, from, to);
    const seatsLeft = seatsLeftIn(query, entry);
    const own = seatsLeft > 0 ? lowerBound(starts, entry.start) : -1;
    if (starts[own] !== entry.start || !entry.session) continue;
    sessions.set(own, { sessionId: entry.session.id, seatsLeft });
    take(steps, own + 1, own);
  }
  for (let i = 1; i < steps.length; i += 1) steps[i] = (steps[i] as number) + (steps[i - 1] as number);
  return { blocked: steps, sessions };
}

/** Puts one on each of [from, to); with the ends swapped it takes one off again. */
function take(steps: Int32Array, from: number, to: number): void {
  steps[from] = (steps[from] as number) + 1;
  steps[to] = (steps[to] as number) - 1;
}

/** The seats that a start of this question could still get in an entry's session; 0 where it cannot be joined. */
function seatsLeftIn(query: StartQuery, entry: BusyInterval): number {
  const { session } = entry;
  if (query.rules.capacity <= 1 || entry.kind !== 'meeting' || session?.typeId !== query.typeId) return 0;
  if (entry.end - entry.start !== query.durationMinutes * MINUTE_MS) return 0;
  return Math.max(0, session.capacity - session.seatsTaken);
}

/** The first index whose start (ascending) is at or after `instant`; their number where none is. */
export function lowerBound(starts: readonly number[], instant: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { inOrderOfPreference, type OfferQuery } from './assignment.ts';
import { bookableWindow, earliestStart, lastBookableDay } from './booking-rules.ts';
import { localDay, MINUTE_MS, nextDateChange } from './local-time.ts';
import { reasonAt, type Standing } from './offer-reasons.ts';
import { lowerBound, type Obstacle, placeOf, type Survey, surveyGiven, surveyHost } from './slots.ts';
import { findZone } from './zone-rules.ts';

/** Bookable starts, epoch milliseconds, ascending; `seatsLeft` stands beside them where the type's capacity is above 1. */
export interface Offers {
  readonly starts: number[];
  readonly seatsLeft: number[] | null;
}

/** Why a start is no start of the type. */
export type UnavailableReason =
  | 'past'
  | 'too_soon'
  | 'past_horizon'
  | 'outside_hours'
  | 'off_grid'
  | 'unknown_duration';

/**
 * What a booking of a start meets. `free`: `hostIds` are all booked, or under round robin are the free hosts in order of preference,
 * of whom the first that the database grants is booked. `join`: a seat in a standing session. `taken`: it is one of the type's
 * starts, and only meetings, calendars or reached limits stand in its way.
 */
export type Verdict =
  | { readonly kind: 'free'; readonly hostIds: string[] }
  | { readonly kind: 'join'; readonly sessionId: string; readonly seatsLeft: number; readonly hostIds: string[] }
  | { readonly kind: 'taken' }
  | { readonly kind: 'unavailable'; readonly reason: UnavailableReason };

/** A start of the grid with what a booking of it meets, and why. */
export interface Explanation {
  readonly start: number;
  readonly verdict: Verdict;
  readonly because: string;
}

/** Every bookable start in the range, over all of the type's hosts (SLOTS.md); none for a duration that the type does not have. */
export function offeredStarts(query: OfferQuery): Offers {
  const { capacity } = query.rules;
  const surveys = surveyHosts({ ...query, range: bookableWindow(query.rules, query.now, query.range) });
  const seats = query.assignment === 'collective' ? seatsWithAll(surveys, capacity) : seatsWithAny(surveys, capacity);
  const starts = [...seats.keys()];
  if (surveys.length > 1) starts.sort((a, b) => a - b);
  return { starts, seatsLeft: capacity > 1 ? starts.map((start) => seats.get(start) as number) : null };
}

/** What a booking of one start (epoch milliseconds) meets, by the very rules that make the list; the question's range does not matter. */
export function judgeStart(query: OfferQuery, start: number): Verdict {
  if (!query.rules.durationsMinutes.includes(query.durationMinutes)) return unavailable('unknown_duration');
  return verdictAt(query, surveyHosts({ ...query, range: { start, end: start + 1 } }), start);
}

/** Every start of the type's grid in the range, ascending, with its verdict and the reason as an English sentence for the command line. */
export function explainStarts(query: OfferQuery): Explanation[] {
  const surveys = surveyHosts(query);
  const starts = [...new Set(surveys.flatMap((survey) => survey.starts))].sort((a, b) => a - b);
  return starts.map((start) => ({
    start,
    verdict: verdictAt(query, surveys, start),
    because: reasonAt(query, standingsAt(surveys, start), start),
  }));
}

/**
 * The earliest instant (epoch milliseconds) at which the same question has another answer though nothing was booked or changed:
 * the first start lapses by the notice, or a host's calendar turns to the next date and the horizon moves on. Infinity: never.
 */
export function validUntil(query: OfferQuery, offers: Offers): number {
  const first = offers.starts[0];
  let until = Number.POSITIVE_INFINITY;
  if (first !== undefined) until = first - query.rules.minimumNoticeMinutes * MINUTE_MS + 1;
  for (const { schedule } of query.hosts) {
    const zone = schedule && findZone(schedule.timeZone);
    if (!zone) continue;
    // A date more, as a clock set back over midnight shows a date twice.
    const rangeHolds = lastBookableDay(query.rules, zone, query.now) > localDay(zone, query.range.end) + 1;
    if (!rangeHolds) until = Math.min(until, nextDateChange(zone, query.now));
  }
  return until;
}

/** Seats by start, where any one host can take it: the seats of all who can. */
function seatsWithAny(surveys: readonly Survey[], capacity: number): Map<number, number> {
  const seats = new Map<number, number>();
  for (const { starts, obstacles, sessions } of surveys) {
    for (const [i, start] of starts.entries()) {
      if (obstacles[i] !== null) continue;
      seats.set(start, (seats.get(start) ?? 0) + (sessions.get(i)?.seatsLeft ?? capacity));
    }
  }
  return seats;
}

/** Seats by start, where all hosts can take it together. */
function seatsWithAll(surveys: readonly Survey[], capacity: number): Map<number, number> {
  const seats = new Map<number, number>();
  for (const start of surveys[0]?.starts ?? []) {
    const verdict = bookAll(standingsAt(surveys, start), surveys.length);
    if (verdict) seats.set(start, verdict.kind === 'join' ? verdict.seatsLeft : capacity);
  }
  return seats;
}

/** One survey a host. Under collective assignment all of them speak of the first host's grid. */
function surveyHosts(query: OfferQuery): Survey[] {
  const [first, ...others] = query.hosts;
  if (!first || !query.rules.durationsMinutes.includes(query.durationMinutes)) return [];
  const survey = surveyHost(query, first);
  if (query.assignment === 'single') return [survey];
  if (query.assignment === 'round_robin') return [survey, ...others.map((host) => surveyHost(query, host))];
  return [survey, ...others.map((host) => surveyGiven(query, host, survey.starts))];
}

/** What each host can do with one start; a host on whose grid it is not has no standing. */
function standingsAt(surveys: readonly Survey[], start: number): Standing[] {
  return surveys.flatMap(({ host, starts, obstacles, sessions }) => {
    const i = lowerBound(starts, start);
    return starts[i] === start ? [{ host, obstacle: obstacles[i] ?? null, session: sessions.get(i) ?? null }] : [];
  });
}

function verdictAt(query: OfferQuery, surveys: readonly Survey[], start: number): Verdict {
  if (start < query.now) return unavailable('past');
  if (start < earliestStart(query.rules, query.now)) return unavailable('too_soon');
  const standings = standingsAt(surveys, start);
  const given = query.assignment === 'collective' ? bookAll(standings, surveys.length) : bookOne(standings, start);
  return given ?? refuse(query, standings, start);
}

/** All hosts take the start: a new session, or a seat in the one that all of them share. Null: one of them cannot. */
function bookAll(standings: readonly Standing[], hostCount: number): Verdict | null {
  const session = standings[0]?.session;
  const able = standings.filter((one) => one.obstacle === null && one.session?.sessionId === session?.sessionId);
  if (hostCount === 0 || able.length < hostCount) return null;
  const hostIds = able.map((one) => one.host.hostId);
  return session ? { kind: 'join', ...session, hostIds } : { kind: 'free', hostIds };
}

/** One host takes the start, a standing session with seats before a new one. Null: none can. */
function bookOne(standings: readonly Standing[], start: number): Verdict | null {
  const able = standings.filter((one) => one.obstacle === null);
  const ranked = inOrderOfPreference(
    able.map((one) => one.host),
    start,
  );
  for (const host of ranked) {
    const session = able.find((one) => one.host === host)?.session;
    if (session) return { kind: 'join', ...session, hostIds: [host.hostId] };
  }
  return ranked.length > 0 ? { kind: 'free', hostIds: ranked.map((host) => host.hostId) } : null;
}

/** Why nobody takes the start; where hosts differ, the reason of the one that comes nearest to taking it. */
function refuse(query: OfferQuery, standings: readonly Standing[], start: number): Verdict {
  const together = query.assignment === 'collective';
  const inTheWay = standings.map((one) => one.obstacle);
  const barred = (obstacle: Obstacle | null) => obstacle === 'past_horizon' || obstacle === 'outside_hours';
  if (inTheWay.length > 0 && !(together ? inTheWay.some(barred) : inTheWay.every(barred))) return { kind: 'taken' };
  const hosts = query.assignment === 'single' ? query.hosts.slice(0, 1) : query.hosts;
  const places = hosts.map((host) => placeOf(query, host, start));
  const reach = places.filter((place) => !place.pastHorizon);
  const open = reach.filter((place) => place.open);
  const needed = together ? hosts.length : 1;
  if (hosts.length > 0 && reach.length < needed) return unavailable('past_horizon');
  return unavailable(hosts.length > 0 && open.length >= needed ? 'off_grid' : 'outside_hours');
}

function unavailable(reason: UnavailableReason): Verdict {
  return { kind: 'unavailable', reason };
}

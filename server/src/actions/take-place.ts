import type { OfferQuery } from '../domain/assignment.ts';
import { Failure } from '../domain/failures.ts';
import type { Host } from '../domain/host.ts';
import type { IdPrefix } from '../domain/id.ts';
import { MINUTE_MS } from '../domain/local-time.ts';
import { judgeStart, offeredStarts, type UnavailableReason, type Verdict } from '../domain/offers.ts';
import type { Db, Transaction } from '../store/database.ts';
import { lockHosts, markBooked } from '../store/hosts.ts';
import { claimSession, nextSeat } from '../store/sessions.ts';
import { loadQuery, type OfferedType } from './offered-type.ts';

/** A seat in a session that holds its hosts' time. */
export interface TakenPlace {
  readonly sessionId: string;
  readonly seat: number;
  /** The session's, which keeps it whatever becomes of the type's. */
  readonly capacity: number;
  readonly hosts: readonly Host[];
}

/** Which time: `start` and `now` are epoch milliseconds. */
export interface Wish {
  readonly start: number;
  readonly durationMinutes: number;
  readonly now: number;
  /** As a question to the engine has it. */
  readonly leaving?: string | undefined;
}

const WHY: Readonly<Record<UnavailableReason, string>> = {
  past: 'This time has passed.',
  too_soon: 'This time is too soon to be booked.',
  past_horizon: 'This time is too far ahead to be booked yet.',
  outside_hours: 'This time lies outside the hours of this meeting type.',
  off_grid: 'No meeting of this type starts at this time.',
  unknown_duration: 'This meeting type does not have this length.',
};

/**
 * Takes a place at a start: a seat in a standing session, or a new session with the time of one or all hosts claimed; the database has
 * the last word, and round robin goes on to the next host when it refuses one. Null: the start is taken.
 * Throws Failure slot_unavailable where it is no start of the type.
 */
export async function takePlace(
  tx: Transaction,
  offered: OfferedType,
  wish: Wish,
  idFor: (prefix: IdPrefix) => string,
): Promise<TakenPlace | null> {
  const { type } = offered;
  await lockHosts(
    tx,
    offered.hosts.map((host) => host.id),
  );
  const query = await loadQuery(tx, offered, { ...wish, range: { start: wish.start, end: wish.start + 1 } });
  const verdict = placeVerdict(query, wish.start);
  if (verdict.kind === 'taken') return null;
  const hosts = verdict.hostIds.flatMap((id) => offered.hosts.find((host) => host.id === id) ?? []);
  if (verdict.kind === 'join') {
    return { sessionId: verdict.sessionId, ...(await nextSeat(tx, verdict.sessionId)), hosts };
  }
  const inTurn = type.assignment === 'round_robin';
  for (const together of inTurn ? hosts.map((host) => [host]) : [hosts]) {
    const sessionId = idFor('ses');
    const session = {
      id: sessionId,
      typeId: type.id,
      start: wish.start,
      end: wish.start + wish.durationMinutes * MINUTE_MS,
      bufferBeforeMinutes: type.rules.bufferBeforeMinutes,
      bufferAfterMinutes: type.rules.bufferAfterMinutes,
      capacity: type.rules.capacity,
    };
    const hostIds = together.map((host) => host.id);
    if (!(await claimSession(tx, session, hostIds, wish.now))) continue;
    if (inTurn) await markBooked(tx, type.id, hostIds, wish.now);
    return { sessionId, seat: 1, capacity: session.capacity, hosts: together };
  }
  return null;
}

/** What a booking of a start (epoch milliseconds) meets. Throws Failure slot_unavailable where it is no start of the type. */
export function placeVerdict(query: OfferQuery, start: number): Exclude<Verdict, { kind: 'unavailable' }> {
  const verdict = judgeStart(query, start);
  if (verdict.kind === 'unavailable') throw new Failure('slot_unavailable', WHY[verdict.reason]);
  return verdict;
}

/** How far around a taken start others are looked for, one after the other until there are enough. */
const NEIGHBOURHOODS_MS = [3, 14, 45].map((days) => days * 86_400_000);
const ALTERNATIVES = 5;

/** Up to five bookable starts (epoch milliseconds) around a taken one, in both directions, the nearest first. */
export async function nearestStarts(db: Db, offered: OfferedType, wish: Wish): Promise<number[]> {
  let nearest: number[] = [];
  for (const reach of NEIGHBOURHOODS_MS) {
    const range = { start: wish.start - reach, end: wish.start + reach };
    const { starts } = offeredStarts(await loadQuery(db, offered, { ...wish, range }));
    nearest = starts
      .sort((a, b) => Math.abs(a - wish.start) - Math.abs(b - wish.start) || a - b)
      .slice(0, ALTERNATIVES);
    if (nearest.length === ALTERNATIVES) break;
  }
  return nearest;
}

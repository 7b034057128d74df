import type { IdPrefix } from '../domain/id.ts';
import { MINUTE_MS } from '../domain/local-time.ts';
import type { Transaction } from '../store/database.ts';
import { lockHosts } from '../store/hosts.ts';
import type { FoundMeeting } from '../store/meetings.ts';
import { claimSession, moveSession, nextSeat, seatsTaken } from '../store/sessions.ts';
import { loadQuery, type OfferedType } from './offered-type.ts';
import { placeVerdict, type TakenPlace, type Wish } from './take-place.ts';

/** Where a moved meeting sits. */
export type MovedPlace = Omit<TakenPlace, 'hosts'>;

/**
 * Takes a meeting from its place to one at another start, with the same hosts, by the rules of a booking that its own place does not stand
 * in the way of: a session that is its alone moves with it, one of several seats leaves for a seat elsewhere or a session of its own. What
 * it held is free. Null, and nothing written: the start is taken. Throws Failure slot_unavailable where it is no start of the type.
 */
export async function movePlace(
  tx: Transaction,
  offered: OfferedType,
  from: FoundMeeting,
  wish: Wish,
  idFor: (prefix: IdPrefix) => string,
): Promise<MovedPlace | null> {
  const { sessionId } = from;
  const hostIds = offered.hosts.map((host) => host.id);
  await lockHosts(tx, hostIds);
  const isAlone = (await seatsTaken(tx, sessionId)) === 1;
  const range = { start: wish.start, end: wish.start + 1 };
  const verdict = placeVerdict(await loadQuery(tx, offered, { ...wish, range, leaving: sessionId }), wish.start);
  if (verdict.kind === 'taken') return null;
  if (verdict.kind === 'join') return { sessionId: verdict.sessionId, ...(await nextSeat(tx, verdict.sessionId)) };
  const { bufferBeforeMinutes, bufferAfterMinutes, capacity } = offered.type.rules;
  const span = {
    start: wish.start,
    end: wish.start + wish.durationMinutes * MINUTE_MS,
    bufferBeforeMinutes,
    bufferAfterMinutes,
  };
  if (isAlone) {
    const { seat } = from;
    return (await moveSession(tx, { id: sessionId, ...span })) ? { sessionId, seat, capacity: from.capacity } : null;
  }
  const id = idFor('ses');
  const session = { id, typeId: offered.type.id, capacity, ...span };
  return (await claimSession(tx, session, hostIds, wish.now)) ? { sessionId: id, seat: 1, capacity } : null;
}

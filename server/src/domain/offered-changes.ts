import { MINUTE_MS } from './local-time.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingType } from './meeting-type.ts';

/** Why a meeting cannot be moved: it is over or cancelled, has begun, begins too soon, was moved often enough, or is offered no more. */
export type WhyNotMoved = 'closed' | 'begun' | 'notice_passed' | 'moves_used_up' | 'type_off';

/** What a client may still do to a meeting; `until` is the last instant (epoch milliseconds) at which anything is possible, null where time has no say. */
export interface OfferedChanges {
  readonly canMove: boolean;
  readonly canCancel: boolean;
  /** Why moving is not offered; null: it is. */
  readonly reason: WhyNotMoved | null;
  readonly until: number | null;
  readonly movesLeft: number;
}

/** What the client may do at `now` (epoch milliseconds), by the rules of the meeting's type as they are now. */
export function offeredChanges(
  meeting: Pick<Meeting, 'status' | 'start' | 'moves'>,
  type: Pick<MeetingType, 'changeNoticeMinutes' | 'maxMoves' | 'active'>,
  now: number,
): OfferedChanges {
  const movesLeft = Math.max(0, type.maxMoves - meeting.moves);
  const lastInstant = meeting.start - type.changeNoticeMinutes * MINUTE_MS;
  const isOpen = meeting.status === 'scheduled' || meeting.status === 'confirmed';
  const hindrance = hindranceOf(isOpen, meeting.start, lastInstant, now);
  const reason = hindrance ?? (type.active ? null : 'type_off') ?? (movesLeft > 0 ? null : 'moves_used_up');
  return {
    canMove: reason === null,
    canCancel: hindrance === null,
    reason,
    until: isOpen ? lastInstant : null,
    movesLeft,
  };
}

/** What stands in the way of moving and cancelling alike. */
function hindranceOf(isOpen: boolean, start: number, lastInstant: number, now: number): WhyNotMoved | null {
  if (!isOpen) return 'closed';
  if (start <= now) return 'begun';
  return lastInstant < now ? 'notice_passed' : null;
}

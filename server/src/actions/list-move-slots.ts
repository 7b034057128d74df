import { Failure } from '../domain/failures.ts';
import { allow, statusAt } from '../domain/meeting.ts';
import { changesOpen, refusalFor } from '../domain/meeting-changes.ts';
import { findMeeting } from '../store/meetings.ts';
import type { Context } from './context.ts';
import { type Kept, keptAnswer } from './kept-answers.ts';
import type { Actor } from './meeting-to-change.ts';
import { loadHeldType } from './offered-type.ts';
import { keyOfWish, type SlotsAnswer, type SlotsWish, searchSlots } from './slot-search.ts';

/** To which starts which meeting can be moved, by whom; that it is theirs to move was asked before. */
export interface MoveSlotsRequest extends SlotsWish {
  readonly meetingId: string;
  /** The client where absent. */
  readonly actor?: Actor | undefined;
}

/**
 * The starts that a meeting can be moved to, by the rules and the code of its move: for its own hosts alone, as if its own place were free.
 * Of its own length where none is asked for, and then without the start that it has. While nothing is written and nothing lapses, the same
 * request is given the same object. Throws Failure not_found, meeting_closed, change_refused, change_notice_passed, moves_used_up,
 * invalid_request, range_too_long or unknown_time_zone.
 */
export async function listMoveSlots(ctx: Context, request: MoveSlotsRequest): Promise<SlotsAnswer> {
  const { meetingId, actor } = request;
  const role = actor?.role ?? 'client';
  const key = `move ${role} ${meetingId} ${keyOfWish(request)}`;
  return keptAnswer(ctx.store, key, ctx.clock.now(), () => movable(ctx, request, role));
}

async function movable(ctx: Context, request: MoveSlotsRequest, role: Actor['role']): Promise<Kept<SlotsAnswer>> {
  const now = ctx.clock.now();
  const { db } = ctx.store;
  const found = await findMeeting(db, request.meetingId);
  if (!found) throw new Failure('not_found', 'There is no such meeting.');
  const { meeting, sessionId } = found;
  allow(role, 'move', statusAt(meeting, now));
  const offered = await loadHeldType(db, meeting, role === 'client' ? 'client' : 'host');
  const { reason, until } = changesOpen(meeting, offered.type, now);
  if (role === 'client' && reason !== null) throw refusalFor(reason);
  const wish = { ...request, durationMinutes: request.durationMinutes ?? meeting.durationMinutes };
  // Where it is already it need not be moved.
  const except = wish.durationMinutes === meeting.durationMinutes ? meeting.start : undefined;
  const place = { offered, now, leaving: sessionId, except };
  const { answer, validUntil } = await searchSlots(ctx, wish, async () => place);
  // What nobody may do any more is offered no longer.
  const closes = Math.min(meeting.confirmBy ?? meeting.end, role === 'client' ? (until ?? now) + 1 : meeting.end);
  return { answer, validUntil: Math.min(validUntil, closes) };
}

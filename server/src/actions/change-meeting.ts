import { Failure } from '../domain/failures.ts';
import { type IdPrefix, newId } from '../domain/id.ts';
import { allow, type Meeting, statusAt } from '../domain/meeting.ts';
import { changed, changesOpen, isMoved, refusalFor } from '../domain/meeting-changes.ts';
import type { Transaction } from '../store/database.ts';
import { type FoundMeeting, updateMeeting } from '../store/meetings.ts';
import { releaseClaims } from '../store/sessions.ts';
import type { Context } from './context.ts';
import { readEdits, type WantedChanges } from './meeting-edits.ts';
import { type ChangeCommand, meetingToChange } from './meeting-to-change.ts';
import { type MovedPlace, movePlace } from './move-place.ts';
import { portalExpiry, roomOf } from './new-meeting.ts';
import { loadHeldType, type OfferedType } from './offered-type.ts';
import { oweChange } from './owed-jobs.ts';
import { nearestStarts, type Wish } from './take-place.ts';

/** Who changes what of which meeting. */
export interface ChangeMeeting extends ChangeCommand {
  readonly changes: WantedChanges;
}

/**
 * Changes a meeting: its time with the place that it holds, or anything else, with all that this owes, in one transaction; the UID stays.
 * What is the same already is no change: nothing is written or sent then. Throws Failure not_found, version_conflict, meeting_closed,
 * change_refused, change_notice_passed, moves_used_up, invalid_request, answers_invalid, booking_refused, slot_unavailable, or slot_taken with the nearest
 * other starts.
 */
export async function changeMeeting(ctx: Context, command: ChangeMeeting): Promise<Meeting> {
  const outcome = await ctx.store.write((tx) => changeOnce(ctx, tx, command));
  if ('wish' in outcome) {
    const starts = await nearestStarts(ctx.store.db, outcome.offered, outcome.wish);
    throw new Failure('slot_taken', 'This time is taken.', { alternatives: starts });
  }
  if (outcome.isNew) ctx.wakeWorker();
  return outcome.meeting;
}

/** The start that the meeting was to be moved to was taken. */
interface Missed {
  readonly offered: OfferedType;
  readonly wish: Wish;
}

type Outcome = Missed | { readonly meeting: Meeting; readonly isNew: boolean };

async function changeOnce(ctx: Context, tx: Transaction, command: ChangeMeeting): Promise<Outcome> {
  const now = ctx.clock.now();
  const by = command.actor.role;
  const found = await meetingToChange(tx, command);
  const before = found.meeting;
  allow(by, 'change', statusAt(before, now));
  const offered = await loadHeldType(tx, before, by === 'client' ? 'client' : 'host');
  const room = () => roomOf(ctx.secret, found.sessionId);
  const edited = changed(before, readEdits(command.changes, before, offered, room), {
    by,
    now,
    rules: offered.type,
  });
  if (edited === before) return { meeting: before, isNew: false };
  if (isMoved(before, edited)) allow(by, 'move', statusAt(before, now));
  if (by === 'client') refuseLate(before, edited, offered, now);
  const place = isMoved(before, edited) ? await takeTime(ctx, tx, found, offered, edited, now) : null;
  if (place && 'wish' in place) return place;
  const meeting = place ? inRoom(ctx, edited, found, place) : edited;
  await updateMeeting(tx, before, meeting, place && { ...place, portalExpiresAt: portalExpiry(meeting) });
  if (place && place.sessionId !== found.sessionId) await releaseClaims(tx, found.sessionId);
  await oweChange(ctx, tx, { meeting, before, change: place ? 'moved' : 'changed', by, type: offered.type });
  return { meeting, isNew: true };
}

/** A client moves only as long as the type lets them, and changes nothing of what has begun. */
function refuseLate(before: Meeting, edited: Meeting, { type }: OfferedType, now: number): void {
  const { reason } = changesOpen(before, type, now);
  if (reason === null) return;
  if (isMoved(before, edited) || reason === 'begun') throw refusalFor(reason);
}

async function takeTime(
  ctx: Context,
  tx: Transaction,
  found: FoundMeeting,
  offered: OfferedType,
  { start, durationMinutes }: Meeting,
  now: number,
): Promise<MovedPlace | Missed> {
  const wish = { start, durationMinutes, now, leaving: found.sessionId };
  const idFor = (prefix: IdPrefix) => newId(prefix, now, ctx.clock.randomBytes(10));
  return (await movePlace(tx, offered, found, wish, idFor)) ?? { offered, wish };
}

/** Each session has a room of its own: whoever leaves one for another must not wait in the old one. */
function inRoom(ctx: Context, meeting: Meeting, from: FoundMeeting, to: MovedPlace): Meeting {
  if (from.sessionId === to.sessionId || meeting.joinUrl === null) return meeting;
  const [old, next] = [from.sessionId, to.sessionId].map((sessionId) => roomOf(ctx.secret, sessionId));
  return { ...meeting, joinUrl: meeting.joinUrl.replaceAll(old as string, next as string) };
}

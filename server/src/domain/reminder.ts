import { MINUTE_MS } from './local-time.ts';
import { type Meeting, statusAt } from './meeting.ts';

/** What of a meeting says which reminders it owes. */
export type Reminded = Pick<Meeting, 'status' | 'start' | 'end' | 'confirmBy' | 'reminderMinutes'>;

/**
 * When the next reminder is due, epoch milliseconds, later than `after`: what was due by then is not made up for. Null: none is left, or the
 * meeting is not agreed.
 */
export function nextReminder(meeting: Reminded, after: number): number | null {
  if (statusAt(meeting, after) !== 'confirmed') return null;
  const due = meeting.reminderMinutes.map((minutes) => dueAt(meeting, minutes)).filter((at) => at > after);
  return due.length === 0 ? null : Math.min(...due);
}

/** What becomes of the reminders that have fallen due; lists are minutes before the start, the longest first. */
export interface ReminderVerdict {
  /** `nothing`: none is due of the meeting as it stands; `missed`: it has begun, so that what is due is told to nobody. */
  readonly outcome: 'sent' | 'missed' | 'nothing';
  /** The one that goes, the latest of those due; null where none does. */
  readonly minutes: number | null;
  /** Due as well, and not sent: a later one says the same better, or the meeting has begun. */
  readonly passedOver: readonly number[];
  /** When to look again, epoch milliseconds; null: never. */
  readonly next: number | null;
}

/**
 * Judges a meeting as it is at `now` whose reminders due before `since` were seen to (epoch milliseconds): the latest of
 * several that are due goes alone, and none once the meeting has begun.
 */
export function judgeReminders(meeting: Reminded, since: number, now: number): ReminderVerdict {
  const next = nextReminder(meeting, now);
  const due = meeting.reminderMinutes
    .filter((minutes) => dueAt(meeting, minutes) >= since && dueAt(meeting, minutes) <= now)
    .sort((a, b) => b - a);
  const isOff = meeting.status === 'scheduled' || meeting.status === 'cancelled';
  if (isOff || due.length === 0) return { outcome: 'nothing', minutes: null, passedOver: [], next };
  if (meeting.start <= now) return { outcome: 'missed', minutes: null, passedOver: due, next: null };
  return { outcome: 'sent', minutes: due.at(-1) ?? null, passedOver: due.slice(0, -1), next };
}

/**
 * When the next reminder is due once a meeting has been booked or changed (epoch milliseconds), null for none; `keep` leaves what waits as it is.
 * A meeting at another time, or newly agreed, is reminded of from now on. `waiting` is the instant of what waits, null for nothing: where that has
 * fallen due it goes first, by the new list.
 */
export function reminderAfterChange(
  before: Reminded | undefined,
  after: Reminded,
  waiting: number | null,
  now: number,
): number | null | 'keep' {
  const stands = before?.status === after.status && before.start === after.start;
  if (!stands || after.status !== 'confirmed') return nextReminder(after, now);
  const isSameList = String(before.reminderMinutes) === String(after.reminderMinutes);
  return isSameList || (waiting !== null && waiting <= now) ? 'keep' : nextReminder(after, now);
}

function dueAt({ start }: Reminded, minutes: number): number {
  return start - minutes * MINUTE_MS;
}

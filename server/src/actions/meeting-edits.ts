import type { FieldError } from '../domain/failures.ts';
import type { Meeting } from '../domain/meeting.ts';
import { guestsOf, type MeetingEdits } from '../domain/meeting-changes.ts';
import { refuseBlocked } from './admit-booking.ts';
import {
  type BookCommand,
  misfit,
  readGuests,
  readLength,
  readLocation,
  readZone,
  rightAnswers,
} from './booking-request.ts';
import { placeOf } from './new-meeting.ts';
import type { OfferedType } from './offered-type.ts';

/** What somebody wants to be otherwise, the texts already within the contract's bounds; what is absent stays. `start` is epoch milliseconds. */
export interface WantedChanges {
  readonly start?: number | undefined;
  readonly durationMinutes?: number | undefined;
  readonly timeZone?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly location?: BookCommand['location'];
  /** All of them: what is not answered here is answered no more. */
  readonly answers?: BookCommand['answers'];
  readonly guests?: readonly string[] | undefined;
  readonly reminderMinutes?: readonly number[] | undefined;
}

/**
 * Holds what is wanted against the meeting's type, as a booking is. `room` makes what stands for `{random}` in a video call's address.
 * Throws Failure invalid_request, or answers_invalid where nothing but the answers is wrong, with every mistake in it, or booking_refused
 * for a new guest.
 */
export function readEdits(
  wanted: WantedChanges,
  meeting: Meeting,
  { type, timeZone, blocked }: OfferedType,
  room: () => string,
): MeetingEdits {
  const errors: FieldError[] = [];
  const { start, title, description, reminderMinutes } = wanted;
  const durationMinutes =
    wanted.durationMinutes === undefined ? undefined : readLength(wanted.durationMinutes, type, errors);
  const zone = wanted.timeZone === undefined ? undefined : readZone(wanted.timeZone, errors);
  const guests = wanted.guests && readGuests(wanted.guests, othersOf(meeting), type, errors);
  const location = wanted.location && readLocation(wanted.location, type, errors);
  if (errors.length > 0) throw misfit(errors);
  const known = guestsOf(meeting);
  refuseBlocked(blocked, guests?.filter((guest) => !known.includes(guest.toLowerCase())) ?? []);
  const answers = wanted.answers && rightAnswers(wanted.answers, type);
  return {
    ...given({ start, durationMinutes, title, description, guests, answers }),
    // Of a type that keeps to its own zone, so do its meetings.
    ...(zone ? { timeZone: type.lockTimeZone ? timeZone : zone.name } : {}),
    ...(location ? placeOf(location, room) : {}),
    ...(reminderMinutes ? { reminderMinutes: [...new Set(reminderMinutes)].sort((a, b) => b - a) } : {}),
  };
}

function othersOf(meeting: Meeting): string[] {
  return meeting.participants.filter(({ role }) => role !== 'guest').map(({ email }) => email.toLowerCase());
}

/** What is undefined would stand in the way of what is. */
function given<Fields extends object>(fields: Fields): Partial<{ [Key in keyof Fields]: NonNullable<Fields[Key]> }> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

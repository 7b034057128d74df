import { readAnswers } from '../domain/answers.ts';
import { Failure, type FieldError } from '../domain/failures.ts';
import type { Meeting, MeetingLocation } from '../domain/meeting.ts';
import type { MeetingType } from '../domain/meeting-type.ts';
import { findZone, type ZoneRules } from '../domain/zone-rules.ts';
import type { IdempotencyKey } from './idempotency.ts';

/** What somebody asks for; the texts are already within the contract's bounds. `start` is epoch milliseconds. */
export interface BookCommand {
  readonly slug: string;
  readonly start: number;
  /** The type's first where absent. */
  readonly durationMinutes?: number | undefined;
  /** The client's IANA zone. */
  readonly timeZone: string;
  /** A BCP 47 tag; the type's where absent or malformed. */
  readonly locale?: string | undefined;
  readonly client: { readonly name: string; readonly email: string; readonly phone?: string | undefined };
  readonly guests?: readonly string[] | undefined;
  /** One of the type's; its first where absent. */
  readonly location?: Pick<MeetingLocation, 'kind' | 'label'> | undefined;
  readonly answers?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly description?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** The type's where absent, here and below. */
  readonly title?: string | undefined;
  readonly reminderMinutes?: readonly number[] | undefined;
  readonly idempotency?: IdempotencyKey | undefined;
}

/** A request held against its type. */
export interface BookingRequest {
  readonly durationMinutes: number;
  readonly zone: ZoneRules;
  readonly locale: string;
  /** In the order given; nobody stands twice, and neither the client nor a host of the type is among them. */
  readonly guests: readonly string[];
  /** As the type has it, `url` with `{random}` in it. */
  readonly location: MeetingLocation;
  readonly answers: Meeting['answers'];
}

/**
 * Holds a request against its type. Throws Failure invalid_request, or answers_invalid where nothing but the answers is wrong, with every
 * mistake in it. `hostEmails` are lower case.
 */
export function readBookingRequest(
  command: BookCommand,
  type: MeetingType,
  hostEmails: readonly string[],
): BookingRequest {
  const errors: FieldError[] = [];
  const { durationsMinutes } = type.rules;
  const durationMinutes = command.durationMinutes ?? (durationsMinutes[0] as number);
  if (!durationsMinutes.includes(durationMinutes)) {
    errors.push({ path: '/durationMinutes', message: `must be one of ${durationsMinutes.join(', ')}` });
  }
  const zone = findZone(command.timeZone);
  if (!zone) {
    errors.push({ path: '/timeZone', message: 'must be a time zone of the tz database, like Europe/Paris' });
  }
  const guests = distinctGuests(command.guests ?? [], [command.client.email.toLowerCase(), ...hostEmails]);
  if (guests.length > type.maxGuests) {
    errors.push({ path: '/guests', message: guestsMessage(type.maxGuests) });
  }
  const location = chooseLocation(type.locations, command.location);
  if (!location) errors.push({ path: '/location', message: 'must be one of the places that the meeting type offers' });
  if (errors.length > 0 || !zone || !location) {
    throw new Failure('invalid_request', 'The booking does not fit the meeting type.', { where: 'body', errors });
  }
  const { answers, errors: wrongAnswers } = readAnswers(type.questions, command.answers ?? {});
  if (wrongAnswers.length > 0) {
    throw new Failure('answers_invalid', 'Some questions are not answered as they should be.', {
      errors: wrongAnswers,
    });
  }
  return { durationMinutes, zone, locale: chooseLocale(command.locale, type), guests, location, answers };
}

function distinctGuests(guests: readonly string[], others: readonly string[]): string[] {
  const seen = new Set(others);
  return guests.filter((guest) => {
    const address = guest.toLowerCase();
    if (seen.has(address)) return false;
    seen.add(address);
    return true;
  });
}

function guestsMessage(maxGuests: number): string {
  return maxGuests === 0 ? 'cannot be brought to this meeting' : `must be at most ${maxGuests}`;
}

function chooseLocation(
  offered: readonly MeetingLocation[],
  wished: BookCommand['location'],
): MeetingLocation | undefined {
  if (!wished) return offered[0];
  return offered.find(
    (location) => location.kind === wished.kind && (wished.label === undefined || location.label === wished.label),
  );
}

function chooseLocale(tag: string | undefined, type: MeetingType): string {
  try {
    return (tag && Intl.getCanonicalLocales(tag)[0]) || type.locale;
  } catch {
    return type.locale;
  }
}

import { readAnswers } from '../domain/answers.ts';
import { Failure, type FieldError } from '../domain/failures.ts';
import type { Meeting, MeetingLocation } from '../domain/meeting.ts';
import type { MeetingType } from '../domain/meeting-type.ts';
import type { TextRules } from '../domain/text-message.ts';
import { findZone, type ZoneRules } from '../domain/zone-rules.ts';
import type { IdempotencyKey } from './idempotency.ts';
import { readTextNumber } from './text-number.ts';

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
  readonly client: {
    readonly name: string;
    readonly email: string;
    readonly phone?: string | undefined;
    /** They want to be texted about this meeting, at that number. */
    readonly textMessages?: boolean | undefined;
  };
  readonly guests?: readonly string[] | undefined;
  /** One of the type's; its first where absent. */
  readonly location?: Pick<MeetingLocation, 'kind' | 'label'> | undefined;
  readonly answers?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly description?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** The type's where absent, here and below. */
  readonly title?: string | undefined;
  readonly reminderMinutes?: readonly number[] | undefined;
  /** Absent: the client books. Else a host does so for them, and `hostId` is who is to hold the meeting (null: whoever it falls to). */
  readonly byHost?: { readonly hostId: string | null } | undefined;
  /** What proves the client's address, where the type asks for it. */
  readonly verification?: { readonly code: string } | undefined;
  /** The address needs no proof: who books has a link that was mailed to it. */
  readonly isProven?: boolean | undefined;
  readonly idempotency?: IdempotencyKey | undefined;
}

const BOOKING_PATHS = { textMessages: '/client/textMessages', phone: '/client/phone' };

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
  /** E.164; null: they do not ask to be texted. */
  readonly textTo: string | null;
}

/**
 * Holds a request against its type. Throws Failure invalid_request, or answers_invalid where nothing but the answers is wrong, with every
 * mistake in it. `hostEmails` are lower case; without `texts` nobody can ask for any.
 */
export function readBookingRequest(
  command: BookCommand,
  type: MeetingType,
  hostEmails: readonly string[],
  texts?: TextRules,
): BookingRequest {
  const errors: FieldError[] = [];
  const durationMinutes = readLength(
    command.durationMinutes ?? (type.rules.durationsMinutes[0] as number),
    type,
    errors,
  );
  const zone = readZone(command.timeZone, errors);
  const taken = [command.client.email.toLowerCase(), ...hostEmails];
  const guests = readGuests(command.guests ?? [], taken, type, errors);
  const location = readLocation(command.location, type, errors);
  const textTo = command.client.textMessages
    ? readTextNumber(command.client.phone, texts, BOOKING_PATHS, errors)
    : null;
  if (errors.length > 0 || !zone || !location) throw misfit(errors);
  return {
    durationMinutes,
    zone,
    locale: chooseLocale(command.locale, type),
    guests,
    location,
    answers: rightAnswers(command.answers ?? {}, type),
    textTo,
  };
}

/** Every mistake but those in answers, as the refusal of what was asked for. */
export function misfit(errors: readonly FieldError[]): Failure {
  return new Failure('invalid_request', 'This does not fit the meeting type.', { where: 'body', errors });
}

/** A length that the type has; else its mistake is left in `errors`, here and below. */
export function readLength(durationMinutes: number, { rules }: MeetingType, errors: FieldError[]): number {
  if (!rules.durationsMinutes.includes(durationMinutes)) {
    errors.push({ path: '/durationMinutes', message: `must be one of ${rules.durationsMinutes.join(', ')}` });
  }
  return durationMinutes;
}

/** The rules of a zone by its name in any spelling. */
export function readZone(timeZone: string, errors: FieldError[]): ZoneRules | null {
  const zone = findZone(timeZone);
  if (!zone) errors.push({ path: '/timeZone', message: 'must be a time zone of the tz database, like Europe/Paris' });
  return zone ?? null;
}

/** The guests in the order given, nobody twice, and none of `others` (in lower case), who come anyway. */
export function readGuests(
  guests: readonly string[],
  others: readonly string[],
  { maxGuests }: MeetingType,
  errors: FieldError[],
): string[] {
  const distinct = distinctGuests(guests, others);
  if (distinct.length > maxGuests) errors.push({ path: '/guests', message: guestsMessage(maxGuests) });
  return distinct;
}

/** One of the type's places, the first where none is named. */
export function readLocation(
  wished: BookCommand['location'],
  { locations }: MeetingType,
  errors: FieldError[],
): MeetingLocation | null {
  const location = chooseLocation(locations, wished);
  if (!location) errors.push({ path: '/location', message: 'must be one of the places that the meeting type offers' });
  return location ?? null;
}

/** The answers as they are kept. Throws Failure answers_invalid with every mistake. */
export function rightAnswers(
  given: NonNullable<BookCommand['answers']>,
  { questions }: MeetingType,
): BookingRequest['answers'] {
  const { answers, errors } = readAnswers(questions, given);
  if (errors.length === 0) return answers;
  throw new Failure('answers_invalid', 'Some questions are not answered as they should be.', { errors });
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

import type { Assignment } from './assignment.ts';
import type { BookingRules } from './booking-rules.ts';
import type { MeetingLocation } from './meeting.ts';

/** A question that a type asks of whoever books; `options` stand with `select` alone. */
export interface Question {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'textarea' | 'select' | 'checkbox' | 'phone' | 'email' | 'number';
  readonly options?: readonly string[] | undefined;
  readonly required: boolean;
}

/** The template of meetings: what is offered, on which rules, asking what. Lengths are whole minutes. */
export interface MeetingType {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly rules: BookingRules;
  readonly assignment: Assignment;
  /** The type's own schedule; null: each host's default one, else the team's. */
  readonly scheduleId: string | null;
  /** At least one; the first is the default. */
  readonly locations: readonly MeetingLocation[];
  /** Guests that a client may bring, at most. */
  readonly maxGuests: number;
  /** Times are shown in the type's zone, whatever the visitor's. */
  readonly lockTimeZone: boolean;
  readonly questions: readonly Question[];
  readonly requiresConfirmation: boolean;
  /** Whoever books proves first that the address is theirs. */
  readonly requiresVerifiedEmail: boolean;
  /** How long a host has to confirm, from the booking on. */
  readonly confirmationDeadlineMinutes: number;
  /** How long before the start a client may still move or cancel. */
  readonly changeNoticeMinutes: number;
  readonly maxMoves: number;
  /** Meetings of this type that one mailbox may have ahead at once, at most; null: any number. */
  readonly maxOpenMeetings: number | null;
  /** Before the start, one a reminder. */
  readonly reminderMinutes: readonly number[];
  /** BCP 47 tag of what the type's own texts are written in. */
  readonly locale: string;
  /** Shown among the types that anyone may list. */
  readonly listed: boolean;
  readonly active: boolean;
}

/** First words of the server's own addresses: a type of that slug would have no page of its own at `/{slug}`. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  'api',
  'console',
  'demo',
  'docs',
  'healthz',
  'hooks',
  'metrics',
  'oauth',
  'portal',
  'readyz',
]);

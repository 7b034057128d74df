import type { BookedView, BookingBody, MeetingTypeView, SlotsView } from '../shared/api.ts';

/** What a page knows of its visitor; every part is optional. */
export interface Prefill {
  name?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  notes?: string;
  guests?: readonly string[];
  /** The kind of place, where the type offers several. */
  location?: 'video' | 'phone' | 'in_person';
  /** By question key. */
  answers?: Readonly<Record<string, string | boolean | number>>;
}

/** What is wrong, in words for the visitor, by field name (`name`, `email`, `answer-…`); nothing where all is well. */
export type FieldMistakes = Readonly<Record<string, string>> | null | undefined;

/** Looks at a booking before it is sent. */
export type BookingCheck = (values: BookingBody) => FieldMistakes | Promise<FieldMistakes>;

/**
 * Answers in place of the booking server, each in the server's shape; what is left out is asked of the server. To fail
 * as the server does, reject with `{ code, status }` of its contract: `{ code: 'slot_taken', alternatives }` offers
 * other times. Anything else is told as `unexpected`.
 */
export interface DataSource {
  getType?(type: string, signal: AbortSignal): Promise<MeetingTypeView>;
  /** `from` inclusive, `to` exclusive: instants in RFC 3339. */
  getSlots?(
    query: { type: string; from: string; to: string; timeZone: string; durationMinutes?: number },
    signal: AbortSignal,
  ): Promise<SlotsView>;
  /** `key` stays the same over all tries of one booking. */
  book?(booking: BookingBody, key: string): Promise<BookedView>;
}

import type { ApiFailure } from '../shared/api.ts';
import { type LocalDate, type Month, monthOf } from '../shared/calendar-date.ts';

/*
 * Where the visitor stands, and what becomes of it when something happens: each function here and in form-flow.ts takes
 * the flow and what happened, and answers the next flow. Instants are epoch ms, dates local to the zone shown.
 */

export type Step = 'picking' | 'form' | 'booked';

/** Why the visitor cannot go on as they meant to; each has its words and its way out. */
export type Trouble =
  | { readonly kind: 'taken'; readonly alternatives: readonly number[] }
  | { readonly kind: 'moved' }
  | { readonly kind: 'earlier'; readonly start: number }
  | { readonly kind: 'correcting'; readonly email: string; readonly start: number }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'refused'; readonly reason: string };

/** A field's name in the form → what is wrong with it, in words. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The proof of the visitor's address, by a code that is mailed to it. */
export interface Proof {
  readonly email: string;
  /** Epoch ms of the last mail; null while it is asked for, and once its code is worth nothing. */
  readonly sentAt: number | null;
  /** The digits that were typed, once they are complete. */
  readonly code: string | null;
  /** In place of the details. */
  readonly shown: boolean;
}

export interface Flow {
  readonly step: Step;
  /** The month shown; null until the first answer tells which one to open. */
  readonly month: Month | null;
  readonly date: LocalDate | null;
  /** The day that holds the grid's one Tab stop. */
  readonly cursor: LocalDate | null;
  readonly start: number | null;
  /** What kept the shown month's times from being read. */
  readonly unread: ApiFailure | null;
  readonly sending: boolean;
  /** Sending, and longer than anybody would think. */
  readonly slow: boolean;
  readonly errors: FieldErrors;
  /** What went wrong with the booking. */
  readonly trouble: Trouble | null;
  /** Absent until it is asked for. */
  readonly proof?: Proof | null;
}

/** The start, at a wished-for date or month if there is one. */
export const startFlow = (date: LocalDate | null, month: Month | null = null): Flow => ({
  step: 'picking',
  month: date ? monthOf(date) : month,
  date,
  cursor: date,
  start: null,
  unread: null,
  sending: false,
  slow: false,
  errors: {},
  trouble: null,
});

/** A month's free dates arrived, ascending: the day chosen before stays if it is free, else the first may be chosen. */
export function monthRead(flow: Flow, month: Month, dates: readonly LocalDate[], chooses = true): Flow {
  if (flow.month !== null && flow.month !== month) return flow;
  const [first = null] = dates;
  const date = dates.find((free) => free === flow.date) ?? (chooses ? first : null);
  return { ...flow, month, unread: null, date, cursor: within(flow.cursor, month) ?? date ?? first };
}

/** Another month is shown. */
export const monthShown = (flow: Flow, month: Month): Flow => ({
  ...flow,
  month,
  unread: null,
  date: within(flow.date, month),
  cursor: within(flow.cursor, month),
});

const within = (date: LocalDate | null, month: Month) => (date?.startsWith(month) ? date : null);

/** The keyboard moved on, without choosing. */
export const cursorMoved = (flow: Flow, date: LocalDate): Flow => ({
  ...monthShown(flow, monthOf(date)),
  cursor: date,
});

/** A day was chosen. */
export const dateChosen = (flow: Flow, date: LocalDate): Flow => ({ ...cursorMoved(flow, date), date });

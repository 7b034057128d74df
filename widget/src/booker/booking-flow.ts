import { type LocalDate, type Month, monthOf } from '../shared/calendar-date.ts';

export type Step = 'picking' | 'form' | 'booked';

/** Why the visitor cannot go on as they meant to; each has its words and its way out. */
export type Trouble =
  | { readonly kind: 'taken'; readonly alternatives: readonly number[] }
  | { readonly kind: 'moved' }
  | { readonly kind: 'correcting'; readonly email: string; readonly start: number }
  | { readonly kind: 'failed'; readonly code: string; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'refused'; readonly reason: string };

/** A field's name in the form → what is wrong with it, in words. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Where the visitor stands. Instants are epoch ms, dates local to the zone shown. */
export interface Flow {
  readonly step: Step;
  /** The month shown; null until the first answer tells which one to open. */
  readonly month: Month | null;
  readonly date: LocalDate | null;
  /** The day that holds the grid's one Tab stop. */
  readonly cursor: LocalDate | null;
  readonly start: number | null;
  readonly sending: boolean;
  readonly slow: boolean;
  readonly errors: FieldErrors;
  /** What went wrong with the booking. */
  readonly trouble: Trouble | null;
  /** What kept times from being shown: a failure's code. */
  readonly unread: { readonly code: string; readonly retryAfterSeconds: number | null } | null;
}

export const START: Flow = {
  step: 'picking',
  month: null,
  date: null,
  cursor: null,
  start: null,
  sending: false,
  slow: false,
  errors: {},
  trouble: null,
  unread: null,
};

export type FlowEvent =
  /** A month's free dates arrived, ascending; it is shown if none is yet. */
  | { readonly kind: 'read'; readonly month: Month; readonly dates: readonly LocalDate[] }
  | { readonly kind: 'unread'; readonly code: string; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'month'; readonly month: Month }
  | { readonly kind: 'cursor'; readonly date: LocalDate }
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'slot'; readonly start: number; readonly date: LocalDate }
  | { readonly kind: 'back' }
  /** Something was typed that changes what else is asked. */
  | { readonly kind: 'typed' }
  | { readonly kind: 'invalid'; readonly errors: FieldErrors }
  | { readonly kind: 'sent' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'stopped'; readonly trouble: Trouble | null }
  | { readonly kind: 'booked' }
  | { readonly kind: 'correct'; readonly email: string };

/** What becomes of the flow when something happens. Pure; an event that does not fit the step changes nothing. */
export function nextFlow(flow: Flow, event: FlowEvent): Flow {
  switch (event.kind) {
    case 'read':
      return read(flow, event.month, event.dates);
    case 'unread':
      return { ...flow, unread: { code: event.code, retryAfterSeconds: event.retryAfterSeconds } };
    case 'month':
      return { ...flow, month: event.month, unread: null, ...keepWithin(flow, event.month) };
    case 'cursor':
      return { ...nextFlow(flow, { kind: 'month', month: monthOf(event.date) }), cursor: event.date };
    case 'date':
      return { ...flow, month: monthOf(event.date), date: event.date, cursor: event.date };
    case 'slot':
      return flow.sending ? flow : choose(flow, event.start, event.date);
    case 'back':
      return flow.sending ? flow : { ...flow, step: 'picking', errors: {}, trouble: null };
    default:
      return nextSending(flow, event);
  }
}

/** The half of the flow that begins with the form. */
function nextSending(flow: Flow, event: FlowEvent): Flow {
  switch (event.kind) {
    case 'invalid':
      return { ...flow, sending: false, slow: false, errors: event.errors, trouble: null };
    case 'sent':
      return flow.step === 'form' ? { ...flow, sending: true, slow: false, errors: {}, trouble: null } : flow;
    case 'slow':
      return flow.sending ? { ...flow, slow: true } : flow;
    case 'stopped': {
      const stopped = { ...flow, sending: false, slow: false, trouble: event.trouble };
      return event.trouble?.kind === 'moved' ? { ...stopped, step: 'picking', start: null } : stopped;
    }
    case 'booked':
      return { ...flow, step: 'booked', sending: false, slow: false, errors: {}, trouble: null };
    case 'correct':
      if (flow.start === null) return flow;
      return { ...flow, step: 'picking', trouble: { kind: 'correcting', email: event.email, start: flow.start } };
    default:
      return flow;
  }
}

function read(flow: Flow, month: Month, dates: readonly LocalDate[]): Flow {
  if (flow.month !== null && flow.month !== month) return flow;
  const date = flow.date !== null && dates.includes(flow.date) ? flow.date : (dates[0] ?? null);
  const cursor = flow.cursor !== null && monthOf(flow.cursor) === month ? flow.cursor : null;
  return { ...flow, month, unread: null, date, cursor: cursor ?? date ?? `${month}-01` };
}

function keepWithin(flow: Flow, month: Month): Pick<Flow, 'date' | 'cursor'> {
  const within = (date: LocalDate | null) => (date !== null && monthOf(date) === month ? date : null);
  return { date: within(flow.date), cursor: within(flow.cursor) };
}

function choose(flow: Flow, start: number, date: LocalDate): Flow {
  const trouble = flow.trouble?.kind === 'correcting' ? flow.trouble : null;
  return { ...flow, step: 'form', start, date, month: monthOf(date), cursor: date, errors: {}, trouble };
}

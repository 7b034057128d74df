import type { LocalDate } from '../shared/calendar-date.ts';
import type { FieldErrors, Flow, Trouble } from './booking-flow.ts';

const rested = { sending: false, slow: false, errors: {}, trouble: null } as const;

/** A time was pressed, and waits for the word to go on. */
export const slotMarked = (flow: Flow, start: number): Flow => ({ ...flow, start });

/** A time was chosen, from the list or among alternatives: on to the form. */
export const slotChosen = (flow: Flow, start: number, date: LocalDate): Flow => ({
  ...flow,
  step: 'form',
  month: date.slice(0, 7),
  date,
  cursor: date,
  start,
  unread: null,
  errors: {},
  // What to correct must be in view until it is corrected.
  trouble: flow.trouble?.kind === 'correcting' ? flow.trouble : null,
});

/** Back to the month; what was typed stays. Not while a booking is under way. */
export const wentBack = (flow: Flow): Flow => (flow.sending ? flow : { ...flow, ...rested, step: 'picking' });

/** The booking is under way. */
export const sent = (flow: Flow): Flow => ({ ...flow, ...rested, sending: true });

/** It has been under way for long. */
export const slowed = (flow: Flow): Flow => ({ ...flow, slow: flow.sending });

/** Fields are wrong, by our judgement or the server's. */
export const invalid = (flow: Flow, errors: FieldErrors): Flow => ({ ...flow, ...rested, errors });

/** It was not booked. A start that is none of the type's cannot be kept; a taken one can be traded for another. */
export const stopped = (flow: Flow, trouble: Trouble | null): Flow => ({
  ...flow,
  ...rested,
  ...(trouble?.kind === 'moved' && { step: 'picking', start: null }),
  trouble,
});

/** It is booked. */
export const wasBooked = (flow: Flow): Flow => ({ ...flow, ...rested, step: 'booked' });

/** The address was wrong: choose again, with that in view. */
export const correcting = (flow: Flow, email: string): Flow => ({
  ...flow,
  ...rested,
  step: 'picking',
  trouble: { kind: 'correcting', email, start: flow.start ?? 0 },
});

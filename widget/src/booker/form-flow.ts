import type { LocalDate } from '../shared/calendar-date.ts';
import type { FieldErrors, Flow, Proof, Trouble } from './booking-flow.ts';

const rested = { sending: false, slow: false, errors: {}, trouble: null } as const;

/** The details again, with what is known of the address. */
const withDetails = ({ proof }: Flow): Pick<Flow, 'proof'> => (proof ? { proof: { ...proof, shown: false } } : {});

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
  ...withDetails(flow),
});

/** Back to the month; what was typed stays. Not while a booking is under way. */
export const wentBack = (flow: Flow): Flow =>
  flow.sending ? flow : { ...flow, ...rested, ...withDetails(flow), step: 'picking' };

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
  ...((trouble?.kind === 'moved' || trouble?.kind === 'taken') && withDetails(flow)),
  trouble,
});

/** It is booked. */
export const wasBooked = (flow: Flow): Flow => ({ ...flow, ...rested, step: 'booked', proof: null });

/** The address was wrong: choose again, with that in view. */
export const correcting = (flow: Flow, email: string): Flow => ({
  ...flow,
  ...rested,
  step: 'picking',
  trouble: { kind: 'correcting', email, start: flow.start ?? 0 },
});

/** A code for this address is being asked for. */
export const codeAsked = (flow: Flow, email: string): Flow => ({
  ...flow,
  proof: { email, sentAt: null, code: null, shown: flow.proof?.shown ?? false },
});

/** It is on its way (`now` in epoch ms): it is to be typed. */
export const codeSent = (flow: Flow, email: string, now: number): Flow => ({
  ...flow,
  ...rested,
  proof: { email, sentAt: now, code: null, shown: true },
});

/** The step is in view again, with the mail that was sent before. */
export const codeShown = (flow: Flow, proof: Proof): Flow => ({ ...flow, ...rested, proof: { ...proof, shown: true } });

/** Six digits were typed. */
export const codeTyped = (flow: Flow, code: string): Flow => ({
  ...flow,
  ...(flow.proof && { proof: { ...flow.proof, code } }),
});

/** It was not the one, or is worth nothing any more: then (`spent`) another is needed. */
export const codeRefused = (flow: Flow, error: string, spent: boolean): Flow => ({
  ...flow,
  ...rested,
  errors: { code: error },
  ...(flow.proof && {
    proof: { ...flow.proof, code: null, shown: true, sentAt: spent ? null : flow.proof.sentAt },
  }),
});

/** Back to the details, to correct the address or anything else. */
export const codeLeft = (flow: Flow): Flow => (flow.sending ? flow : { ...flow, ...rested, ...withDetails(flow) });

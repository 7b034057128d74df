/** A bookable time as events tell it: instants in RFC 3339, UTC. */
export interface SlotDetail {
  readonly start: string;
  readonly end: string;
}

/** Every event of the booker and its detail: small, and without a name, an address or a link, since the page's analytics hear it. */
export interface BookerEvents {
  'mb-ready': { type: string };
  'mb-slots-loaded': { month: string; timeZone: string; days: Record<string, number>; next: string | null };
  'mb-month-change': { month: string };
  'mb-date-select': { date: string };
  'mb-time-zone-change': { timeZone: string; previous: string };
  'mb-slot-select': { slot: SlotDetail };
  'mb-step-change': { from: string; to: string };
  /** `values` is the request's body: the one detail that holds what the visitor typed. */
  'mb-before-book': { slot: SlotDetail; values: object; waitUntil(promise: Promise<unknown>): void };
  'mb-booked': { meetingId: string; uid: string; start: string; end: string; timeZone: string; status: string };
  'mb-slot-taken': { slot: SlotDetail; alternatives: readonly string[] };
  'mb-invalid': { fields: readonly string[] };
  'mb-error': {
    phase: 'type' | 'slots' | 'book';
    code: string;
    status: number;
    retryable: boolean;
    requestId: string | null;
  };
}

/** A month's free times, counted by day; `next` is the first one after it, where it has none. */
export type Availability = BookerEvents['mb-slots-loaded'];

const CANCELABLE = /slot-select|step|before|taken/;

/** Fires on the element, bubbling and composed. Answers false where the page prevented it. */
export function emit<Name extends keyof BookerEvents>(
  element: Pick<EventTarget, 'dispatchEvent'>,
  name: Name,
  detail: BookerEvents[Name],
): boolean {
  const cancelable = CANCELABLE.test(name);
  return element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
}

/** A bookable time as events tell it: instants in RFC 3339, UTC. */
export interface SlotDetail {
  readonly start: string;
  readonly end: string;
}

/** What was booked, small enough for a page's analytics and without a link or a name. */
export interface BookedDetail {
  readonly meetingId: string;
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  readonly status: string;
}

export interface BookerEvents {
  'mb-ready': { type: string };
  'mb-slots-loaded': { month: string; timeZone: string; days: Record<string, number>; next: string | null };
  'mb-month-change': { month: string };
  'mb-date-select': { date: string };
  'mb-time-zone-change': { timeZone: string; previous: string };
  'mb-slot-select': { slot: SlotDetail };
  'mb-step-change': { from: string; to: string };
  'mb-before-book': { slot: SlotDetail; values: object; waitUntil(promise: Promise<unknown>): void };
  'mb-booked': BookedDetail;
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

const CANCELABLE = ['mb-slot-select', 'mb-step-change', 'mb-before-book', 'mb-slot-taken'];

/** Fires on the element, bubbling and composed. Answers false where the page prevented it. */
export function emit<Name extends keyof BookerEvents>(
  element: EventTarget,
  name: Name,
  detail: BookerEvents[Name],
): boolean {
  return element.dispatchEvent(
    new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: CANCELABLE.includes(name) }),
  );
}

import { DAY_MS } from './local-time.ts';

/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = [
  'meeting.created',
  'meeting.confirmed',
  'meeting.rescheduled',
  'meeting.cancelled',
  'meeting.completed',
  'note.created',
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** The event that only a test sends. */
export const PING = 'ping';

/** Why the program itself has switched a webhook off: its receiver answered 410 Gone, or failed for GIVE_UP_MS. */
export type SwitchedOff = 'gone' | 'failing';

/** Where events are sent; instants are epoch milliseconds. Its keys are nowhere in it: they are derived from the secret, the id and a generation. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** At least one. */
  readonly events: readonly WebhookEvent[];
  readonly active: boolean;
  /** Null while it is active, and where a person switched it off. */
  readonly switchedOff: SwitchedOff | null;
  /** The newest key, counted from 1. */
  readonly keyGeneration: number;
  /** Until when the key before it signs along; null: it does not. */
  readonly oldKeyUntil: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** How a delivery stands. */
export type DeliveryState = 'pending' | 'delivered' | 'failed';

/** One event for one webhook, with its newest try; instants are epoch milliseconds. */
export interface WebhookDelivery {
  /** The `webhook-id` of the Standard Webhooks, the same at every try. */
  readonly id: string;
  readonly webhookId: string;
  readonly event: WebhookEvent | typeof PING;
  readonly meetingId: string | null;
  /** What happened, as a plain value, fixed when it did; the body is written from it. */
  readonly content: unknown;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Raised by each redelivery, from 1 on. */
  readonly round: number;
  /** The first try of this round that failed; it is given up GIVE_UP_MS later. Null: none has. */
  readonly failingSince: number | null;
  readonly createdAt: number;
  readonly triedAt: number | null;
  /** When it was delivered or given up. */
  readonly settledAt: number | null;
  /** Of the newest try; null where there was no answer. */
  readonly status: number | null;
  /** The beginning of the answer's body. */
  readonly answer: string | null;
  /** Why the newest try failed. */
  readonly error: string | null;
}

/** A delivery is tried for so long after its first failure. */
const GIVE_UP_MS = 3 * DAY_MS;
/** After a rotation both keys sign for so long. */
const OLD_KEY_MS = DAY_MS;

/** The generations of the keys that sign at `now` (epoch milliseconds), newest first. */
export function signingGenerations({ keyGeneration, oldKeyUntil }: Webhook, now: number): number[] {
  return oldKeyUntil !== null && oldKeyUntil > now ? [keyGeneration, keyGeneration - 1] : [keyGeneration];
}

/** The webhook under a new key from `now` on; the one before signs along for OLD_KEY_MS, any earlier one no more. */
export function withNewKey(webhook: Webhook, now: number): Webhook {
  return { ...webhook, keyGeneration: webhook.keyGeneration + 1, oldKeyUntil: now + OLD_KEY_MS, updatedAt: now };
}

/** What became of a try: the answer, or why there was none; `error` is null only where the receiver has taken it (2xx). */
export interface WebhookAnswer {
  readonly status: number | null;
  /** The beginning of the answer's body, as text. */
  readonly answer: string | null;
  readonly error: string | null;
}

/** What a try that ended so at `now` (epoch milliseconds) leaves: how the delivery stands, and whether the webhook is switched off, and why. */
export function outcomeOf(
  delivery: Pick<WebhookDelivery, 'event' | 'failingSince'>,
  { status, error }: WebhookAnswer,
  now: number,
): { readonly state: DeliveryState; readonly switchOff: SwitchedOff | null } {
  if (error === null) return { state: 'delivered', switchOff: null };
  // Somebody waits for the result of a test, and judges the webhook by it themselves.
  if (delivery.event === PING) return { state: 'failed', switchOff: null };
  if (status === 410) return { state: 'failed', switchOff: 'gone' };
  const isOver = delivery.failingSince !== null && now - delivery.failingSince >= GIVE_UP_MS;
  return isOver ? { state: 'failed', switchOff: 'failing' } : { state: 'pending', switchOff: null };
}

import { z } from 'zod';
import { PING, WEBHOOK_EVENTS } from '../domain/webhook.ts';
import { instant, line, requiredLine } from './contract.ts';
import { hostMeeting } from './host-contract.ts';
import { meetingsQuery, note } from './portal-contract.ts';

/*
 * The shapes of webhooks: those of the hosts' API about them, and what they are sent.
 */

const event = z.enum(WEBHOOK_EVENTS);
const sentEvent = z.enum([...WEBHOOK_EVENTS, PING]);
const events = z.array(event).min(1).max(WEBHOOK_EVENTS.length);
const url = requiredLine(2000);

/** Where events are sent. `switchedOff` says why the program itself has switched it off. */
export const webhook = z
  .object({
    id: z.string(),
    url: z.string(),
    description: z.string(),
    events: z.array(event),
    active: z.boolean(),
    switchedOff: z.enum(['gone', 'failing']).nullable(),
    /** Until then the key before the newest signs along. */
    oldSecretUntil: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Webhook' });

export const webhookList = z
  .object({ items: z.array(webhook), nextCursor: z.string().nullable() })
  .meta({ id: 'WebhookList' });

export const oneWebhook = z.object({ webhook }).meta({ id: 'OneWebhook' });

/** 201 of a new webhook and 200 of a rotation: `secret` is shown this once. */
export const keyedWebhook = z.object({ webhook, secret: z.string() }).meta({ id: 'KeyedWebhook' });

/** `POST /api/host/webhooks`. */
export const webhookInput = z
  .strictObject({ url, events, description: line(500).optional() })
  .meta({ id: 'WebhookToMake' });

/** `PUT /api/host/webhooks/{id}`: what is absent stays as it is. */
export const webhookChangeInput = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    description: line(500).optional(),
    active: z.boolean().optional(),
  })
  .meta({ id: 'WebhookChange' });

/** The body of what a webhook is sent, by POST. A ping's `data` is empty. */
export const webhookBody = z
  .object({
    type: sentEvent,
    timestamp: instant,
    data: z.object({
      meeting: hostMeeting.optional(),
      /** With `note.created`: as the client may read it. */
      note: note.omit({ mine: true }).optional(),
    }),
  })
  .meta({ id: 'WebhookBody' });

/** One event for one webhook. `request` is what is sent but for the signature, `response` what the newest try was answered. */
export const delivery = z
  .object({
    /** Sent as `webhook-id`. */
    id: z.string(),
    event: sentEvent,
    meetingId: z.string().nullable(),
    state: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.int(),
    request: z.object({ headers: z.record(z.string(), z.string()), body: z.string() }),
    /** The body's first 2 KiB. */
    response: z.object({ status: z.int(), body: z.string() }).nullable(),
    error: z.string().nullable(),
    createdAt: instant,
    triedAt: instant.nullable(),
    settledAt: instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

export const deliveryList = z
  .object({ items: z.array(delivery), nextCursor: z.string().nullable() })
  .meta({ id: 'WebhookDeliveryList' });

export const oneDelivery = z.object({ delivery }).meta({ id: 'OneWebhookDelivery' });

/** The query of the list of deliveries, newest first. */
export const deliveriesQuery = meetingsQuery
  .pick({ limit: true, cursor: true })
  .extend({ state: delivery.shape.state.optional() });

export type WebhookView = z.infer<typeof webhook>;
export type DeliveryView = z.infer<typeof delivery>;
export type WebhookBodyView = z.infer<typeof webhookBody>;

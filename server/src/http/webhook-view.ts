import { webhookHeaders } from '../actions/deliver-webhook.ts';
import type { EventContent } from '../actions/owe-events.ts';
import { instantText } from '../domain/local-time.ts';
import type { Webhook, WebhookDelivery } from '../domain/webhook.ts';
import { hostMeetingView } from './host-view.ts';
import { noteView } from './note-view.ts';
import type { DeliveryView, WebhookBodyView, WebhookView } from './webhook-contract.ts';

/** The body that a webhook is sent: the meeting as the hosts' API shows it, the note as its client reads it. */
export function webhookBodyText({ type, at, seen, note }: EventContent): string {
  const body: WebhookBodyView = { type, timestamp: instantText(at), data: {} };
  if (seen) body.data.meeting = hostMeetingView(seen);
  if (note) {
    const { mine: _, ...told } = noteView(note);
    body.data.note = told;
  }
  return JSON.stringify(body);
}

/** A webhook on the wire; its secret is nowhere in it. */
export function webhookView(webhook: Webhook, now: number): WebhookView {
  const { id, url, description, events, active, switchedOff, oldKeyUntil } = webhook;
  return {
    id,
    url,
    description,
    events: [...events],
    active,
    switchedOff,
    oldSecretUntil: oldKeyUntil !== null && oldKeyUntil > now ? instantText(oldKeyUntil) : null,
    createdAt: instantText(webhook.createdAt),
    updatedAt: instantText(webhook.updatedAt),
  };
}

/** A delivery on the wire, with what is sent but for the signature, which whoever has it could send again. */
export function deliveryView(delivery: WebhookDelivery): DeliveryView {
  const { id, event, meetingId, state, attempts, status, answer, error, triedAt } = delivery;
  return {
    id,
    event,
    meetingId,
    state,
    attempts,
    request: { headers: webhookHeaders(id, triedAt), body: webhookBodyText(delivery.content as EventContent) },
    response: status === null ? null : { status, body: answer ?? '' },
    error,
    createdAt: instantText(delivery.createdAt),
    triedAt: textOrNull(triedAt),
    settledAt: textOrNull(delivery.settledAt),
  };
}

function textOrNull(instant: number | null): string | null {
  return instant === null ? null : instantText(instant);
}

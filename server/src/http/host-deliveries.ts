import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { type DeliveryKind, listReachedDeliveries, readDelivery, retryDelivery } from '../actions/deliveries.ts';
import { instantText } from '../domain/local-time.ts';
import { callerOf } from './auth.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type DeliveryView, deliveriesQuery } from './delivery-contract.ts';
import { noQuery, readQuery } from './validate.ts';

const PAGE = 50;

type OfDelivery = RequestHandler<{ id: string }>;

/** `GET /api/host/deliveries`. */
export function deliveriesRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    const { kind, state, meeting: meetingId, recipient, limit = PAGE, cursor } = readQuery(deliveriesQuery, req);
    const before = cursor === undefined ? undefined : numberOf(readCursor(cursor).id);
    const wish = { kind, state, meetingId, recipient, before, limit };
    const { items, next } = await listReachedDeliveries(ctx, callerOf(res), wish);
    const nextCursor = next === null ? null : writeCursor({ start: 0, id: idText(next) });
    res.json({ items: items.map(deliveryView), nextCursor });
  };
}

/** `GET /api/host/deliveries/{id}`. */
export function deliveryRoute(ctx: Context): OfDelivery {
  return async (req, res) => {
    readQuery(noQuery, req);
    const delivery = await readDelivery(ctx, callerOf(res), numberOf(req.params.id));
    res.json({ delivery: deliveryView(delivery) });
  };
}

/** `POST /api/host/deliveries/{id}/retry`. */
export function retryDeliveryRoute(ctx: Context): OfDelivery {
  return async (req, res) => {
    readQuery(noQuery, req);
    const delivery = await retryDelivery(ctx, callerOf(res), numberOf(req.params.id));
    res.json({ delivery: deliveryView(delivery) });
  };
}

const idText = (id: number) => `dlv_${id}`;

/** No delivery has 0. */
function numberOf(id: string): number {
  return Number(/^dlv_([1-9]\d{0,14})$/.exec(id)?.[1] ?? 0);
}

function deliveryView(delivery: Awaited<ReturnType<typeof readDelivery>>): DeliveryView {
  return {
    id: idText(delivery.id),
    kind: delivery.kind as DeliveryKind,
    state: delivery.state,
    template: delivery.template,
    recipient: delivery.recipient,
    meetingId: delivery.meetingId,
    attempts: delivery.attempts.map(({ startedAt, finishedAt, error }) => ({
      startedAt: instantText(startedAt),
      endedAt: textOrNull(finishedAt),
      error,
    })),
    nextTryAt: textOrNull(delivery.nextTryAt),
    createdAt: instantText(delivery.createdAt),
    settledAt: textOrNull(delivery.settledAt),
  };
}

function textOrNull(instant: number | null): string | null {
  return instant === null ? null : instantText(instant);
}

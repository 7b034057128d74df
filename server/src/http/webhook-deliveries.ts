import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { listDeliveries, readDelivery } from '../actions/list-webhooks.ts';
import { sendWebhookAgain, testWebhook } from '../actions/send-webhook-again.ts';
import { callerOf } from './auth.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { noQuery, readQuery } from './validate.ts';
import { deliveriesQuery } from './webhook-contract.ts';
import { deliveryView } from './webhook-view.ts';

type OfWebhook = RequestHandler<{ id: string }>;
type OfDelivery = RequestHandler<{ id: string; deliveryId: string }>;

const PAGE = 50;

/** `POST /api/host/webhooks/{id}/test`: what became of it, the delivery says a little later. */
export function testWebhookRoute(ctx: Context): OfWebhook {
  return async (req, res) => {
    readQuery(noQuery, req);
    const delivery = await testWebhook(ctx, callerOf(res), req.params.id);
    res.status(202).json({ delivery: deliveryView(delivery) });
  };
}

/** `GET /api/host/webhooks/{id}/deliveries`. */
export function deliveriesRoute(ctx: Context): OfWebhook {
  return async (req, res) => {
    const { state, limit = PAGE, cursor } = readQuery(deliveriesQuery, req);
    const after = cursor === undefined ? undefined : readCursor(cursor).id;
    const { items, next } = await listDeliveries(ctx, callerOf(res), req.params.id, { state, after, limit });
    const nextCursor = next && writeCursor({ start: next.createdAt, id: next.id });
    res.json({ items: items.map(deliveryView), nextCursor });
  };
}

/** `GET /api/host/webhooks/{id}/deliveries/{deliveryId}`. */
export function deliveryRoute(ctx: Context): OfDelivery {
  return async (req, res) => {
    readQuery(noQuery, req);
    const delivery = await readDelivery(ctx, callerOf(res), req.params.id, req.params.deliveryId);
    res.json({ delivery: deliveryView(delivery) });
  };
}

/** `POST /api/host/webhooks/{id}/deliveries/{deliveryId}/retry`. */
export function retryDeliveryRoute(ctx: Context): OfDelivery {
  return async (req, res) => {
    readQuery(noQuery, req);
    const delivery = await sendWebhookAgain(ctx, callerOf(res), req.params.id, req.params.deliveryId);
    res.status(202).json({ delivery: deliveryView(delivery) });
  };
}

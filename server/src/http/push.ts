import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { refuseBeyond } from '../actions/portal-access.ts';
import {
  endpointHash,
  listPushDevices,
  type PushReach,
  pushPublicKey,
  renewPush,
  subscribePush,
  testPush,
  unsubscribePush,
} from '../actions/push-devices.ts';
import { Failure } from '../domain/failures.ts';
import { instantText } from '../domain/local-time.ts';
import type { PushSubscription } from '../domain/push.ts';
import type { WebhookTargets } from '../notify/webhook-target.ts';
import { callerOf } from './auth.ts';
import { enterPortal } from './portal.ts';
import { type PushDeviceListView, type PushDeviceView, renewalInput, subscribeInput } from './push-contract.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** Who asks for notices, on which path. */
export type PushAsker<Path> = (req: Request<Path>, res: Response) => Promise<PushReach>;

/** The host of the key. */
export const hostPush: PushAsker<object> = async (_req, res) => {
  const { id: hostId, email, locale, timeZone } = callerOf(res).host;
  return { owner: { hostId }, email, locale, timeZone };
};

/** The client of the link, or of its one meeting; a guest's link is refused. */
export function clientPush(ctx: Context): PushAsker<{ token: string }> {
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    refuseBeyond(access, 'watch');
    const { id: clientId, email, locale, timeZone } = access.client;
    return { owner: { clientId, meetingId: access.meetingId }, email, locale, timeZone };
  };
}

/** `GET …/push`. They are few, so the list is whole. */
export function pushDevicesRoute<Path>(ctx: Context, asker: PushAsker<Path>): RequestHandler<Path> {
  return async (req, res) => {
    const reach = await asker(req, res);
    readQuery(noQuery, req);
    const items = (await listPushDevices(ctx, reach)).map(deviceView);
    const view: PushDeviceListView = { publicKey: pushPublicKey(ctx), items, nextCursor: null };
    res.json(view);
  };
}

/** `POST …/push`: 201 for a new one, 200 for one that is there. */
export function subscribeRoute<Path>(
  ctx: Context,
  asker: PushAsker<Path>,
  targets: WebhookTargets,
): RequestHandler<Path> {
  return async (req, res) => {
    const reach = await asker(req, res);
    readQuery(noQuery, req);
    const { endpoint, keys, locale, timeZone } = readBody(subscribeInput, req);
    const target = readTarget(targets, endpoint, '/endpoint');
    const made = await subscribePush(ctx, reach, { endpoint: target, ...keys, locale, timeZone });
    res.status(made.isNew ? 201 : 200).json({ subscription: deviceView(made.subscription) });
  };
}

/** `DELETE …/push/{id}`. */
export function unsubscribeRoute<Path extends { id: string }>(
  ctx: Context,
  asker: PushAsker<Path>,
): RequestHandler<Path> {
  return async (req, res) => {
    const reach = await asker(req, res);
    readQuery(noQuery, req);
    await unsubscribePush(ctx, reach, req.params.id);
    res.status(204).end();
  };
}

/** `POST …/push/{id}/test`. */
export function testPushRoute<Path extends { id: string }>(ctx: Context, asker: PushAsker<Path>): RequestHandler<Path> {
  return async (req, res) => {
    const reach = await asker(req, res);
    readQuery(noQuery, req);
    await testPush(ctx, reach, req.params.id);
    res.status(202).json({});
  };
}

/** `POST /api/push/renewal`: answers the same whether or not such a browser is known. */
export function renewPushRoute(ctx: Context, targets: WebhookTargets): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { endpoint, auth, subscription } = readBody(renewalInput, req);
    const target = readTarget(targets, subscription.endpoint, '/subscription/endpoint');
    // It is kept as it is read.
    const before = URL.canParse(endpoint) ? new URL(endpoint).href : endpoint;
    await renewPush(ctx, { endpoint: before, auth, subscription: { endpoint: target, ...subscription.keys } });
    res.status(204).end();
  };
}

/** The address as it is kept. Where its name leads is asked at each message. */
function readTarget(targets: WebhookTargets, text: string, path: string): string {
  const message = targets.mistakeIn(text);
  if (message === null) return new URL(text).href;
  const errors = [{ path, message }];
  throw new Failure('invalid_request', 'Nothing can be sent to this address.', { where: 'body', errors });
}

function deviceView(device: PushSubscription): PushDeviceView {
  const { id, endpoint, locale, timeZone, createdAt, succeededAt, failedAt } = device;
  return {
    id,
    service: new URL(endpoint).host,
    endpointHash: endpointHash(endpoint),
    locale,
    timeZone,
    createdAt: instantText(createdAt),
    lastSuccessAt: succeededAt === null ? null : instantText(succeededAt),
    lastFailureAt: failedAt === null ? null : instantText(failedAt),
  };
}

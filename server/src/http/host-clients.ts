import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { listReachedClients, reachWholeClient, readClient } from '../actions/list-clients.ts';
import { withMailsOff } from '../actions/mails-off.ts';
import { givePortalLink, revokePortalLinks } from '../actions/portal-links.ts';
import { instantText } from '../domain/local-time.ts';
import { callerOf } from './auth.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { clientsQuery, type HostClientView } from './host-contract.ts';
import { noQuery, readQuery } from './validate.ts';

const PAGE = 50;

/** `GET /api/host/clients`. */
export function clientsRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    const { q: search, limit = PAGE, cursor } = readQuery(clientsQuery, req);
    const after = cursor === undefined ? undefined : readCursor(cursor).id;
    const { items, next } = await listReachedClients(ctx, callerOf(res), { search, after, limit });
    const nextCursor = next && writeCursor({ start: next.createdAt, id: next.id });
    res.json({ items: (await withMailsOff(ctx, items)).map(clientView), nextCursor });
  };
}

/** `GET /api/host/clients/{id}`. */
export function clientRoute(ctx: Context): RequestHandler<{ id: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    const known = await readClient(ctx, callerOf(res), req.params.id);
    const [client] = (await withMailsOff(ctx, [known])).map(clientView);
    res.json({ client });
  };
}

/** `POST /api/host/clients/{id}/portal-link`: a link to all of the client's meetings, to be handed to them alone. */
export function giveLinkRoute(ctx: Context): RequestHandler<{ id: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { id } = await reachWholeClient(ctx, callerOf(res), req.params.id);
    const { url, expiresAt } = await givePortalLink(ctx, id);
    res.status(201).json({ url, expiresAt: instantText(expiresAt) });
  };
}

/** `DELETE /api/host/clients/{id}/portal-link`: every link that was ever given to the client opens nothing any more. */
export function revokeLinksRoute(ctx: Context): RequestHandler<{ id: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { id } = await reachWholeClient(ctx, callerOf(res), req.params.id);
    await revokePortalLinks(ctx, id);
    res.status(204).end();
  };
}

type ShownClient = Awaited<ReturnType<typeof withMailsOff<Awaited<ReturnType<typeof readClient>>>>>[number];

function clientView(client: ShownClient): HostClientView {
  const { id, name, email, phone, timeZone, locale, mailsOff, createdAt, updatedAt } = client;
  return {
    id,
    name,
    email,
    phone,
    timeZone,
    locale,
    mailsOff: [...mailsOff],
    createdAt: instantText(createdAt),
    updatedAt: instantText(updatedAt),
  };
}

import type { RequestHandler } from 'express';
import { blockAddress, listBlockedAddresses, unblockAddress } from '../actions/blocked-addresses.ts';
import type { Context } from '../actions/context.ts';
import { type BlockedAddress, readBlocked } from '../domain/block-list.ts';
import { Failure } from '../domain/failures.ts';
import { instantText } from '../domain/local-time.ts';
import { callerOf } from './auth.ts';
import { type BlockedView, blockedInput, blockedQuery } from './blocked-contract.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

const PAGE = 50;

/** `GET /api/host/blocked`. */
export function blockedRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    const { limit = PAGE, cursor } = readQuery(blockedQuery, req);
    const after = cursor === undefined ? undefined : readCursor(cursor).id;
    const { items, next } = await listBlockedAddresses(ctx, callerOf(res), { after, limit });
    const nextCursor = next && writeCursor({ start: next.createdAt, id: next.id });
    res.json({ items: items.map(blockedView), nextCursor });
  };
}

/** `POST /api/host/blocked`: 201, or 200 where it is blocked already. */
export function blockRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { address: text, reason = '' } = readBody(blockedInput, req);
    const address = readBlocked(text);
    if (address === null) throw unreadable();
    const { blocked, isNew } = await blockAddress(ctx, callerOf(res), { address, reason });
    res.status(isNew ? 201 : 200).json({ blocked: blockedView(blocked) });
  };
}

/** `DELETE /api/host/blocked/{id}`. */
export function unblockRoute(ctx: Context): RequestHandler<{ id: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    await unblockAddress(ctx, callerOf(res), req.params.id);
    res.status(204).end();
  };
}

function unreadable(): Failure {
  const errors = [
    { path: '/address', message: 'must be one address like name@example.com, or a domain like example.com' },
  ];
  return new Failure('invalid_request', 'This is neither an address nor a domain.', { where: 'body', errors });
}

function blockedView({ id, address, reason, host: blockedBy, createdAt }: BlockedAddress): BlockedView {
  return { id, address, reason, blockedBy, createdAt: instantText(createdAt) };
}

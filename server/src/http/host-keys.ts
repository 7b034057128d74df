import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { createApiKey } from '../actions/create-api-key.ts';
import { listKeys } from '../actions/list-api-keys.ts';
import { revokeApiKey } from '../actions/revoke-api-key.ts';
import type { ApiKey } from '../domain/api-key.ts';
import type { Host } from '../domain/host.ts';
import { instantText } from '../domain/local-time.ts';
import { callerOf } from './auth.ts';
import { type ApiKeyView, apiKeyInput } from './host-contract.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `GET /api/host/api-keys`. There are few, so the list is whole. */
export function listKeysRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const items = (await listKeys(ctx, callerOf(res))).map(({ key, host }) => keyView(key, host));
    res.json({ items, nextCursor: null });
  };
}

/** `POST /api/host/api-keys`. It takes no Idempotency-Key: what would be answered again must not be kept. */
export function createKeyRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { host: hostId, expiresAt = null, ...wanted } = readBody(apiKeyInput, req);
    const { key, host, text } = await createApiKey(ctx, callerOf(res), { ...wanted, expiresAt, hostId });
    res.status(201).json({ apiKey: keyView(key, host), key: text });
  };
}

/** `DELETE /api/host/api-keys/{id}`: the key is void, and stays in the list as such. */
export function revokeKeyRoute(ctx: Context): RequestHandler<{ id: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    await revokeApiKey(ctx, callerOf(res), req.params.id);
    res.status(204).end();
  };
}

function keyView(key: ApiKey, { id, name, email }: Host): ApiKeyView {
  return {
    id: key.id,
    host: { id, name, email },
    name: key.name,
    scopes: [...key.scopes],
    createdAt: instantText(key.createdAt),
    lastUsedAt: textOrNull(key.lastUsedAt),
    expiresAt: textOrNull(key.expiresAt),
    revokedAt: textOrNull(key.revokedAt),
  };
}

function textOrNull(instant: number | null): string | null {
  return instant === null ? null : instantText(instant);
}

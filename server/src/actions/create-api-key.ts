import type { ApiKey, Scope } from '../domain/api-key.ts';
import { Failure } from '../domain/failures.ts';
import type { Host } from '../domain/host.ts';
import { newId } from '../domain/id.ts';
import { insertApiKey } from '../store/api-keys.ts';
import { findHost, listHosts } from '../store/hosts.ts';
import type { Context } from './context.ts';
import { reachesAll } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';
import { newSecretText } from './secret-text.ts';

/** A key to be; `name` is within the contract's bounds. */
export interface CreateApiKey {
  readonly name: string;
  /** At least one. */
  readonly scopes: readonly Scope[];
  /** Epoch milliseconds; null: it does not expire. */
  readonly expiresAt: number | null;
}

/** A key with whose it is, and its text, which nobody can read again. */
export interface CreatedApiKey {
  readonly key: ApiKey;
  readonly host: Host;
  readonly text: string;
}

/** Makes a key for the host of an address, by whoever runs the program. Throws Failure not_found where there is no such host, invalid_request where it would be expired. */
export async function createApiKeyFor(ctx: Context, email: string, wanted: CreateApiKey): Promise<CreatedApiKey> {
  const host = (await listHosts(ctx.store.db)).find((one) => one.email === email.toLowerCase());
  if (!host) throw new Failure('not_found', `There is no host with the address ${email}.`);
  return create(ctx, host, wanted);
}

/**
 * Makes a key by way of another: for the caller, or by an owner or admin for another host. No key makes one that may do more than itself, nor an
 * admin one of an owner's. Throws Failure forbidden, invalid_request.
 */
export async function createApiKey(
  ctx: Context,
  caller: HostCaller,
  { hostId = caller.host.id, ...wanted }: CreateApiKey & { readonly hostId?: string | undefined },
): Promise<CreatedApiKey> {
  if (!wanted.scopes.every((scope) => caller.scopes.includes(scope))) {
    throw new Failure('forbidden', 'A key cannot make one that may do more than itself.');
  }
  const host = reachesAll(caller) || hostId === caller.host.id ? await findHost(ctx.store.db, hostId) : null;
  if (!host) throw invalid('/host', 'must be a host whose keys you may make');
  if (host.role === 'owner' && caller.host.role !== 'owner') {
    throw new Failure('forbidden', 'Only an owner makes keys of an owner.');
  }
  return create(ctx, host, wanted);
}

async function create(ctx: Context, host: Host, { name, scopes, expiresAt }: CreateApiKey): Promise<CreatedApiKey> {
  const now = ctx.clock.now();
  if (expiresAt !== null && expiresAt <= now) throw invalid('/expiresAt', 'must lie ahead');
  const id = newId('key', now, ctx.clock.randomBytes(10));
  const { text, secretHash } = newSecretText(id, (size) => ctx.clock.randomBytes(size));
  const key: ApiKey = {
    id,
    hostId: host.id,
    name,
    scopes: [...new Set(scopes)],
    createdAt: now,
    lastUsedAt: null,
    expiresAt,
    revokedAt: null,
  };
  await ctx.store.write((tx) => insertApiKey(tx, key, secretHash));
  return { key, host, text };
}

function invalid(path: string, message: string): Failure {
  return new Failure('invalid_request', 'The key cannot be made so.', { where: 'body', errors: [{ path, message }] });
}

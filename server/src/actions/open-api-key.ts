import { type ApiKey, isLive, type Scope } from '../domain/api-key.ts';
import { Failure } from '../domain/failures.ts';
import type { Host } from '../domain/host.ts';
import { MINUTE_MS } from '../domain/local-time.ts';
import { findApiKey, markApiKeyUsed } from '../store/api-keys.ts';
import { findHost } from '../store/hosts.ts';
import type { Context } from './context.ts';
import { isSecretOf, NO_SECRET, readSecretText } from './secret-text.ts';

/** Who calls the hosts' API: a host, by one of their keys, or by having signed in. */
export interface HostCaller {
  readonly host: Host;
  /** Of the key, or of the sign-in. */
  readonly keyId: string;
  readonly scopes: readonly Scope[];
}

/** Throws Failure unauthorized, the same for a key that is malformed, unknown, wrong, expired or revoked. */
export async function openApiKey(ctx: Context, text: string): Promise<HostCaller> {
  const { id, secret } = readSecretText('key', text);
  const found = await findApiKey(ctx.store.db, id);
  const isRight = isSecretOf(secret, found?.secretHash ?? NO_SECRET);
  const now = ctx.clock.now();
  if (!found || !isRight || !isLive(found.key, now)) throw unauthorized();
  const host = await findHost(ctx.store.db, found.key.hostId);
  if (!host) throw unauthorized();
  rememberUse(ctx, found.key, now);
  return { host, keyId: id, scopes: found.key.scopes };
}

/** The one answer to whatever is no key that lives. */
function unauthorized(): Failure {
  return new Failure('unauthorized', 'An API key or a sign-in is needed, and this is none that is valid.');
}

/** At most once a minute. Nobody waits for it, and where it is lost nothing else is. */
function rememberUse(ctx: Context, { id, lastUsedAt }: ApiKey, now: number): void {
  const before = now - MINUTE_MS;
  if (lastUsedAt !== null && lastUsedAt > before) return;
  ctx.store.write((tx) => markApiKeyUsed(tx, id, now, before)).catch(() => {});
}

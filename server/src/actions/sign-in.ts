import { SCOPES, type Scope } from '../domain/api-key.ts';
import { Failure } from '../domain/failures.ts';
import type { Host } from '../domain/host.ts';
import { newId } from '../domain/id.ts';
import { MINUTE_MS } from '../domain/local-time.ts';
import { type SignIn, signInExpiry } from '../domain/sign-in.ts';
import { findHost } from '../store/hosts.ts';
import { findSignInLink, useSignInLink } from '../store/sign-in-links.ts';
import { findSignIn, insertSignIn, markSignInUsed } from '../store/sign-ins.ts';
import type { Context } from './context.ts';
import { MAC_DIGITS } from './guest-access.ts';
import { macOf } from './mac.ts';
import type { HostCaller } from './open-api-key.ts';
import { isSecretOf, NO_SECRET, newSecretText, readSecretText } from './secret-text.ts';
import { isSignInToken } from './sign-in-links.ts';

/** A host who has signed in, with what their browser sends back. */
export interface SignedIn {
  readonly signIn: SignIn;
  readonly host: Host;
}

/** A host who signs in may do whatever a key of theirs may. */
const EVERY_SCOPE: readonly Scope[] = SCOPES;

/**
 * Signs in whoever bears the token of a link, once; `text` is the cookie, which is kept nowhere. Throws Failure unauthorized, the same for a token that is
 * malformed, unknown, wrong, used or expired.
 */
export async function signInByLink(ctx: Context, token: string): Promise<SignedIn & { readonly text: string }> {
  const id = token.slice(0, Math.max(0, token.indexOf('.')));
  const link = await findSignInLink(ctx.store.db, id);
  const isRight = isSignInToken(ctx.secret, token, link ?? { id, hostId: '' });
  if (!link || !isRight) throw linkGone();
  const now = ctx.clock.now();
  const made = newSecretText(newId('sgn', now, ctx.clock.randomBytes(10)), (size) => ctx.clock.randomBytes(size));
  const { id: signInId } = readSecretText('sgn', made.text);
  const started = { id: signInId, hostId: link.hostId, createdAt: now, lastUsedAt: now };
  const signIn: SignIn = { ...started, expiresAt: signInExpiry(started, now) };
  const host = await ctx.store.write(async (tx) => {
    const found = await findHost(tx, link.hostId);
    if (!found || !(await useSignInLink(tx, id, now))) return null;
    await insertSignIn(tx, signIn, made.secretHash);
    return found;
  });
  if (!host) throw linkGone();
  return { signIn, host, text: made.text };
}

/** Who is signed in by a cookie's text. Throws Failure unauthorized, the same for one that is malformed, unknown, wrong, expired or signed out. */
export async function openSignIn(ctx: Context, text: string): Promise<SignedIn> {
  const { id, secret } = readSecretText('sgn', text);
  const found = await findSignIn(ctx.store.db, id);
  const isRight = isSecretOf(secret, found?.secretHash ?? NO_SECRET);
  const now = ctx.clock.now();
  if (!found || !isRight || found.signIn.expiresAt <= now) throw notSignedIn();
  const host = await findHost(ctx.store.db, found.signIn.hostId);
  if (!host) throw notSignedIn();
  return { signIn: rememberUse(ctx, found.signIn, now), host };
}

/** What a signed-in host may do by the hosts' API. */
export function callerBySignIn({ signIn, host }: SignedIn): HostCaller {
  return { host, keyId: signIn.id, scopes: EVERY_SCOPE };
}

/** What a page of ours proves by that it asks, and no other: an HMAC of the sign-in's id, of no use without its cookie. */
export function csrfToken(ctx: Context, { id }: Pick<SignIn, 'id'>): string {
  return macOf(ctx.secret, `csrf ${id}`).slice(0, MAC_DIGITS);
}

const REMEMBERED_MS = 60 * MINUTE_MS;

/** At most once an hour, and from then on it lives longer. Nobody waits for it, and where it is lost the next use does it. */
function rememberUse(ctx: Context, signIn: SignIn, now: number): SignIn {
  const before = now - REMEMBERED_MS;
  if (signIn.lastUsedAt > before) return signIn;
  const used = { ...signIn, lastUsedAt: now, expiresAt: signInExpiry(signIn, now) };
  ctx.store.write((tx) => markSignInUsed(tx, used, before)).catch(() => {});
  return used;
}

/** The one answer to whatever is no link that still opens. */
function linkGone(): Failure {
  return new Failure('unauthorized', 'This link signs nobody in any more.');
}

/** The one answer to whatever is no cookie that lives. */
function notSignedIn(): Failure {
  return new Failure('unauthorized', 'An API key or a sign-in is needed, and this is none that is valid.');
}

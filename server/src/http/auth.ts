import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { type HostCaller, openApiKey } from '../actions/open-api-key.ts';
import { callerBySignIn, csrfToken, openSignIn, type SignedIn } from '../actions/sign-in.ts';
import type { Scope } from '../domain/api-key.ts';
import { Failure } from '../domain/failures.ts';
import type { Limits } from './limits.ts';
import { refuseOtherSites } from './origins.ts';
import { readSignInCookie } from './sign-in-cookie.ts';

const callers = new WeakMap<Response, HostCaller>();

/**
 * Lets through who bears an API key of this scope (RFC 6750), or, where none is sent, the cookie of a sign-in, before anything of the request's body is
 * read. Else 401 `unauthorized`, the same for none and every kind of wrong one, or 403 `forbidden`; after many wrong ones from an address 429.
 */
export function byKey(ctx: Context, limits: Limits, scope: Scope): RequestHandler {
  return async (req, res, next) => {
    // Sent to whoever bears the key alone.
    res.setHeader('Cache-Control', 'private, no-store');
    const text = bearerOf(req);
    const signed = req.headers.authorization === undefined ? readSignInCookie(ctx, req) : null;
    const caller = await (signed === null ? openApiKey(ctx, text ?? '') : enter(ctx, req, signed)).catch(
      async (failure: unknown) => {
        if (!(failure instanceof Failure && failure.code === 'unauthorized')) throw failure;
        await limits.keys.takeWrong(req);
        challenge(res, text === undefined ? '' : ', error="invalid_token"');
        throw failure;
      },
    );
    await limits.keys.takeCall(req, res, caller.keyId);
    if (!caller.scopes.includes(scope)) {
      challenge(res, `, error="insufficient_scope", scope="${scope}"`);
      throw new Failure('forbidden', `The key lacks the scope ${scope}.`);
    }
    callers.set(res, caller);
    next();
  };
}

/** Who was let through. Throws where nobody was asked: a route without `byKey`. */
export function callerOf(res: Response): HostCaller {
  const caller = callers.get(res);
  if (!caller) throw new Error('a route of the hosts is open to anybody');
  return caller;
}

/** The API key that a request bears, whatever it is worth. */
function bearerOf(req: Request): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1];
}

async function enter(ctx: Context, req: Request, text: string): Promise<HostCaller> {
  const signed = await openSignIn(ctx, text);
  refuseForgery(ctx, req, signed);
  return callerBySignIn(signed);
}

/** Throws Failure forbidden where what changes something by a cookie was not sent by a page of ours, which knows the token that goes with it. */
export function refuseForgery(ctx: Context, req: Request, { signIn }: SignedIn): void {
  if (req.method === 'GET' || req.method === 'HEAD') return;
  refuseOtherSites(req, ctx.publicUrl, { told: true });
  const given = Buffer.from(String(req.headers['x-csrf-token'] ?? ''));
  const right = Buffer.from(csrfToken(ctx, signIn));
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    throw new Failure('forbidden', 'By a sign-in, X-CSRF-Token must hold the token that came with it.');
  }
}

function challenge(res: Response, more: string): void {
  res.setHeader('WWW-Authenticate', `Bearer realm="meeting-booker"${more}`);
}

import type { RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { type HostCaller, openApiKey } from '../actions/open-api-key.ts';
import type { Scope } from '../domain/api-key.ts';
import { Failure } from '../domain/failures.ts';
import type { Limits } from './limits.ts';

const callers = new WeakMap<Response, HostCaller>();

/**
 * Lets through who bears an API key of this scope (RFC 6750), before anything of the request's body is read. Else 401 `unauthorized`, the same for no key and
 * every kind of wrong one, or 403 `forbidden`; after many wrong ones from an address 429.
 */
export function byKey(ctx: Context, limits: Limits, scope: Scope): RequestHandler {
  return async (req, res, next) => {
    // Sent to whoever bears the key alone.
    res.setHeader('Cache-Control', 'private, no-store');
    const [, text] = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '') ?? [];
    const caller = await openApiKey(ctx, text ?? '').catch(async (failure: unknown) => {
      if (!(failure instanceof Failure && failure.code === 'unauthorized')) throw failure;
      await limits.keys.takeWrong(req);
      challenge(res, text === undefined ? '' : ', error="invalid_token"');
      throw failure;
    });
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

function challenge(res: Response, more: string): void {
  res.setHeader('WWW-Authenticate', `Bearer realm="meeting-booker"${more}`);
}

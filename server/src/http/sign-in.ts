import type { RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { requestSignInLink } from '../actions/send-sign-in-link.ts';
import { csrfToken, openSignIn, type SignedIn, signInByLink } from '../actions/sign-in.ts';
import { signOut, signOutEverywhere } from '../actions/sign-out.ts';
import { Failure } from '../domain/failures.ts';
import { instantText } from '../domain/local-time.ts';
import { refuseForgery } from './auth.ts';
import type { Limits } from './limits.ts';
import { refuseOtherSites } from './origins.ts';
import { type SignedInView, signInInput, signInLinkInput, signOutQuery } from './sign-in-contract.ts';
import { clearSignInCookie, readSignInCookie, setSignInCookie } from './sign-in-cookie.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `POST /api/host/sign-in/link`: answers the same, after the same work, whether or not anybody is a host by the address. */
export function signInLinkRoute(ctx: Context, limits: Limits): RequestHandler {
  return async (req, res) => {
    keepNothing(res);
    refuseOtherSites(req, ctx.publicUrl, { told: false });
    readQuery(noQuery, req);
    const { email, locale } = readBody(signInLinkInput, req);
    await limits.takeSignInLink(email);
    await requestSignInLink(ctx, { email, locale });
    res.status(202).json({});
  };
}

/** `POST /api/host/sign-in`: once for each link. */
export function signInRoute(ctx: Context, limits: Limits): RequestHandler {
  return async (req, res) => {
    keepNothing(res);
    refuseOtherSites(req, ctx.publicUrl, { told: false });
    readQuery(noQuery, req);
    const { token } = readBody(signInInput, req);
    const { text, ...signed } = await signInByLink(ctx, token).catch(async (failure: unknown) => {
      if (failure instanceof Failure && failure.code === 'unauthorized') await limits.keys.takeWrong(req);
      throw failure;
    });
    setSignInCookie(ctx, res, text);
    res.json(signedInView(ctx, signed));
  };
}

/** `GET /api/host/sign-in`: who is signed in. */
export function signedInRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    keepNothing(res);
    readQuery(noQuery, req);
    res.json(signedInView(ctx, await openSignIn(ctx, readSignInCookie(ctx, req) ?? '')));
  };
}

/** `DELETE /api/host/sign-in`. */
export function signOutRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    keepNothing(res);
    const { everywhere, device = null } = readQuery(signOutQuery, req);
    const signed = await openSignIn(ctx, readSignInCookie(ctx, req) ?? '');
    refuseForgery(ctx, req, signed);
    await (everywhere === 'true' ? signOutEverywhere(ctx, signed.host.id) : signOut(ctx, signed.signIn, device));
    clearSignInCookie(ctx, res);
    res.status(204).end();
  };
}

function signedInView(ctx: Context, { signIn, host }: SignedIn): SignedInView {
  const { id, name, email, role, timeZone, locale } = host;
  return {
    host: { id, name, email, role, timeZone, locale },
    csrfToken: csrfToken(ctx, signIn),
    expiresAt: instantText(signIn.expiresAt),
  };
}

function keepNothing(res: Response): void {
  res.setHeader('Cache-Control', 'private, no-store');
}

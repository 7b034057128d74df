import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { requestVerification } from '../actions/send-verification.ts';
import { verificationInput } from './contract.ts';
import type { Limits } from './limits.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `POST /api/types/{slug}/verifications`: answers the same, after the same work, whosever address it is. */
export function verificationRoute(ctx: Context, limits: Limits): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { email, locale } = readBody(verificationInput, req);
    await limits.takeCode(email);
    await requestVerification(ctx, { slug: req.params.slug, email, locale });
    res.status(202).setHeader('Cache-Control', 'private, no-store');
    res.json({});
  };
}

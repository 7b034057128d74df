import { findHostByEmail } from '../store/hosts.ts';
import { enqueueJobs } from '../store/jobs.ts';
import type { Context } from './context.ts';
import { isTag, type LinkRequest } from './send-portal-link.ts';
import { makeSignInLink, oweSignInMail } from './sign-in-links.ts';

/** The kind of job that sends a host the link to sign in by; its payload is a LinkRequest. */
export const SIGN_IN_LINK = 'sign_in_link';

/** Owes somebody a link to sign in by, a host or not: who asks learns nothing, not even by the time that it takes. */
export async function requestSignInLink(ctx: Context, { email, locale }: Omit<LinkRequest, 'id'>): Promise<void> {
  const id = Buffer.from(ctx.clock.randomBytes(12)).toString('base64url');
  const payload: LinkRequest = { id, email: email.toLowerCase(), locale };
  const job = { kind: SIGN_IN_LINK, payload, dedupeKey: `${SIGN_IN_LINK} ${id}`, runAt: ctx.clock.now() };
  await ctx.store.write((tx) => enqueueJobs(tx, [job], ctx.clock));
  ctx.wakeWorker();
}

/** Runs a job of the kind SIGN_IN_LINK: owes the mail with a new link, or nothing where nobody is a host by the address. A second run owes no second mail. */
export async function sendSignInLink(ctx: Context, { id, email, locale }: LinkRequest): Promise<void> {
  const added = await ctx.store.write(async (tx) => {
    const host = await findHostByEmail(tx, email);
    if (!host) return 0;
    const link = await makeSignInLink(ctx, tx, host.id, 'sign_in');
    return oweSignInMail(ctx, tx, { host, link, locale: isTag(locale) ? locale : undefined, dedupeKey: id });
  });
  if (added > 0) ctx.wakeWorker();
}

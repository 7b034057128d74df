import type { OwedMail } from '../domain/mail.ts';
import type { ComposeMail, Mail, Mailer } from '../notify/mailer.ts';
import { findPortalToken } from '../store/portal-tokens.ts';
import type { Context } from './context.ts';
import { portalToken } from './portal-access.ts';

/** The mail as it goes out, or would: the portal's link is made only here, and only into the client's own mail. */
export async function mailToSend(ctx: Context, owed: OwedMail, compose: ComposeMail): Promise<Mail> {
  return compose(owed, await portalUrl(ctx, owed));
}

/** Runs a job of the kind `mail`. Throws MailRefused where the mail will never go, and anything else where a later try may succeed. */
export async function deliverMail(
  ctx: Context,
  post: { readonly compose: ComposeMail; readonly mailer: Mailer },
  payload: unknown,
  signal?: AbortSignal,
): Promise<void> {
  await post.mailer.send(await mailToSend(ctx, payload as OwedMail, post.compose), signal);
}

async function portalUrl(ctx: Context, owed: OwedMail): Promise<string | null> {
  if (owed.portalTokenId === undefined) return null;
  const row = await findPortalToken(ctx.store.db, owed.portalTokenId);
  // Whoever has been erased since has nothing to open.
  return row ? `${ctx.publicUrl}/portal/${portalToken(ctx.secret, row)}` : null;
}

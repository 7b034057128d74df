import type { OwedLinkMail, OwedMail } from '../domain/mail.ts';
import type { ComposeMail, Mail, Mailer } from '../notify/mailer.ts';
import { findPortalToken, meetingTokenId } from '../store/portal-tokens.ts';
import type { Context } from './context.ts';
import { guestToken } from './guest-access.ts';
import { portalToken } from './portal-access.ts';

/** The mail as it goes out, or would: the portal's link is made only here, and only into the own mail of a client or guest. */
export async function mailToSend(ctx: Context, owed: OwedMail | OwedLinkMail, compose: ComposeMail): Promise<Mail> {
  return compose(owed, await portalUrl(ctx, owed));
}

/** Runs a job of the kind `mail`. Throws MailRefused where the mail will never go, and anything else where a later try may succeed. */
export async function deliverMail(
  ctx: Context,
  post: { readonly compose: ComposeMail; readonly mailer: Mailer },
  payload: unknown,
  signal?: AbortSignal,
): Promise<void> {
  await post.mailer.send(await mailToSend(ctx, payload as OwedMail | OwedLinkMail, post.compose), signal);
}

async function portalUrl(ctx: Context, owed: OwedMail | OwedLinkMail): Promise<string | null> {
  const token = await ownToken(ctx, owed);
  return token === null ? null : `${ctx.publicUrl}/portal/${token}`;
}

/** What opens the portal to whom the mail is for; null where nothing does: to a host, and to whoever has been erased since. */
async function ownToken(ctx: Context, owed: OwedMail | OwedLinkMail): Promise<string | null> {
  const isGuests = owed.template.startsWith('guest_') && owed.template !== 'guest_removed';
  if (owed.template === 'client_link' || !isGuests) {
    const row = owed.portalTokenId === undefined ? null : await findPortalToken(ctx.store.db, owed.portalTokenId);
    return row && portalToken(ctx.secret, row);
  }
  const { meeting, recipient } = owed;
  const row = await findPortalToken(ctx.store.db, meetingTokenId(meeting.id));
  if (!row) return null;
  return guestToken(ctx.secret, { meetingId: meeting.id, generation: row.generation, email: recipient.email });
}

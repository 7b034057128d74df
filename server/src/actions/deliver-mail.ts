import type { OwedMail } from '../domain/mail.ts';
import type { ComposeMail, Mail, Mailer } from '../notify/mailer.ts';
import { findPortalToken, meetingTokenId } from '../store/portal-tokens.ts';
import type { Context } from './context.ts';
import { guestToken } from './guest-access.ts';
import { portalToken } from './portal-access.ts';

/** The mail as it goes out, or would: the portal's link is made only here, and only into the own mail of a client or guest. */
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
  const token = await ownToken(ctx, owed);
  return token === null ? null : `${ctx.publicUrl}/portal/${token}`;
}

/** What opens the portal to whom the mail is for; null where nothing does: to a host, and to whoever has been erased since. */
async function ownToken(
  ctx: Context,
  { template, portalTokenId, meeting, recipient }: OwedMail,
): Promise<string | null> {
  const isGuests = template.startsWith('guest_') && template !== 'guest_removed';
  const id = isGuests ? meetingTokenId(meeting.id) : portalTokenId;
  const row = id === undefined ? null : await findPortalToken(ctx.store.db, id);
  if (!row) return null;
  if (!isGuests) return portalToken(ctx.secret, row);
  return guestToken(ctx.secret, { meetingId: meeting.id, generation: row.generation, email: recipient.email });
}

import type { AnyOwedMail } from '../domain/mail.ts';
import { MailRefused } from '../domain/mail-refused.ts';
import { isSignInMail, type OwedSignInMail } from '../domain/sign-in-mail.ts';
import type { ComposeMail, Mail, Mailer, MailParts } from '../notify/mailer.ts';
import { findPortalToken, meetingTokenId } from '../store/portal-tokens.ts';
import { findRefused, markRefused, unmarkRefused } from '../store/refused-addresses.ts';
import { findSignInLink } from '../store/sign-in-links.ts';
import type { Context } from './context.ts';
import { guestToken } from './guest-access.ts';
import { refuseOff, tokenIn } from './mails-off.ts';
import { keptTexts, type TemplateMistake, tellMistake } from './own-texts.ts';
import { portalToken } from './portal-access.ts';
import { codeToSend } from './proof-code.ts';
import { owedNow } from './reminder-now.ts';
import { signInToken, signInUrl } from './sign-in-links.ts';

/** The mail as it goes out, or would: the link that opens something, or the code, is made only here, and only into the own mail of whom it is for. */
export async function mailToSend(ctx: Context, owed: AnyOwedMail, compose: ComposeMail): Promise<Mail> {
  const texts = await keptTexts(ctx.store.db);
  return compose(owed, { ...ownUrl(owed, await ownLink(ctx, owed)), offUrl: offUrl(ctx, owed), texts });
}

/** A mailbox that was refused is tried again so long afterwards, by the next mail to it: asking often for who is not there looks like guessing. */
const REFUSED_MS = 86_400_000;

/**
 * Runs a job of the kind `mail`. Throws MailRefused where the mail will never go, and anything else where a later try may succeed. A mailbox that
 * is refused whatever the mail says is marked, and gets one mail a day until it takes one; the others are refused here.
 */
export async function deliverMail(
  ctx: Context,
  post: { readonly compose: ComposeMail; readonly mailer: Mailer },
  payload: unknown,
  signal?: AbortSignal,
): Promise<void> {
  const owed = await owedNow(ctx, payload as AnyOwedMail);
  await refuseOff(ctx, owed);
  const { email: address } = owed.recipient;
  const mark = await findRefused(ctx.store.db, address);
  const now = ctx.clock.now();
  if (mark && now < mark.triedAt + REFUSED_MS) {
    throw new MailRefused(
      `Not tried, for this address was refused on ${new Date(mark.triedAt).toISOString()}: ${mark.text}`,
    );
  }
  await refuseSpentLink(ctx, owed);
  const own = await ownLink(ctx, owed);
  const tokens = [own?.token, tokenIn(ctx, owed)];
  const texts = await keptTexts(ctx.store.db);
  const mistakes: TemplateMistake[] = [];
  const onMistake = (mistake: TemplateMistake) => mistakes.push(mistake);
  const mail = post.compose(owed, { ...ownUrl(owed, own), offUrl: offUrl(ctx, owed), texts, onMistake });
  try {
    await post.mailer.send(mail, signal);
  } catch (error) {
    const mailbox = error instanceof MailRefused ? error.mailbox : null;
    if (mailbox) {
      const text = withoutTokens(mailbox.text, tokens);
      await ctx.store.write((tx) => markRefused(tx, { ...mailbox, text, address, triedAt: ctx.clock.now() }));
    }
    // A server may repeat what a mail says.
    if (error instanceof Error) error.message = withoutTokens(error.message, tokens);
    throw error;
  }
  // It has gone: what else fails now must not send it once more.
  for (const mistake of mistakes) await tellMistake(ctx, mistake).catch(() => {});
  if (mark) await ctx.store.write((tx) => unmarkRefused(tx, address)).catch(() => {});
}

/** A link that opens something, or a code, and what of it nobody else may know. */
interface OwnLink {
  readonly url: string;
  readonly token: string;
}

/** The link or the code under what it is for. */
function ownUrl(owed: AnyOwedMail, own: OwnLink | null): Pick<MailParts, 'portalUrl' | 'signInUrl' | 'code'> {
  const url = own?.url ?? null;
  if (owed.template === 'client_code') return { portalUrl: null, code: url };
  return isSignInMail(owed) ? { portalUrl: null, signInUrl: url } : { portalUrl: url };
}

/** What switches such mails off for their reader; null where they cannot be done without. */
function offUrl(ctx: Context, owed: AnyOwedMail): string | null {
  const token = tokenIn(ctx, owed);
  return token && `${ctx.publicUrl}/mails/${token}`;
}

function withoutTokens(text: string, tokens: readonly (string | null | undefined)[]): string {
  return tokens.reduce<string>((left, token) => (token ? left.replaceAll(token, '[token]') : left), text);
}

/** A link that is spent or has expired is not sent: whoever waited for it has asked for another. */
async function refuseSpentLink(ctx: Context, owed: AnyOwedMail): Promise<void> {
  if (!isSignInMail(owed)) return;
  const link = await findSignInLink(ctx.store.db, owed.signInLinkId);
  if (!link || link.usedAt !== null || link.expiresAt <= ctx.clock.now()) {
    throw new MailRefused('The link of this mail was used, or had expired, before the mail could be sent.');
  }
}

async function ownLink(ctx: Context, owed: AnyOwedMail): Promise<OwnLink | null> {
  if (isSignInMail(owed)) {
    const link = await findSignInLink(ctx.store.db, owed.signInLinkId);
    const token = link && signInToken(ctx.secret, link);
    return token === null ? null : { token, url: signInUrl(ctx, token) };
  }
  if (owed.template === 'client_code') {
    const code = await codeToSend(ctx, owed.proofId);
    return code === null ? null : { token: code, url: code };
  }
  const token = await ownToken(ctx, owed);
  return token === null ? null : { token, url: `${ctx.publicUrl}/portal/${token}` };
}

/** What opens the portal to whom the mail is for; null where nothing does: to a host, and to whoever has been erased since. */
async function ownToken(ctx: Context, owed: Exclude<AnyOwedMail, OwedSignInMail>): Promise<string | null> {
  if (!('meeting' in owed) && owed.template !== 'client_link') return null;
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

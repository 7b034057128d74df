import { timingSafeEqual } from 'node:crypto';
import type { Host } from '../domain/host.ts';
import { newId } from '../domain/id.ts';
import { messageId } from '../domain/mail.ts';
import { LINK_MS, type SignInLink, type SignInPurpose } from '../domain/sign-in.ts';
import { type OwedSignInMail, SIGN_IN_TEMPLATES } from '../domain/sign-in-mail.ts';
import type { Transaction } from '../store/database.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { insertSignInLink } from '../store/sign-in-links.ts';
import type { Context } from './context.ts';
import { MAC_DIGITS } from './guest-access.ts';
import { macOf } from './mac.ts';

/** All that a link's token is made of besides the secret. */
type LinkKey = Pick<SignInLink, 'id' | 'hostId'>;

/** The token of a link to sign in by: its row's id and an HMAC-SHA-256 of that and of whose it is, cut to 160 bits. It stands in no row. */
export function signInToken(secret: Uint8Array, { id, hostId }: LinkKey): string {
  return `${id}.${macOf(secret, `sign-in ${id} ${hostId}`).slice(0, MAC_DIGITS)}`;
}

/** Whether this is the link's token, in a time that does not depend on how much of it is right. */
export function isSignInToken(secret: Uint8Array, token: string, key: LinkKey): boolean {
  const given = Buffer.from(token);
  const right = Buffer.from(signInToken(secret, key));
  return given.length === right.length && timingSafeEqual(given, right);
}

/** The address that a link leads to. The token is in its fragment, which no browser sends: the page asks for a press first. */
export function signInUrl(ctx: Context, token: string): string {
  return `${ctx.publicUrl}/console/sign-in#${token}`;
}

/** Makes a link for a host, for one use within its time. */
export async function makeSignInLink(
  ctx: Context,
  tx: Transaction,
  hostId: string,
  purpose: SignInPurpose,
): Promise<SignInLink> {
  const now = ctx.clock.now();
  const id = newId('sil', now, ctx.clock.randomBytes(10));
  const link: SignInLink = { id, hostId, purpose, expiresAt: now + LINK_MS[purpose], usedAt: null };
  await insertSignInLink(tx, link, now);
  return link;
}

/** Owes a host the mail with a link that was made; answers how many mails that is new. */
export function oweSignInMail(
  ctx: Context,
  tx: Transaction,
  { host, link, locale, invitedBy, dedupeKey }: SignInMailWish,
): Promise<number> {
  const mail: OwedSignInMail = {
    template: SIGN_IN_TEMPLATES[link.purpose],
    recipient: { name: host.name, email: host.email, timeZone: host.timeZone, locale: locale ?? host.locale },
    messageId: messageId(ctx.clock.randomBytes(16), new URL(ctx.publicUrl).hostname),
    signInLinkId: link.id,
    expiresAt: link.expiresAt,
    invitedBy: invitedBy ?? null,
  };
  const orderKey = `${mail.template} ${host.id}`;
  const job = { kind: 'mail', payload: mail, orderKey, dedupeKey, runAt: ctx.clock.now(), recipient: host.email };
  return enqueueJobs(tx, [job], ctx.clock);
}

/** Whom a link is sent to, and how. */
interface SignInMailWish {
  readonly host: Host;
  readonly link: SignInLink;
  /** What to write in; absent: as the host is written to. */
  readonly locale?: string | undefined;
  /** The name of who invites. */
  readonly invitedBy?: string | null | undefined;
  /** Mails of one key are one mail. */
  readonly dedupeKey: string;
}

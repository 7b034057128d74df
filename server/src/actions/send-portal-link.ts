import { isBlocked } from '../domain/block-list.ts';
import type { OwedLinkMail } from '../domain/link-mail.ts';
import { messageId } from '../domain/mail.ts';
import { readBlockList } from '../store/blocked-addresses.ts';
import { findClientByEmail } from '../store/clients.ts';
import { enqueueJobs } from '../store/jobs.ts';
import type { Context } from './context.ts';
import { tokenToSend } from './portal-links.ts';

/** The kind of job that sends a client their link; its payload is a LinkRequest. */
export const PORTAL_LINK = 'portal_link';

/** Somebody asks for the link of whoever is known by this address. */
export interface LinkRequest {
  /** Tells one request from another. */
  readonly id: string;
  readonly email: string;
  /** What to write in, where it is a language's tag; else as the client is written to. */
  readonly locale?: string | undefined;
}

/** Owes somebody their link, known or not: who asks learns nothing, not even by the time that it takes. */
export async function requestPortalLink(ctx: Context, { email, locale }: Omit<LinkRequest, 'id'>): Promise<void> {
  const id = Buffer.from(ctx.clock.randomBytes(12)).toString('base64url');
  const payload: LinkRequest = { id, email: email.toLowerCase(), locale };
  const job = { kind: PORTAL_LINK, payload, dedupeKey: `${PORTAL_LINK} ${id}`, runAt: ctx.clock.now() };
  await ctx.store.write((tx) => enqueueJobs(tx, [job], ctx.clock));
  ctx.wakeWorker();
}

/** Runs a job of the kind PORTAL_LINK: owes the mail with the link, or nothing where nobody is known by the address or bookings from it are not taken. A second run owes no second mail. */
export async function sendPortalLink(ctx: Context, { id, email, locale }: LinkRequest): Promise<void> {
  const added = await ctx.store.write(async (tx) => {
    if (isBlocked(await readBlockList(tx), email)) return 0;
    const client = await findClientByEmail(tx, email);
    if (!client) return 0;
    const token = await tokenToSend(ctx, tx, client.id);
    const mail: OwedLinkMail = {
      template: 'client_link',
      recipient: {
        name: client.name,
        email: client.email,
        timeZone: client.timeZone,
        locale: isTag(locale) ? locale : client.locale,
      },
      messageId: messageId(ctx.clock.randomBytes(16), new URL(ctx.publicUrl).hostname),
      portalTokenId: token.id,
      expiresAt: token.expiresAt,
    };
    const orderKey = `${PORTAL_LINK} ${client.id}`;
    return enqueueJobs(
      tx,
      [{ kind: 'mail', payload: mail, orderKey, dedupeKey: id, runAt: ctx.clock.now(), recipient: client.email }],
      ctx.clock,
    );
  });
  if (added > 0) ctx.wakeWorker();
}

/** Whether it is a language's tag (BCP 47). */
export function isTag(locale: string | undefined): locale is string {
  try {
    return locale !== undefined && Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    return false;
  }
}

import { newId } from '../domain/id.ts';
import { DAY_MS } from '../domain/local-time.ts';
import { holdName, type Transaction } from '../store/database.ts';
import {
  extendClientToken,
  findClientToken,
  insertClientToken,
  type PortalToken,
  revokeTokensOf,
} from '../store/portal-tokens.ts';
import { deleteClientPushes } from '../store/push-subscriptions.ts';
import type { Context } from './context.ts';
import { portalToken } from './portal-access.ts';

/** How long a link to all of a client's meetings lives, and their feed, which is set up once and read for years. */
const LINK_MS = 90 * DAY_MS;
const FEED_MS = 730 * DAY_MS;

const FIRST_GENERATION = 1;

/** The link to everything of one client; instants are epoch milliseconds. */
export interface PortalLink {
  readonly url: string;
  readonly expiresAt: number;
}

/** Gives a client a new link to all of their meetings. Links that were given before stay. */
export async function givePortalLink(ctx: Context, clientId: string): Promise<PortalLink> {
  const token = await ctx.store.write((tx) => giveToken(ctx, tx, clientId));
  return { url: portalUrl(ctx, token), expiresAt: token.expiresAt };
}

/** A token for a mail: an earlier one with more than half of its life left, else a new one. */
export async function tokenToSend(ctx: Context, tx: Transaction, clientId: string): Promise<PortalToken> {
  await holdName(tx, `portal ${clientId}`);
  const known = await findClientToken(tx, clientId, 'client');
  return known && isYoung(known, LINK_MS, ctx.clock.now()) ? known : giveToken(ctx, tx, clientId);
}

/** Makes every link void that was given to a client, to all of their meetings and to each, and those of their guests and their feed; no browser is told of them any more. */
export async function revokePortalLinks(ctx: Context, clientId: string): Promise<void> {
  await ctx.store.write(async (tx) => {
    await holdName(tx, `portal ${clientId}`);
    await revokeTokensOf(tx, clientId);
    // Whoever had a link may have let a browser be told by it.
    await deleteClientPushes(tx, clientId);
  });
}

/** The address of a client's feed; null: they have none, or it has expired. */
export async function feedUrl(ctx: Context, clientId: string): Promise<string | null> {
  const feed = await findClientToken(ctx.store.db, clientId, 'feed');
  if (!feed || feed.expiresAt <= ctx.clock.now()) return null;
  return `${ctx.publicUrl}/api/portal/${portalToken(ctx.secret, feed)}/feed.ics`;
}

/** The address of the page that a token opens. */
function portalUrl(ctx: Context, key: Pick<PortalToken, 'id' | 'generation'>): string {
  return `${ctx.publicUrl}/portal/${portalToken(ctx.secret, key)}`;
}

async function giveToken(ctx: Context, tx: Transaction, clientId: string): Promise<PortalToken> {
  const now = ctx.clock.now();
  await holdName(tx, `portal ${clientId}`);
  const make = (scope: 'client' | 'feed', lifeMs: number): PortalToken => ({
    id: newId('ptk', now, ctx.clock.randomBytes(10)),
    scope,
    clientId,
    meetingId: null,
    generation: FIRST_GENERATION,
    expiresAt: now + lifeMs,
  });
  const token = make('client', LINK_MS);
  await insertClientToken(tx, token, now);
  const feed = await findClientToken(tx, clientId, 'feed');
  if (!feed) await insertClientToken(tx, make('feed', FEED_MS), now);
  // Who still comes here still reads it: its address stays the same.
  else if (!isYoung(feed, FEED_MS, now)) await extendClientToken(tx, feed.id, now + FEED_MS);
  return token;
}

function isYoung(token: PortalToken, lifeMs: number, now: number): boolean {
  return token.expiresAt - now > lifeMs / 2;
}

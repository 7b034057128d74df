import { timingSafeEqual } from 'node:crypto';
import type { Client } from '../domain/client.ts';
import { Failure } from '../domain/failures.ts';
import type { Meeting } from '../domain/meeting.ts';
import { findClient } from '../store/clients.ts';
import { findClientMeeting } from '../store/meeting-lists.ts';
import { FIRST_GENERATION } from '../store/meetings.ts';
import { findGuestList, findPortalToken, meetingTokenId, type PortalToken } from '../store/portal-tokens.ts';
import type { Context } from './context.ts';
import { guestToken, guestTokenMeeting, MAC_DIGITS } from './guest-access.ts';
import { macOf } from './mac.ts';

/** How far a link reaches: everything of one client, one meeting of theirs, or one meeting as its guest. */
export type PortalScope = 'client' | 'meeting' | 'guest';

/** What a portal link opens, and for whom. */
export interface PortalAccess {
  readonly scope: PortalScope;
  /** Whose meetings they are. */
  readonly client: Client;
  /** The one meeting that the link reaches; null: all of the client's. */
  readonly meetingId: string | null;
  /** Whom a link of the scope `guest` is for. */
  readonly guest: { readonly name: string; readonly email: string } | null;
}

/** All that a token is made of besides the secret. */
export type PortalKey = Pick<PortalToken, 'id' | 'generation'>;

/** What somebody wants to do by a link, besides looking at the meeting. */
export type PortalDeed = 'book' | 'change' | 'note' | 'watch' | 'respond' | 'settle';

const MAY: Readonly<Record<PortalScope, readonly PortalDeed[]>> = {
  client: ['book', 'change', 'note', 'watch', 'settle'],
  meeting: ['change', 'note', 'watch'],
  guest: ['respond'],
};

/** Throws Failure forbidden where the link does not reach so far. */
export function refuseBeyond({ scope }: PortalAccess, deed: PortalDeed): void {
  if (!MAY[scope].includes(deed)) throw new Failure('forbidden', 'This link does not allow it.');
}

/** The key of the one portal that a new meeting comes with. */
export function firstKey(meetingId: string): PortalKey {
  return { id: meetingTokenId(meetingId), generation: FIRST_GENERATION };
}

/**
 * The token of a portal link, safe in a URL: the row's id and an HMAC-SHA-256 of id and generation under the secret, cut to 160 bits.
 * The same row and secret always make the same token; a raised generation makes every earlier one void.
 */
export function portalToken(secret: Uint8Array, row: PortalKey): string {
  return `${row.id}.${macOf(secret, `portal ${row.id} ${row.generation}`).slice(0, MAC_DIGITS)}`;
}

/** Throws Failure not_found, the same, after the same work, for a token that is malformed, unknown, revoked, expired or a feed's. */
export async function openPortal(ctx: Context, token: string): Promise<PortalAccess> {
  const meetingId = guestTokenMeeting(token);
  if (meetingId !== null) return openAsGuest(ctx, token, meetingId);
  const row = await rightToken(ctx, token);
  if (!row || row.scope === 'feed') throw notFound();
  return { scope: row.scope, client: await clientOf(ctx, row.clientId), meetingId: row.meetingId, guest: null };
}

/** The client whose feed a token opens. Throws as `openPortal`, also for a token that is no feed's. */
export async function openFeed(ctx: Context, token: string): Promise<Client> {
  const row = await rightToken(ctx, token);
  if (row?.scope !== 'feed') throw notFound();
  return clientOf(ctx, row.clientId);
}

/** A meeting that the access reaches. Throws Failure not_found, the same, after the same work, whether it is another's or nobody's. */
export async function readMeeting(ctx: Context, access: PortalAccess, id: string): Promise<Meeting> {
  if (access.meetingId !== null && access.meetingId !== id) throw notFound();
  const meeting = await findClientMeeting(ctx.store.db, { clientId: access.client.id, id });
  if (!meeting) throw notFound();
  return meeting;
}

/** The row of a token that is right and lives; of an unknown one the digest is computed all the same. */
async function rightToken(ctx: Context, token: string): Promise<PortalToken | null> {
  const id = token.slice(0, Math.max(0, token.indexOf('.')));
  const row = await findPortalToken(ctx.store.db, id);
  const isRight = isSame(token, portalToken(ctx.secret, row ?? { id, generation: 0 }));
  return row && isRight && row.expiresAt > ctx.clock.now() ? row : null;
}

async function openAsGuest(ctx: Context, token: string, meetingId: string): Promise<PortalAccess> {
  const list = await findGuestList(ctx.store.db, meetingId);
  const generation = list?.generation ?? 0;
  const guests = list?.guests ?? [];
  // Nobody's meeting is tried with somebody too, and every guest is tried.
  const tried = (guests.length > 0 ? guests : [{ name: '', email: '' }]).filter(({ email }) =>
    isSame(token, guestToken(ctx.secret, { meetingId, generation, email })),
  );
  const [guest] = guests.length > 0 ? tried : [];
  if (!list || !guest || list.expiresAt <= ctx.clock.now()) throw notFound();
  return { scope: 'guest', client: await clientOf(ctx, list.clientId), meetingId, guest };
}

async function clientOf(ctx: Context, id: string): Promise<Client> {
  const client = await findClient(ctx.store.db, id);
  if (!client) throw notFound();
  return client;
}

function isSame(given: string, right: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The one answer to whatever opens nothing. */
function notFound(): Failure {
  return new Failure('not_found', 'There is nothing here, or the link is no longer valid.');
}

import { timingSafeEqual } from 'node:crypto';
import type { Client } from '../domain/client.ts';
import { Failure } from '../domain/failures.ts';
import type { Meeting } from '../domain/meeting.ts';
import { findClient } from '../store/clients.ts';
import { FIRST_GENERATION, findMeeting } from '../store/meetings.ts';
import { findPortalToken, meetingTokenId, type PortalToken } from '../store/portal-tokens.ts';
import type { Context } from './context.ts';
import { macOf } from './mac.ts';

/** What a portal link opens: everything of one client, or (scope `meeting`) one meeting of theirs; `feed` only reads. */
export interface PortalAccess {
  readonly scope: PortalToken['scope'];
  readonly client: Client;
  readonly meetingId: string | null;
}

/** All that a token is made of besides the secret. */
export type PortalKey = Pick<PortalToken, 'id' | 'generation'>;

/** The key of the one portal that a new meeting comes with. */
export function firstKey(meetingId: string): PortalKey {
  return { id: meetingTokenId(meetingId), generation: FIRST_GENERATION };
}

/** 160 bits, in hexadecimal digits. */
const MAC_DIGITS = 40;

/**
 * The token of a portal link, safe in a URL: the row's id and an HMAC-SHA-256 of id and generation under the secret, cut to 160 bits.
 * The same row and secret always make the same token; a raised generation makes every earlier one void.
 */
export function portalToken(secret: Uint8Array, row: PortalKey): string {
  return `${row.id}.${macOf(secret, `portal ${row.id} ${row.generation}`).slice(0, MAC_DIGITS)}`;
}

/** Throws Failure not_found, the same for a token that is malformed, unknown, revoked or expired. */
export async function openPortal(ctx: Context, token: string): Promise<PortalAccess> {
  const row = await findPortalToken(ctx.store.db, token.slice(0, token.indexOf('.')));
  if (!row || !isSame(token, portalToken(ctx.secret, row)) || row.expiresAt <= ctx.clock.now()) throw notFound();
  const client = await findClient(ctx.store.db, row.clientId);
  if (!client) throw notFound();
  return { scope: row.scope, client, meetingId: row.meetingId };
}

/** A meeting that the access reaches. Throws Failure not_found, the same whether it is another's or nobody's. */
export async function readMeeting(ctx: Context, access: PortalAccess, id: string): Promise<Meeting> {
  if (access.meetingId !== null && access.meetingId !== id) throw notFound();
  const found = await findMeeting(ctx.store.db, id);
  if (found?.meeting.clientId !== access.client.id) throw notFound();
  return found.meeting;
}

function isSame(given: string, right: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

function notFound(): Failure {
  return new Failure('not_found', 'There is nothing here, or the link is no longer valid.');
}

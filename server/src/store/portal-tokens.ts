import { type Selectable, sql } from 'kysely';
import type { Db, Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';
import type { PortalTokenTable } from './schema.ts';

/** What a portal link is made from; instants are epoch milliseconds. */
export interface PortalToken {
  readonly id: string;
  readonly scope: 'client' | 'meeting' | 'feed';
  readonly clientId: string;
  /** With scope `meeting` alone. */
  readonly meetingId: string | null;
  /** Raised to revoke every link made before. */
  readonly generation: number;
  readonly expiresAt: number;
}

const byId = prepared((db, p: { id: string }) => db.selectFrom('portal_tokens').selectAll().where('id', '=', p.id));

const ofMeeting = prepared((db, p: { meetingId: string }) =>
  db
    .selectFrom('meetings')
    .select(['client_id', 'portal_generation', 'portal_expires_at_ms'])
    .where('id', '=', p.meetingId),
);

/** The token with this id, expired or not; null: there is none. Either answer takes the same two questions. */
export async function findPortalToken(db: Db, id: string): Promise<PortalToken | null> {
  const meetingId = id.replace(/^ptk_/, 'mtg_');
  const [meeting] = await ofMeeting(db, { meetingId });
  const [row] = await byId(db, { id });
  if (row) return toToken(row);
  if (!meeting) return null;
  const { client_id: clientId, portal_generation: generation, portal_expires_at_ms: expiresAt } = meeting;
  return { id, scope: 'meeting', clientId, meetingId, generation, expiresAt };
}

/** The id of the token that opens a meeting alone: the meeting's own, under another prefix. */
export function meetingTokenId(meetingId: string): string {
  return meetingId.replace(/^mtg_/, 'ptk_');
}

/** What a meeting's guests' links are made from. */
export interface GuestList {
  readonly clientId: string;
  readonly generation: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly guests: readonly { readonly name: string; readonly email: string }[];
}

const guestsOf = prepared((db, p: { meetingId: string }) =>
  db
    .selectFrom('participants')
    .select(['name', 'email'])
    .where('meeting_id', '=', p.meetingId)
    .where('role', '=', sql.lit('guest'))
    .orderBy('position'),
);

/** The guests of a meeting; null: there is no such meeting. Either answer takes the same two questions. */
export async function findGuestList(db: Db, meetingId: string): Promise<GuestList | null> {
  const [meeting] = await ofMeeting(db, { meetingId });
  const guests = await guestsOf(db, { meetingId });
  if (!meeting) return null;
  const { client_id: clientId, portal_generation: generation, portal_expires_at_ms: expiresAt } = meeting;
  return { clientId, generation, expiresAt, guests };
}

const ofClient = prepared((db, p: { clientId: string; scope: 'client' | 'feed' }) =>
  db
    .selectFrom('portal_tokens')
    .selectAll()
    .where('client_id', '=', p.clientId)
    .where('scope', '=', p.scope)
    .orderBy('expires_at_ms', 'desc')
    .limit(sql.lit(1)),
);

/** Of a client's tokens of this scope the one that lives longest, expired or not; null: there is none. */
export async function findClientToken(db: Db, clientId: string, scope: 'client' | 'feed'): Promise<PortalToken | null> {
  const [row] = await ofClient(db, { clientId, scope });
  return row ? toToken(row) : null;
}

/** Writes a new token of a client. `now` is epoch milliseconds. */
export async function insertClientToken(tx: Transaction, token: PortalToken, now: number): Promise<void> {
  if (token.scope === 'meeting') throw new Error('a token of one meeting has no row of its own');
  await insertRows(tx, 'portal_tokens', [
    {
      id: token.id,
      scope: token.scope,
      client_id: token.clientId,
      generation: token.generation,
      expires_at_ms: token.expiresAt,
      created_at_ms: now,
    },
  ]);
}

/** Lets a token live until `expiresAt` (epoch milliseconds). */
export async function extendClientToken(tx: Transaction, id: string, expiresAt: number): Promise<void> {
  await tx.updateTable('portal_tokens').set({ expires_at_ms: expiresAt }).where('id', '=', id).execute();
}

/** Makes every link void that was ever given to a client or to a guest of theirs: all of them, and those of each meeting. */
export async function revokeTokensOf(tx: Transaction, clientId: string): Promise<void> {
  await tx
    .updateTable('portal_tokens')
    .set((row) => ({ generation: row('generation', '+', 1) }))
    .where('client_id', '=', clientId)
    .execute();
  await tx
    .updateTable('meetings')
    .set((row) => ({ portal_generation: row('portal_generation', '+', 1) }))
    .where('client_id', '=', clientId)
    .execute();
}

/** Erases up to `limit` tokens that expired before `before` (epoch milliseconds); returns how many. */
export async function purgeExpiredTokens(tx: Transaction, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('portal_tokens')
    .where('id', 'in', (row) =>
      row.selectFrom('portal_tokens').select('id').where('expires_at_ms', '<', before).limit(limit),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

function toToken(row: Selectable<PortalTokenTable>): PortalToken {
  const { id, scope, client_id: clientId, generation, expires_at_ms: expiresAt } = row;
  return { id, scope, clientId, meetingId: null, generation, expiresAt };
}

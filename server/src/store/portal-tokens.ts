import type { Selectable } from 'kysely';
import type { Db, Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';
import type { PortalTokenTable } from './schema.ts';

/** What a portal link is made from; instants are epoch milliseconds. */
export interface PortalToken {
  readonly id: string;
  readonly scope: 'client' | 'meeting' | 'feed';
  readonly clientId: string;
  readonly meetingId: string | null;
  readonly generation: number;
  readonly expiresAt: number;
}

const byId = prepared((db, p: { id: string }) => db.selectFrom('portal_tokens').selectAll().where('id', '=', p.id));

/** The token's row, expired or not; null: there is none. */
export async function findPortalToken(db: Db, id: string): Promise<PortalToken | null> {
  const [row] = await byId(db, { id });
  return row ? toToken(row) : null;
}

/** The id of the one token of scope `meeting` that a meeting has. */
export function meetingTokenId(meetingId: string): string {
  return `ptk_${meetingId.slice(4)}`;
}

/** `now` is epoch milliseconds. */
export async function insertPortalToken(tx: Transaction, token: PortalToken, now: number): Promise<void> {
  await insertRows(tx, 'portal_tokens', [
    {
      id: token.id,
      scope: token.scope,
      client_id: token.clientId,
      meeting_id: token.meetingId,
      generation: token.generation,
      expires_at_ms: token.expiresAt,
      created_at_ms: now,
    },
  ]);
}

function toToken(row: Selectable<PortalTokenTable>): PortalToken {
  return {
    id: row.id,
    scope: row.scope,
    clientId: row.client_id,
    meetingId: row.meeting_id,
    generation: row.generation,
    expiresAt: row.expires_at_ms,
  };
}

import type { Db } from './database.ts';
import { prepared } from './prepared.ts';

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

const ofClient = prepared((db, p: { id: string }) => db.selectFrom('portal_tokens').selectAll().where('id', '=', p.id));

const ofMeeting = prepared((db, p: { meetingId: string }) =>
  db
    .selectFrom('meetings')
    .select(['client_id', 'portal_generation', 'portal_expires_at_ms'])
    .where('id', '=', p.meetingId),
);

/** The token with this id, expired or not; null: there is none. */
export async function findPortalToken(db: Db, id: string): Promise<PortalToken | null> {
  const meetingId = id.replace(/^ptk_/, 'mtg_');
  const [meeting] = await ofMeeting(db, { meetingId });
  if (meeting) {
    const { client_id: clientId, portal_generation: generation, portal_expires_at_ms: expiresAt } = meeting;
    return { id, scope: 'meeting', clientId, meetingId, generation, expiresAt };
  }
  const [row] = await ofClient(db, { id });
  if (!row) return null;
  const { scope, client_id: clientId, generation, expires_at_ms: expiresAt } = row;
  return { id, scope, clientId, meetingId: null, generation, expiresAt };
}

/** The id of the token that opens a meeting alone: the meeting's own, under another prefix. */
export function meetingTokenId(meetingId: string): string {
  return meetingId.replace(/^mtg_/, 'ptk_');
}

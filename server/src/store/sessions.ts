import { sql } from 'kysely';
import type { Interval } from '../domain/interval.ts';
import { hasOneWriter, isRefusal, refusable, type Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';

/** A session to be: [start, end) in epoch milliseconds, the buffers frozen as they stand now. */
export interface NewSession extends Interval {
  readonly id: string;
  readonly typeId: string;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly capacity: number;
}

/**
 * Writes the session with a claim on each host's time, buffers included. False, and nothing written, when the database refuses
 * because one of them is taken: the last word on every booking. `now` is epoch milliseconds.
 */
export async function claimSession(
  tx: Transaction,
  session: NewSession,
  hostIds: readonly string[],
  now: number,
): Promise<boolean> {
  const claims = hostIds.map((hostId) => ({
    host_id: hostId,
    held_from_ms: session.start - session.bufferBeforeMinutes * 60_000,
    held_to_ms: session.end + session.bufferAfterMinutes * 60_000,
    session_id: session.id,
  }));
  try {
    // Before the session that they hang on, which is looked for at the commit alone: a refusal leaves nothing to be undone.
    await refusable(tx, () => insertRows(tx, 'claims', claims));
  } catch (error) {
    if (isRefusal(error, 'claim_overlap')) return false;
    throw error;
  }
  await insertRows(tx, 'sessions', [
    {
      id: session.id,
      type_id: session.typeId,
      start_ms: session.start,
      end_ms: session.end,
      buffer_before_minutes: session.bufferBeforeMinutes,
      buffer_after_minutes: session.bufferAfterMinutes,
      capacity: session.capacity,
      created_at_ms: now,
    },
  ]);
  return true;
}

/**
 * Moves a standing session, with the claims on its hosts' time, to [start, end) with these buffers; its seats stay. False, and nothing
 * written, when the database refuses because a host is taken there.
 */
export async function moveSession(tx: Transaction, session: Omit<NewSession, 'typeId' | 'capacity'>): Promise<boolean> {
  const heldFrom = session.start - session.bufferBeforeMinutes * 60_000;
  const heldTo = session.end + session.bufferAfterMinutes * 60_000;
  try {
    await refusable(tx, () => moveClaims(tx, { sessionId: session.id, heldFrom, heldTo }));
  } catch (error) {
    if (isRefusal(error, 'claim_overlap')) return false;
    throw error;
  }
  await tx
    .updateTable('sessions')
    .set({
      start_ms: session.start,
      end_ms: session.end,
      buffer_before_minutes: session.bufferBeforeMinutes,
      buffer_after_minutes: session.bufferAfterMinutes,
    })
    .where('id', '=', session.id)
    .execute();
  return true;
}

const moveClaims = prepared((db, p: { sessionId: string; heldFrom: number; heldTo: number }) =>
  db
    .updateTable('claims')
    .set({ held_from_ms: p.heldFrom, held_to_ms: p.heldTo })
    .where('session_id', '=', p.sessionId),
);

const seats = prepared((db, p: { sessionId: string }) =>
  db
    .selectFrom('sessions')
    .leftJoin('meetings', (join) =>
      join.onRef('meetings.session_id', '=', 'sessions.id').on('meetings.status', '<>', sql.lit('cancelled')),
    )
    .select(['sessions.capacity', 'meetings.seat'])
    .where('sessions.id', '=', p.sessionId)
    .orderBy('meetings.seat'),
);

/** The lowest seat of a standing session that no standing meeting has, from 1 on, and the session's own number of seats. */
export async function nextSeat(tx: Transaction, sessionId: string): Promise<{ seat: number; capacity: number }> {
  const rows = await seats(tx, { sessionId });
  const gap = rows.findIndex(({ seat }, index) => seat !== index + 1);
  return { seat: (gap === -1 ? rows.length : gap) + 1, capacity: rows[0]?.capacity ?? 0 };
}

/** How many standing meetings share the session. */
export async function seatsTaken(tx: Transaction, sessionId: string): Promise<number> {
  return (await seats(tx, { sessionId })).filter(({ seat }) => seat !== null).length;
}

const claimants = prepared((db, p: { sessionId: string }) =>
  db
    .selectFrom('hosts')
    .innerJoin('claims', 'claims.host_id', 'hosts.id')
    .select('hosts.id')
    .where('claims.session_id', '=', p.sessionId)
    .orderBy('hosts.id')
    .forNoKeyUpdate('hosts'),
);

/** As `lockHosts`, of those whose time the session holds: before one of its meetings is given up, or takes it anew. */
export async function lockSession(tx: Transaction, sessionId: string): Promise<void> {
  if (!hasOneWriter(tx)) await claimants(tx, { sessionId });
}

const release = prepared((db, p: { sessionId: string }) =>
  db
    .deleteFrom('claims')
    .where('session_id', '=', p.sessionId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('meetings')
            .select('meetings.id')
            .where('meetings.session_id', '=', p.sessionId)
            .where('meetings.status', '<>', sql.lit('cancelled')),
        ),
      ),
    ),
);

/** Frees the hosts' time when no meeting of the session stands any more; else does nothing. */
export async function releaseClaims(tx: Transaction, sessionId: string): Promise<void> {
  await release(tx, { sessionId });
}

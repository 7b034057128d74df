import { sql } from 'kysely';
import type { BusyInterval } from '../domain/assignment.ts';
import type { Interval } from '../domain/interval.ts';
import type { Db } from './database.ts';
import { prepared } from './prepared.ts';

/** External events that are longer have an index of their own: what else reaches into a window starts at most this long before it. */
const LONGEST_MS = 3 * 86_400_000;

interface Window {
  readonly hostIds: readonly string[];
  readonly from: number;
  readonly to: number;
  /** `from` − LONGEST_MS. */
  readonly earliest: number;
}

/** One host's claims never overlap: of those that began before the window only the last can reach into it. */
const claims = prepared((db, p: Window) =>
  db
    .selectFrom('hosts')
    .innerJoin('claims', 'claims.host_id', 'hosts.id')
    .innerJoin('sessions', 'sessions.id', 'claims.session_id')
    .select(['claims.host_id', 'sessions.id', 'sessions.type_id', 'sessions.start_ms', 'sessions.end_ms'])
    .select(['sessions.buffer_before_minutes', 'sessions.buffer_after_minutes', 'sessions.capacity'])
    .select((eb) =>
      eb
        .case()
        .when('sessions.capacity', '=', sql.lit(1))
        .then(sql.lit(1))
        .else(
          eb
            .selectFrom('meetings')
            .select((of) => of.fn.countAll<number>().as('taken'))
            .whereRef('meetings.session_id', '=', 'sessions.id')
            .where('meetings.status', '<>', sql.lit('cancelled')),
        )
        .end()
        .as('seats_taken'),
    )
    .where('hosts.id', 'in', p.hostIds)
    .where((of) =>
      of(
        'claims.held_from_ms',
        '>=',
        of.fn.coalesce(
          of
            .selectFrom('claims as earlier')
            .select((one) => one.fn.max('earlier.held_from_ms').as('last'))
            .whereRef('earlier.host_id', '=', 'hosts.id')
            .where('earlier.held_from_ms', '<=', p.from),
          of.val(p.from),
        ),
      ),
    )
    .where('claims.held_from_ms', '<', p.to)
    .where('claims.held_to_ms', '>', p.from),
);

/** Written as the two partial indices have it, so that each half is a range on its own. */
const SHORT = sql<boolean>`end_ms - start_ms <= 259200000`;
const LONG = sql<boolean>`end_ms - start_ms > 259200000`;

const blocked = prepared((db, p: Window) =>
  db
    .selectFrom('external_busy')
    .select(['host_id', 'start_ms', 'end_ms'])
    .where('host_id', 'in', p.hostIds)
    .where(SHORT)
    .where('start_ms', '>=', p.earliest)
    .where('start_ms', '<', p.to)
    .where('end_ms', '>', p.from)
    .unionAll(
      db
        .selectFrom('external_busy')
        .select(['host_id', 'start_ms', 'end_ms'])
        .where('host_id', 'in', p.hostIds)
        .where(LONG)
        .where('end_ms', '>', p.from)
        .where('start_ms', '<', p.to),
    )
    .unionAll(
      db
        .selectFrom('time_off')
        .select(['host_id', 'start_ms', 'end_ms'])
        .where('host_id', 'in', p.hostIds)
        .where('end_ms', '>', p.from)
        .where('start_ms', '<', p.to),
    ),
);

/**
 * What reaches into `window` (epoch milliseconds, half-open) of each host's time: sessions with their frozen buffers, events of
 * connected calendars, time off. Every host has an entry; in no order.
 */
export async function busyOfHosts(
  db: Db,
  hostIds: readonly string[],
  window: Interval,
): Promise<Map<string, BusyInterval[]>> {
  const bounds = { hostIds, from: window.start, to: window.end, earliest: window.start - LONGEST_MS };
  const busy = new Map<string, BusyInterval[]>(hostIds.map((hostId) => [hostId, []]));
  for (const row of await claims(db, bounds)) {
    busy.get(row.host_id)?.push({
      kind: 'meeting',
      start: row.start_ms,
      end: row.end_ms,
      bufferBeforeMinutes: row.buffer_before_minutes,
      bufferAfterMinutes: row.buffer_after_minutes,
      session: { id: row.id, typeId: row.type_id, seatsTaken: row.seats_taken ?? 0, capacity: row.capacity },
    });
  }
  for (const row of await blocked(db, bounds)) {
    busy.get(row.host_id)?.push({ kind: 'external', start: row.start_ms, end: row.end_ms });
  }
  return busy;
}

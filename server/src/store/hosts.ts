import type { Insertable, Selectable } from 'kysely';
import type { Host } from '../domain/host.ts';
import { type Db, hasOneWriter, type Transaction } from './database.ts';
import { prepared } from './prepared.ts';
import type { HostTable } from './schema.ts';

/** A type's hosts, in the type's order. */
export async function hostsOfType(db: Db, typeId: string): Promise<Host[]> {
  const rows = await db
    .selectFrom('meeting_type_hosts')
    .innerJoin('hosts', 'hosts.id', 'meeting_type_hosts.host_id')
    .selectAll('hosts')
    .where('meeting_type_hosts.type_id', '=', typeId)
    .orderBy('meeting_type_hosts.position')
    .execute();
  return rows.map(toHost);
}

const lastBooked = prepared((db, p: { typeId: string }) =>
  db.selectFrom('meeting_type_hosts').select(['host_id', 'last_booked_at_ms']).where('type_id', '=', p.typeId),
);

/** When each of a type's hosts was last given a session of it, epoch milliseconds; null: never. */
export async function lastBookedAt(db: Db, typeId: string): Promise<Map<string, number | null>> {
  return new Map((await lastBooked(db, { typeId })).map((row) => [row.host_id, row.last_booked_at_ms]));
}

/** The hosts with these ids, in this order. */
export async function hostsById(db: Db, ids: readonly string[]): Promise<Host[]> {
  const rows = await db.selectFrom('hosts').selectAll().where('id', 'in', ids).execute();
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(toHost));
}

/** Every host, oldest first. */
export async function listHosts(db: Db): Promise<Host[]> {
  return (await db.selectFrom('hosts').selectAll().orderBy('id').execute()).map(toHost);
}

const byId = prepared((db, p: { id: string }) => db.selectFrom('hosts').selectAll().where('id', '=', p.id));

/** The host with this id; null: there is none. */
export async function findHost(db: Db, id: string): Promise<Host | null> {
  const [row] = await byId(db, { id });
  return row ? toHost(row) : null;
}

/** The host of this address, in lower case; null: there is none. */
export async function findHostByEmail(db: Db, email: string): Promise<Host | null> {
  const row = await db.selectFrom('hosts').selectAll().where('email', '=', email).executeTakeFirst();
  return row ? toHost(row) : null;
}

/** `now` is epoch milliseconds, here and below. */
export async function insertHost(tx: Transaction, host: Host, now: number): Promise<void> {
  await tx
    .insertInto('hosts')
    .values({ ...toRow(host, now), created_at_ms: now })
    .execute();
}

/** Everything of the host but its id. */
export async function updateHost(tx: Transaction, host: Host, now: number): Promise<void> {
  await tx.updateTable('hosts').set(toRow(host, now)).where('id', '=', host.id).execute();
}

const booked = prepared((db, p: { typeId: string; hostIds: readonly string[]; now: number }) =>
  db
    .updateTable('meeting_type_hosts')
    .set({ last_booked_at_ms: p.now })
    .where('type_id', '=', p.typeId)
    .where('host_id', 'in', p.hostIds),
);

/** Remembers that these hosts were given a session of the type now. */
export async function markBooked(
  tx: Transaction,
  typeId: string,
  hostIds: readonly string[],
  now: number,
): Promise<void> {
  await booked(tx, { typeId, hostIds, now });
}

const lockedHosts = prepared((db, p: { hostIds: readonly string[] }) =>
  db.selectFrom('hosts').select('id').where('id', 'in', p.hostIds).orderBy('id').forNoKeyUpdate(),
);

/** Until this transaction ends, nobody else who asks first decides on the time of these hosts; in the order of their ids, so that no two wait for each other. */
export async function lockHosts(tx: Transaction, hostIds: readonly string[]): Promise<void> {
  if (!hasOneWriter(tx)) await lockedHosts(tx, { hostIds });
}

function toHost(row: Selectable<HostTable>): Host {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    timeZone: row.time_zone,
    locale: row.locale,
    role: row.role,
    avatarUrl: row.avatar_url,
    dailyLimit: row.daily_limit,
    reminders: row.reminders,
    agendaMinutes: row.agenda_minutes,
  };
}

function toRow(host: Host, now: number): Omit<Insertable<HostTable>, 'created_at_ms'> {
  return {
    id: host.id,
    name: host.name,
    email: host.email,
    time_zone: host.timeZone,
    locale: host.locale,
    role: host.role,
    avatar_url: host.avatarUrl,
    daily_limit: host.dailyLimit,
    reminders: host.reminders,
    agenda_minutes: host.agendaMinutes,
    updated_at_ms: now,
  };
}

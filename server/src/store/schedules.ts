import { type Selectable, sql } from 'kysely';
import type { DateOverride, Schedule } from '../domain/schedule.ts';
import type { Db, Transaction } from './database.ts';
import { insertRows } from './prepared.ts';
import { type DateOverrideTable, parseJson, type ScheduleTable } from './schema.ts';

/** A schedule with whose it is: a host's, or (null) the team's. */
export interface StoredSchedule extends Schedule {
  readonly id: string;
  readonly hostId: string | null;
  readonly name: string;
  readonly isDefault: boolean;
}

/** The schedule with this id, with all its overrides; null: there is none. */
export async function findSchedule(db: Db, id: string): Promise<StoredSchedule | null> {
  const rows = await db.selectFrom('schedules').selectAll().where('id', '=', id).execute();
  return (await withOverrides(db, rows))[0] ?? null;
}

/** The default schedules of these hosts, and the team's, in any order, with all their overrides. */
export async function defaultSchedules(db: Db, hostIds: readonly string[]): Promise<StoredSchedule[]> {
  const rows = await db
    .selectFrom('schedules')
    .selectAll()
    .where(sql`coalesce(host_id, '')`, 'in', [...hostIds, ''])
    // As the index over the default ones has it.
    .where('is_default', '=', sql.lit(1))
    .execute();
  return withOverrides(db, rows);
}

/** Every schedule with all its overrides, oldest first. */
export async function listSchedules(db: Db): Promise<StoredSchedule[]> {
  return withOverrides(db, await db.selectFrom('schedules').selectAll().orderBy('id').execute());
}

/** `now` is epoch milliseconds, here and below. */
export async function insertSchedule(tx: Transaction, schedule: StoredSchedule, now: number): Promise<void> {
  await tx
    .insertInto('schedules')
    .values({ ...toRow(schedule, now), created_at_ms: now })
    .execute();
  await insertOverrides(tx, schedule);
}

/** Everything of the schedule but its id; its overrides become exactly those given. */
export async function updateSchedule(tx: Transaction, schedule: StoredSchedule, now: number): Promise<void> {
  await tx.updateTable('schedules').set(toRow(schedule, now)).where('id', '=', schedule.id).execute();
  await tx.deleteFrom('date_overrides').where('schedule_id', '=', schedule.id).execute();
  await insertOverrides(tx, schedule);
}

async function insertOverrides(tx: Transaction, schedule: StoredSchedule): Promise<void> {
  for (const override of schedule.overrides) {
    const intervals = JSON.stringify(override.intervals);
    await insertRows(tx, 'date_overrides', [{ schedule_id: schedule.id, date: override.date, intervals }]);
  }
}

async function withOverrides(db: Db, rows: Selectable<ScheduleTable>[]): Promise<StoredSchedule[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const overrides = await db
    .selectFrom('date_overrides')
    .selectAll()
    .where('schedule_id', 'in', ids)
    .orderBy('date')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    hostId: row.host_id,
    name: row.name,
    isDefault: row.is_default === 1,
    timeZone: row.time_zone,
    rules: parseJson(row.rules),
    overrides: overrides.filter((override) => override.schedule_id === row.id).map(toOverride),
  }));
}

function toOverride(row: Selectable<DateOverrideTable>): DateOverride {
  return { date: row.date, intervals: parseJson(row.intervals) };
}

function toRow(schedule: StoredSchedule, now: number) {
  return {
    id: schedule.id,
    host_id: schedule.hostId,
    name: schedule.name,
    is_default: schedule.isDefault ? (1 as const) : (0 as const),
    time_zone: schedule.timeZone,
    rules: JSON.stringify(schedule.rules),
    updated_at_ms: now,
  };
}

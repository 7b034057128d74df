import { type Insertable, type Selectable, sql } from 'kysely';
import type { MeetingType } from '../domain/meeting-type.ts';
import type { Db, Transaction } from './database.ts';
import { prepared } from './prepared.ts';
import { type Bit, type MeetingTypeTable, parseJson } from './schema.ts';

const bySlug = prepared((db, p: { slug: string }) =>
  db.selectFrom('meeting_types').selectAll().where('slug', '=', p.slug),
);

/** The type with this slug, switched off or not; null: there is none. */
export async function findType(db: Db, slug: string): Promise<MeetingType | null> {
  const [row] = await bySlug(db, { slug });
  return row ? toType(row) : null;
}

const byId = prepared((db, p: { id: string }) => db.selectFrom('meeting_types').selectAll().where('id', '=', p.id));

/** The type with this id, switched off or not; null: there is none. */
export async function findTypeById(db: Db, id: string): Promise<MeetingType | null> {
  const [row] = await byId(db, { id });
  return row ? toType(row) : null;
}

/** Every type, by title and then by age. */
export async function listAllTypes(db: Db): Promise<MeetingType[]> {
  return (await db.selectFrom('meeting_types').selectAll().orderBy('title').orderBy('id').execute()).map(toType);
}

/** Each type's hosts by their ids, in the type's order. */
export async function listTypeHosts(db: Db): Promise<Map<string, string[]>> {
  const hosts = new Map<string, string[]>();
  for (const row of await db.selectFrom('meeting_type_hosts').selectAll().orderBy('position').execute()) {
    hosts.set(row.type_id, [...(hosts.get(row.type_id) ?? []), row.host_id]);
  }
  return hosts;
}

/** `now` is epoch milliseconds, here and below; `hostIds` in the type's order. */
export async function insertType(
  tx: Transaction,
  type: MeetingType,
  hostIds: readonly string[],
  now: number,
): Promise<void> {
  await tx
    .insertInto('meeting_types')
    .values({ ...toRow(type, now), created_at_ms: now })
    .execute();
  await setHosts(tx, type.id, hostIds);
}

/** Everything of the type but its id; its hosts become exactly those given, each remembering when they were last booked. */
export async function updateType(
  tx: Transaction,
  type: MeetingType,
  hostIds: readonly string[],
  now: number,
): Promise<void> {
  await tx.updateTable('meeting_types').set(toRow(type, now)).where('id', '=', type.id).execute();
  await setHosts(tx, type.id, hostIds);
}

async function setHosts(tx: Transaction, typeId: string, hostIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('meeting_type_hosts').where('type_id', '=', typeId).where('host_id', 'not in', hostIds).execute();
  if (hostIds.length === 0) return;
  await tx
    .insertInto('meeting_type_hosts')
    .values(
      hostIds.map((hostId, position) => ({ type_id: typeId, host_id: hostId, position, last_booked_at_ms: null })),
    )
    .onConflict((conflict) =>
      conflict.columns(['type_id', 'host_id']).doUpdateSet({ position: sql`excluded.position` }),
    )
    .execute();
}

function toType(row: Selectable<MeetingTypeTable>): MeetingType {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    description: row.description,
    rules: {
      durationsMinutes: parseJson(row.durations_minutes),
      slotIntervalMinutes: row.slot_interval_minutes,
      bufferBeforeMinutes: row.buffer_before_minutes,
      bufferAfterMinutes: row.buffer_after_minutes,
      minimumNoticeMinutes: row.minimum_notice_minutes,
      bookingHorizonDays: row.booking_horizon_days,
      dailyLimit: row.daily_limit,
      weeklyLimit: row.weekly_limit,
      capacity: row.capacity,
    },
    assignment: row.assignment,
    scheduleId: row.schedule_id,
    locations: parseJson(row.locations),
    maxGuests: row.max_guests,
    lockTimeZone: row.lock_time_zone === 1,
    questions: parseJson(row.questions),
    requiresConfirmation: row.requires_confirmation === 1,
    requiresVerifiedEmail: row.requires_verified_email === 1,
    confirmationDeadlineMinutes: row.confirmation_deadline_minutes,
    changeNoticeMinutes: row.change_notice_minutes,
    maxMoves: row.max_moves,
    maxOpenMeetings: row.max_open_meetings,
    reminderMinutes: parseJson(row.reminder_minutes),
    locale: row.locale,
    listed: row.listed === 1,
    active: row.active === 1,
  };
}

function toRow(type: MeetingType, now: number): Omit<Insertable<MeetingTypeTable>, 'created_at_ms'> {
  const { rules } = type;
  return {
    id: type.id,
    slug: type.slug,
    title: type.title,
    description: type.description,
    durations_minutes: JSON.stringify(rules.durationsMinutes),
    slot_interval_minutes: rules.slotIntervalMinutes,
    buffer_before_minutes: rules.bufferBeforeMinutes,
    buffer_after_minutes: rules.bufferAfterMinutes,
    minimum_notice_minutes: rules.minimumNoticeMinutes,
    booking_horizon_days: rules.bookingHorizonDays,
    daily_limit: rules.dailyLimit,
    weekly_limit: rules.weeklyLimit,
    capacity: rules.capacity,
    max_guests: type.maxGuests,
    assignment: type.assignment,
    schedule_id: type.scheduleId,
    locations: JSON.stringify(type.locations),
    lock_time_zone: bit(type.lockTimeZone),
    questions: JSON.stringify(type.questions),
    requires_confirmation: bit(type.requiresConfirmation),
    requires_verified_email: bit(type.requiresVerifiedEmail),
    confirmation_deadline_minutes: type.confirmationDeadlineMinutes,
    change_notice_minutes: type.changeNoticeMinutes,
    max_moves: type.maxMoves,
    max_open_meetings: type.maxOpenMeetings,
    reminder_minutes: JSON.stringify(type.reminderMinutes),
    locale: type.locale,
    listed: bit(type.listed),
    active: bit(type.active),
    updated_at_ms: now,
  };
}

const bit = (value: boolean): Bit => (value ? 1 : 0);

import { type Assignment, type HostCalendar, type OfferQuery, withoutSeat } from '../domain/assignment.ts';
import { Failure } from '../domain/failures.ts';
import type { Host } from '../domain/host.ts';
import type { Interval } from '../domain/interval.ts';
import { DAY_MS, formatDate, MINUTE_MS } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { MeetingType } from '../domain/meeting-type.ts';
import type { Schedule } from '../domain/schedule.ts';
import { readBlockList } from '../store/blocked-addresses.ts';
import { busyOfHosts } from '../store/busy.ts';
import type { Db } from '../store/database.ts';
import { hostsById, hostsOfType, lastBookedAt } from '../store/hosts.ts';
import { findType, findTypeById } from '../store/meeting-types.ts';
import { defaultSchedules, findSchedule } from '../store/schedules.ts';
import { keptSettings } from '../store/settings-cache.ts';

/** A type that can be booked, with its hosts in its own order. */
export interface OfferedType {
  readonly type: MeetingType;
  readonly hosts: readonly Host[];
  /** Whose hours (SLOTS.md), by host id: the type's own schedule, else the host's default one, else the team's. */
  readonly schedules: ReadonlyMap<string, Schedule>;
  /** The zone that the type's times are in: that of its first host's hours, else that host's own. */
  readonly timeZone: string;
  /** Whose bookings the team does not take online. */
  readonly blocked: Awaited<ReturnType<typeof readBlockList>>;
}

/** The type with this slug, kept until a setting changes. Throws Failure type_not_found where there is none or it is switched off. */
export async function loadOfferedType(db: Db, slug: string): Promise<OfferedType> {
  const offered = await keptSettings(db, `type ${slug}`, () => readOfferedType(db, slug));
  if (!offered) throw new Failure('type_not_found', 'There is no meeting type of this name.');
  return offered;
}

/**
 * The type of a standing meeting as it binds that meeting, switched off or not: its own hosts and no others, all of whom must be free, and
 * its own length beside those that the type offers now. A host who moves it is bound by hours and other meetings alone.
 */
export async function loadHeldType(db: Db, meeting: Meeting, by: 'client' | 'host'): Promise<OfferedType> {
  const hostIds = meeting.participants.flatMap(({ hostId }) => hostId ?? []);
  const held = await keptSettings(db, `held ${meeting.type.id} ${hostIds.join(' ')}`, async () => {
    const type = await findTypeById(db, meeting.type.id);
    if (!type) throw new Error(`the meeting ${meeting.id} is of no type`);
    const assignment: Assignment = hostIds.length > 1 ? 'collective' : 'single';
    return withHours(db, { ...type, assignment }, await hostsById(db, hostIds));
  });
  const { rules } = held.type;
  const durationsMinutes = rules.durationsMinutes.includes(meeting.durationMinutes)
    ? rules.durationsMinutes
    : [...rules.durationsMinutes, meeting.durationMinutes];
  const bounds = by === 'host' ? UNBOUND : {};
  const blocked = by === 'host' ? NOBODY : held.blocked;
  return { ...held, blocked, type: { ...held.type, rules: { ...rules, durationsMinutes, ...bounds } } };
}

const NOBODY: OfferedType['blocked'] = new Set();

/** Hosts are bound by hours and other meetings alone. */
const UNBOUND = { minimumNoticeMinutes: 0, bookingHorizonDays: null };

/**
 * The type as it binds a host who books for a client, and who agrees by that: with one of its hosts alone where one is named, unless all of them
 * hold it together. Throws Failure invalid_request where that is none of its hosts.
 */
export function offeredToHosts({ type, hosts, ...offered }: OfferedType, hostId: string | null): OfferedType {
  const named = hosts.filter(({ id }) => id === hostId);
  if (hostId !== null && named.length === 0) {
    const errors = [{ path: '/host', message: 'must be a host of this meeting type whose meetings you may book' }];
    throw new Failure('invalid_request', 'This host does not hold such meetings.', { where: 'body', errors });
  }
  return {
    ...offered,
    type: { ...type, requiresConfirmation: false, rules: { ...type.rules, ...UNBOUND } },
    blocked: NOBODY,
    hosts: hostId === null || type.assignment === 'collective' ? hosts : named,
  };
}

/** What to ask of the engine about a type; `now` and `range` are epoch milliseconds, `range` half-open. */
export interface SlotQuestion {
  readonly durationMinutes: number;
  readonly now: number;
  readonly range: Interval;
  /** The session in which a seat is to be given up for the start that is asked for, so that a meeting never stands in its own way. */
  readonly leaving?: string | undefined;
}

/**
 * The question with all that the engine needs to answer it: each host's hours and busy time in the range, as much wider as buffers and
 * limits reach (a local date is a day away at most, an ISO week seven).
 */
export async function loadQuery(db: Db, offered: OfferedType, question: SlotQuestion): Promise<OfferQuery> {
  const { type, hosts, schedules } = offered;
  const { durationMinutes, now, range, leaving } = question;
  const window = widen(question, reach(offered));
  const busy = await busyOfHosts(
    db,
    hosts.map((host) => host.id),
    window,
  );
  const booked = type.assignment === 'round_robin' ? await lastBookedAt(db, type.id) : null;
  const calendars = hosts.map(
    (host): HostCalendar => ({
      hostId: host.id,
      schedule: during(schedules.get(host.id) ?? null, window),
      busy: leaving === undefined ? (busy.get(host.id) ?? []) : withoutSeat(busy.get(host.id) ?? [], leaving),
      dailyLimit: host.dailyLimit,
      lastBookedAt: booked?.get(host.id) ?? null,
    }),
  );
  const { id: typeId, rules, assignment } = type;
  return { typeId, rules, assignment, hosts: calendars, durationMinutes, now, range };
}

async function readOfferedType(db: Db, slug: string): Promise<OfferedType | null> {
  const type = await findType(db, slug);
  return type?.active ? withHours(db, type, await hostsOfType(db, type.id)) : null;
}

async function withHours(db: Db, type: MeetingType, hosts: readonly Host[]): Promise<OfferedType> {
  const schedules = await schedulesOf(db, type, hosts);
  const [first] = hosts;
  const timeZone = first ? (schedules.get(first.id)?.timeZone ?? first.timeZone) : 'UTC';
  return { type, hosts, schedules, timeZone, blocked: await readBlockList(db) };
}

async function schedulesOf(db: Db, type: MeetingType, hosts: readonly Host[]): Promise<Map<string, Schedule>> {
  const chosen = new Map<string, Schedule>();
  const own = type.scheduleId === null ? null : await findSchedule(db, type.scheduleId);
  const hostIds = hosts.map((host) => host.id);
  const defaults = type.scheduleId === null ? await defaultSchedules(db, hostIds) : [];
  for (const id of hostIds) {
    const schedule = own ?? defaults.find((one) => one.hostId === id) ?? defaults.find((one) => one.hostId === null);
    if (schedule) chosen.set(id, schedule);
  }
  return chosen;
}

/** How far around the range busy time matters, in milliseconds. */
function reach({ type, hosts }: OfferedType): number {
  const { rules, assignment } = type;
  const buffers = (rules.bufferBeforeMinutes + rules.bufferAfterMinutes) * MINUTE_MS;
  // Round robin breaks ties by the week's meetings.
  if (rules.weeklyLimit !== null || assignment === 'round_robin') return buffers + 8 * DAY_MS;
  if (rules.dailyLimit !== null || hosts.some((host) => host.dailyLimit !== null)) return buffers + 2 * DAY_MS;
  return buffers;
}

function widen({ range, durationMinutes }: SlotQuestion, by: number): Interval {
  return { start: range.start - by, end: range.end + durationMinutes * MINUTE_MS + by };
}

/** The schedule without the overrides of dates that the window cannot touch in any zone: years of them may have gathered. */
function during(schedule: Schedule | null, window: Interval): Schedule | null {
  if (!schedule || schedule.overrides.length === 0) return schedule;
  const first = formatDate(Math.floor(window.start / DAY_MS) - 3);
  const last = formatDate(Math.floor(window.end / DAY_MS) + 3);
  const overrides = schedule.overrides.filter(({ date }) => first <= date && date <= last);
  return { timeZone: schedule.timeZone, rules: schedule.rules, overrides };
}

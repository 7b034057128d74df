import type { HostCalendar, OfferQuery } from '../domain/assignment.ts';
import { Failure } from '../domain/failures.ts';
import type { Interval } from '../domain/interval.ts';
import { DAY_MS, formatDate, MINUTE_MS } from '../domain/local-time.ts';
import type { MeetingType } from '../domain/meeting-type.ts';
import { busyOfHosts } from '../store/busy.ts';
import type { Db } from '../store/database.ts';
import { hostsOfType, type TypeHost } from '../store/hosts.ts';
import { findType } from '../store/meeting-types.ts';
import { type DateSpan, defaultSchedules, findSchedule, type StoredSchedule } from '../store/schedules.ts';

/** A type that can be booked, with its hosts in its own order. */
export interface OfferedType {
  readonly type: MeetingType;
  readonly hosts: readonly TypeHost[];
}

/** The type with this slug. Throws Failure type_not_found where there is none or it is switched off. */
export async function loadOfferedType(db: Db, slug: string): Promise<OfferedType> {
  const type = await findType(db, slug);
  if (!type?.active) throw new Failure('type_not_found', 'There is no meeting type of this name.');
  return { type, hosts: await hostsOfType(db, type.id) };
}

/** What to ask of the engine about a type; `now` and `range` are epoch milliseconds, `range` half-open. */
export interface Question {
  readonly durationMinutes: number;
  readonly now: number;
  readonly range: Interval;
}

/**
 * The question with all that the engine needs to answer it: each host's hours and busy time in the range, as much wider as buffers and
 * limits reach (a local date is a day away at most, an ISO week seven).
 */
export async function loadQuery(db: Db, offered: OfferedType, question: Question): Promise<OfferQuery> {
  const { type, hosts } = offered;
  const window = widen(question, reach(offered));
  const hostIds = hosts.map((host) => host.id);
  const busy = await busyOfHosts(db, hostIds, window);
  const schedules = await schedulesOfHosts(db, type, hosts, datesOf(window));
  const calendars = hosts.map(
    (host): HostCalendar => ({
      hostId: host.id,
      schedule: schedules.get(host.id) ?? null,
      busy: busy.get(host.id) ?? [],
      dailyLimit: host.dailyLimit,
      lastBookedAt: host.lastBookedAt,
    }),
  );
  return { typeId: type.id, rules: type.rules, assignment: type.assignment, hosts: calendars, ...question };
}

/** The zone that a type's times are in: its schedule's, else that of its first host's hours, else that host's own. */
export async function zoneOfType(db: Db, { type, hosts }: OfferedType): Promise<string> {
  const none: DateSpan = { firstDate: '9999-99-99', lastDate: '0000-00-00' };
  const first = hosts.slice(0, 1);
  const schedules = await schedulesOfHosts(db, type, first, none);
  const [host] = first;
  return (host && (schedules.get(host.id)?.timeZone ?? host.timeZone)) ?? 'UTC';
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

function widen({ range, durationMinutes }: Question, by: number): Interval {
  return { start: range.start - by, end: range.end + durationMinutes * MINUTE_MS + by };
}

/** The local dates that the window can touch in any zone, and a few more. */
function datesOf(window: Interval): DateSpan {
  return {
    firstDate: formatDate(Math.floor(window.start / DAY_MS) - 3),
    lastDate: formatDate(Math.floor(window.end / DAY_MS) + 3),
  };
}

/** Whose hours (SLOTS.md): the type's own schedule, else each host's default one, else the team's. */
async function schedulesOfHosts(
  db: Db,
  type: MeetingType,
  hosts: readonly TypeHost[],
  dates: DateSpan,
): Promise<Map<string, StoredSchedule>> {
  const chosen = new Map<string, StoredSchedule>();
  if (type.scheduleId !== null) {
    const schedule = await findSchedule(db, type.scheduleId, dates);
    if (schedule) for (const host of hosts) chosen.set(host.id, schedule);
    return chosen;
  }
  const schedules = await defaultSchedules(
    db,
    hosts.map((host) => host.id),
    dates,
  );
  for (const host of hosts) {
    const schedule = schedules.find((one) => one.hostId === host.id) ?? schedules.find((one) => one.hostId === null);
    if (schedule) chosen.set(host.id, schedule);
  }
  return chosen;
}

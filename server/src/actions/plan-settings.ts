import { isDeepStrictEqual } from 'node:util';
import type { FieldError } from '../domain/failures.ts';
import type { Host } from '../domain/host.ts';
import type { IdPrefix } from '../domain/id.ts';
import { parseTime } from '../domain/local-time.ts';
import type { MeetingType } from '../domain/meeting-type.ts';
import type { StoredSchedule } from '../store/schedules.ts';
import type { Entry, HostEntry, Mentions, SettingsDocument, TypeEntry } from './settings-document.ts';

/** What stands in the database. */
export interface PresentSettings {
  readonly hosts: readonly Host[];
  readonly schedules: readonly StoredSchedule[];
  readonly types: readonly MeetingType[];
  /** Host ids by type id, in the type's order. */
  readonly typeHosts: ReadonlyMap<string, readonly string[]>;
}

/** What one entry comes to: `value` as it shall stand. */
export interface Change<Value> {
  readonly kind: 'created' | 'changed' | 'unchanged';
  readonly value: Value;
}

/** A type with its hosts' ids, in its order. */
export interface TypeWithHosts {
  readonly type: MeetingType;
  readonly hostIds: readonly string[];
}

/** What is to be written; nothing of it where there are errors. */
export interface Plan {
  readonly hosts: readonly Change<Host>[];
  readonly schedules: readonly Change<StoredSchedule>[];
  readonly types: readonly Change<TypeWithHosts>[];
  readonly errors: readonly FieldError[];
}

type IdMaker = (prefix: IdPrefix) => string;

/** Holds a document against what stands: references found, defaults filled in, every further mistake listed. */
export function planSettings(document: SettingsDocument, present: PresentSettings, idFor: IdMaker): Plan {
  const errors = [
    ...document.errors,
    ...repeated(document.hosts, (host) => host.email, 'email'),
    ...repeated(document.schedules, (schedule) => `${schedule.host ?? ''} ${schedule.name}`, 'name'),
    ...repeated(document.types, (type) => type.slug, 'slug'),
    ...strangers(document.mentioned, present.hosts),
  ];
  const hosts = document.hosts.map(({ value }) => planHost(value, present.hosts, idFor));
  const allHosts = together(present.hosts, hosts);
  const schedules = planSchedules(document, present.schedules, allHosts, idFor, errors);
  const allSchedules = together(present.schedules, schedules);
  const known = { present, hosts: allHosts, schedules: allSchedules, mentioned: document.mentioned };
  const types = document.types.map((entry) => planType(entry, known, idFor, errors));
  return { hosts, schedules, types, errors };
}

/** A host as the entry says, over what stands of them, else over the defaults. */
export function planHost(entry: HostEntry, present: readonly Host[], idFor: IdMaker): Change<Host> {
  const old = present.find((host) => host.email === entry.email);
  return changeOf(old, {
    id: old?.id ?? idFor('hst'),
    name: entry.name,
    email: entry.email,
    timeZone: entry.timeZone,
    locale: entry.locale ?? old?.locale ?? 'en',
    role: entry.role ?? old?.role ?? 'member',
    avatarUrl: given(entry.avatarUrl, old?.avatarUrl, null),
    dailyLimit: given(entry.dailyLimit, old?.dailyLimit, null),
    reminders: entry.reminders ?? old?.reminders ?? 'agenda',
    agendaMinutes: parseTime(entry.agendaTime ?? '') ?? old?.agendaMinutes ?? 420,
  });
}

/** A host's first schedule is the default one unless it says otherwise; a new default one takes the place of the old. */
function planSchedules(
  { schedules: entries, mentioned }: SettingsDocument,
  present: readonly StoredSchedule[],
  hosts: readonly Host[],
  idFor: IdMaker,
  errors: FieldError[],
): Change<StoredSchedule>[] {
  const planned: Change<StoredSchedule>[] = [];
  for (const { path, value: entry } of entries) {
    const host = hosts.find((one) => one.email === entry.host);
    if (entry.host && !host && !mentioned.hostEmails.has(entry.host))
      errors.push({ path: `${path}/host`, message: `there is no host ${entry.host}` });
    const hostId = host?.id ?? null;
    const old = present.find((one) => one.hostId === hostId && one.name === entry.name);
    const standing = together(present, planned).filter((one) => one.hostId === hostId && one.id !== old?.id);
    const isDefault = entry.default ?? old?.isDefault ?? !standing.some((one) => one.isDefault);
    if (isDefault && planned.some(({ value }) => value.hostId === hostId && value.isDefault)) {
      errors.push({ path: `${path}/default`, message: 'another schedule of the same host is the default one' });
    }
    const { name, timeZone, rules } = entry;
    const overrides = [...(entry.overrides ?? old?.overrides ?? [])].sort((a, b) => (a.date < b.date ? -1 : 1));
    planned.push(changeOf(old, { id: old?.id ?? idFor('sch'), hostId, name, isDefault, timeZone, rules, overrides }));
  }
  return [...planned, ...stepsBack(present, planned)];
}

/** Default schedules that the document does not name and that must give way to one that it does. */
function stepsBack(
  present: readonly StoredSchedule[],
  planned: readonly Change<StoredSchedule>[],
): Change<StoredSchedule>[] {
  return present
    .filter(
      (old) =>
        old.isDefault &&
        !planned.some(({ value }) => value.id === old.id) &&
        planned.some(({ value }) => value.hostId === old.hostId && value.isDefault),
    )
    .map((old) => ({ kind: 'changed', value: { ...old, isDefault: false } }));
}

/** What a type may refer to. */
interface Known {
  readonly present: PresentSettings;
  readonly hosts: readonly Host[];
  readonly schedules: readonly StoredSchedule[];
  readonly mentioned: Mentions;
}

function planType(
  { path, value: entry }: Entry<TypeEntry>,
  known: Known,
  idFor: IdMaker,
  errors: FieldError[],
): Change<TypeWithHosts> {
  const { present } = known;
  const old = present.types.find((type) => type.slug === entry.slug);
  const hostIds = entry.hosts.flatMap((email) => known.hosts.find((host) => host.email === email)?.id ?? []);
  const assignment = entry.assignment ?? old?.assignment ?? 'single';
  if (assignment === 'single' && entry.hosts.length !== 1) {
    const message = 'must be one host, unless the assignment is round_robin or collective';
    errors.push({ path: `${path}/hosts`, message });
  }
  const scheduleId = planReference(entry, hostIds, known, `${path}/schedule`, errors);
  const type = typeOf(entry, old, { id: old?.id ?? idFor('typ'), assignment, scheduleId });
  const before = old && { type: old, hostIds: present.typeHosts.get(old.id) ?? [] };
  return changeOf(before, { type, hostIds });
}

/** The team's schedule of that name, else the only one of a host of the type, else the only one there is. */
function planReference(
  { schedule: name }: TypeEntry,
  hostIds: readonly string[],
  { schedules, mentioned }: Known,
  path: string,
  errors: FieldError[],
): string | null | undefined {
  if (name === undefined || name === null) return name;
  const named = schedules.filter((schedule) => schedule.name === name);
  const ofTeam = named.filter((schedule) => schedule.hostId === null);
  const ofHosts = named.filter((schedule) => schedule.hostId !== null && hostIds.includes(schedule.hostId));
  const [found, ...others] = [ofTeam, ofHosts, named].find((some) => some.length > 0) ?? [];
  if (!found && !mentioned.scheduleNames.has(name)) errors.push({ path, message: `there is no schedule ${name}` });
  if (others.length > 0) errors.push({ path, message: `several hosts have a schedule ${name}` });
  return found?.id;
}

function typeOf(
  entry: TypeEntry,
  old: MeetingType | undefined,
  settled: { id: string; assignment: MeetingType['assignment']; scheduleId: string | null | undefined },
): MeetingType {
  const durationsMinutes = entry.durationsMinutes ?? old?.rules.durationsMinutes ?? [30];
  const locations = entry.locations ?? old?.locations ?? [{ kind: 'video' as const }];
  return {
    id: settled.id,
    slug: entry.slug,
    title: entry.title,
    description: entry.description ?? old?.description ?? '',
    rules: {
      durationsMinutes,
      slotIntervalMinutes: entry.slotIntervalMinutes ?? old?.rules.slotIntervalMinutes ?? Math.min(...durationsMinutes),
      bufferBeforeMinutes: entry.bufferBeforeMinutes ?? old?.rules.bufferBeforeMinutes ?? 0,
      bufferAfterMinutes: entry.bufferAfterMinutes ?? old?.rules.bufferAfterMinutes ?? 0,
      minimumNoticeMinutes: entry.minimumNoticeMinutes ?? old?.rules.minimumNoticeMinutes ?? 240,
      bookingHorizonDays: given(entry.bookingHorizonDays, old?.rules.bookingHorizonDays, 60),
      dailyLimit: given(entry.dailyLimit, old?.rules.dailyLimit, null),
      weeklyLimit: given(entry.weeklyLimit, old?.rules.weeklyLimit, null),
      capacity: entry.capacity ?? old?.rules.capacity ?? 1,
    },
    assignment: settled.assignment,
    scheduleId: given(settled.scheduleId, old?.scheduleId, null),
    locations,
    maxGuests: entry.maxGuests ?? old?.maxGuests ?? 0,
    lockTimeZone: entry.lockTimeZone ?? old?.lockTimeZone ?? locations.every((place) => place.kind === 'in_person'),
    questions: entry.questions ?? old?.questions ?? [],
    requiresConfirmation: entry.requiresConfirmation ?? old?.requiresConfirmation ?? false,
    requiresVerifiedEmail: entry.requiresVerifiedEmail ?? old?.requiresVerifiedEmail ?? false,
    confirmationDeadlineMinutes: entry.confirmationDeadlineMinutes ?? old?.confirmationDeadlineMinutes ?? 2880,
    changeNoticeMinutes: entry.changeNoticeMinutes ?? old?.changeNoticeMinutes ?? 240,
    maxMoves: entry.maxMoves ?? old?.maxMoves ?? 3,
    maxOpenMeetings: given(entry.maxOpenMeetings, old?.maxOpenMeetings, null),
    reminderMinutes: entry.reminderMinutes ?? old?.reminderMinutes ?? [1440, 60],
    locale: entry.locale ?? old?.locale ?? 'en',
    listed: entry.listed ?? old?.listed ?? true,
    active: entry.active ?? old?.active ?? true,
  };
}

/** What the document says, where it says something (null is something), else what stands, else the default. */
function given<Value>(entry: Value | undefined, old: Value | undefined, fallback: Value): Value {
  if (entry !== undefined) return entry;
  return old === undefined ? fallback : old;
}

function changeOf<Value>(old: Value | undefined, value: Value): Change<Value> {
  if (old === undefined) return { kind: 'created', value };
  // As the database would hand it back: without the fields that are absent.
  return { kind: isDeepStrictEqual(JSON.parse(JSON.stringify(value)), old) ? 'unchanged' : 'changed', value };
}

/** What will stand: the present with the planned in its place. */
function together<Value extends { readonly id: string }>(
  present: readonly Value[],
  planned: readonly Change<Value>[],
): Value[] {
  const ids = new Set(planned.map(({ value }) => value.id));
  return [...present.filter((one) => !ids.has(one.id)), ...planned.map(({ value }) => value)];
}

function repeated<Value>(
  entries: readonly Entry<Value>[],
  nameOf: (value: Value) => string,
  field: string,
): FieldError[] {
  const seen = new Set<string>();
  return entries.flatMap(({ path, value }) => {
    const name = nameOf(value);
    if (seen.has(name)) return [{ path: `${path}/${field}`, message: 'stands in the file twice' }];
    seen.add(name);
    return [];
  });
}

/** Hosts of types that nobody has heard of. */
function strangers({ typeHosts, hostEmails }: Mentions, present: readonly Host[]): FieldError[] {
  return typeHosts
    .filter(({ value }) => !hostEmails.has(value) && !present.some((host) => host.email === value))
    .map(({ path, value }) => ({ path, message: `there is no host ${value}` }));
}

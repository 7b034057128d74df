import { z } from 'zod';
import type { FieldError } from '../domain/failures.ts';
import { HOST_REMINDERS } from '../domain/host.ts';
import { RESERVED_SLUGS } from '../domain/meeting-type.ts';
import { checkSchedule } from '../domain/schedule.ts';
import { findZone } from '../domain/zone-rules.ts';

/*
 * The shapes of a settings file: hosts by email, schedules by whose they are and their name, types by slug. Only what makes a new one is
 * required; what is absent stays as it is, or has its default in a new one.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what must be found
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, but for tab and line feed
const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;

const line = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'must be at most 200 characters')
  .refine((text) => !CONTROL.test(text), 'must be a single line without control characters');

const text = z
  .string()
  .max(5000, 'must be at most 5000 characters')
  .transform((value) => value.replace(/\r\n?/g, '\n'))
  .refine((value) => !CONTROL_IN_TEXT.test(value), 'must not hold control characters');

const email = z
  .email({ error: (issue) => sayRequired(issue) ?? 'must be one address like name@example.com' })
  .max(254, 'must be at most 254 characters')
  .transform((address) => address.toLowerCase());

const timeZone = z.string().transform((name, issues) => {
  const zone = findZone(name);
  if (zone) return zone.name;
  issues.addIssue('must be a time zone of the tz database, like Europe/Paris');
  return z.NEVER;
});

const locale = z.string().transform((tag, issues) => {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    if (canonical) return canonical;
  } catch {
    // Told below.
  }
  issues.addIssue('must be a language tag, like en or fr-CA');
  return z.NEVER;
});

const whole = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
};
const limit = whole(0, 1000).nullable();
/** Durations and buffers: a claim is never longer than three days. */
const day = 1440;

const webAddress = z.string().refine((value) => {
  const address = value.replaceAll('{random}', 'x');
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) && !CONTROL.test(value);
}, 'must be an http or https address');

function distinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

const host = z.strictObject({
  name: line,
  email,
  timeZone,
  locale: locale.optional(),
  role: z.enum(['owner', 'admin', 'member']).optional(),
  avatarUrl: webAddress.nullable().optional(),
  dailyLimit: limit.optional(),
  reminders: z.enum(HOST_REMINDERS).optional(),
  agendaTime: z
    .string()
    .regex(/^(0\d|1[01]):[0-5]\d$/, 'must be a time before noon, like 07:00')
    .optional(),
});

const span = { start: z.string(), end: z.string() };

const schedule = z.strictObject({
  name: line,
  host: email.nullable().optional(),
  default: z.boolean().optional(),
  timeZone: z.string(),
  rules: z.array(z.strictObject({ days: z.array(z.number()), ...span })).max(200),
  overrides: z
    .array(z.strictObject({ date: z.string(), intervals: z.array(z.strictObject(span)).max(50) }))
    .max(2000)
    .optional(),
});

const location = z.strictObject({
  kind: z.enum(['video', 'phone', 'in_person']),
  label: line.optional(),
  address: line.optional(),
  url: webAddress.optional(),
});

const question = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a lower-case word of at most 40 letters, digits and _'),
    label: line,
    kind: z.enum(['text', 'textarea', 'select', 'checkbox', 'phone', 'email', 'number']),
    options: z.array(line).min(1).max(50).refine(distinct, 'must not name one option twice').optional(),
    required: z.boolean().default(false),
  })
  .refine((asked) => (asked.kind === 'select') === (asked.options !== undefined), {
    path: ['options'],
    error: 'must stand with a select, and with nothing else',
  });

const type = z.strictObject({
  slug: z
    .string()
    .max(80, 'must be at most 80 characters')
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and hyphens')
    .refine((slug) => !RESERVED_SLUGS.has(slug), 'is an address of the server itself; choose another'),
  title: line,
  description: text.optional(),
  durationsMinutes: z
    .array(whole(1, day))
    .min(1, 'must name at least one duration')
    .max(20, 'must be at most 20')
    .refine(distinct, 'must not name one duration twice')
    .optional(),
  slotIntervalMinutes: whole(1, day).optional(),
  bufferBeforeMinutes: whole(0, day).optional(),
  bufferAfterMinutes: whole(0, day).optional(),
  minimumNoticeMinutes: whole(0, 525_600).optional(),
  bookingHorizonDays: whole(0, 3660).nullable().optional(),
  dailyLimit: limit.optional(),
  weeklyLimit: limit.optional(),
  capacity: whole(1, 1000).optional(),
  maxGuests: whole(0, 50).optional(),
  assignment: z.enum(['single', 'round_robin', 'collective']).optional(),
  hosts: z.array(email).min(1, 'must name at least one host').max(100).refine(distinct, 'must not name one host twice'),
  schedule: line.nullable().optional(),
  locations: z.array(location).min(1, 'must name at least one place').max(20).optional(),
  lockTimeZone: z.boolean().optional(),
  questions: z
    .array(question)
    .max(50)
    .refine((asked) => distinct(asked.map((one) => one.key)), 'must not use one key twice')
    .optional(),
  requiresConfirmation: z.boolean().optional(),
  requiresVerifiedEmail: z.boolean().optional(),
  confirmationDeadlineMinutes: whole(1, 525_600).optional(),
  changeNoticeMinutes: whole(0, 525_600).optional(),
  maxMoves: whole(0, 1000).optional(),
  maxOpenMeetings: whole(1, 1000).nullable().optional(),
  reminderMinutes: z.array(whole(1, 525_600)).max(10).refine(distinct, 'must not name one reminder twice').optional(),
  locale: locale.optional(),
  listed: z.boolean().optional(),
  active: z.boolean().optional(),
});

export type HostEntry = z.infer<typeof host>;
export type ScheduleEntry = z.infer<typeof schedule>;
export type TypeEntry = z.infer<typeof type>;

/** One entry as it was read, with the JSON pointer to it. */
export interface Entry<Value> {
  readonly path: string;
  readonly value: Value;
}

/** The entries that can be read, and every mistake of those that cannot. */
export interface SettingsDocument {
  readonly hosts: readonly Entry<HostEntry>[];
  readonly schedules: readonly Entry<ScheduleEntry>[];
  readonly types: readonly Entry<TypeEntry>[];
  /** What the document speaks of, in whatever entries: a reference to a wrong entry is no second mistake. */
  readonly mentioned: Mentions;
  readonly errors: readonly FieldError[];
}

/** Texts of the document as they came, but for letter case in addresses. */
export interface Mentions {
  readonly hostEmails: ReadonlySet<string>;
  readonly scheduleNames: ReadonlySet<string>;
  /** Each type's hosts, with JSON pointers. */
  readonly typeHosts: readonly Entry<string>[];
}

const lists = z.strictObject({
  hosts: z.array(z.unknown()).default([]),
  schedules: z.array(z.unknown()).default([]),
  types: z.array(z.unknown()).default([]),
});

/** Reads a settings document entry by entry, so that one mistake hides no other; what refers to what is not looked at here. */
export function readSettingsDocument(document: unknown): SettingsDocument {
  const errors: FieldError[] = [];
  const read = <Value>(shape: z.ZodType<Value>, value: unknown, path: string): Value | undefined => {
    const result = shape.safeParse(value, { error: sayRequired });
    if (result.success) return result.data;
    errors.push(...mistakes(result.error, path));
    return undefined;
  };
  const entries = <Value>(shape: z.ZodType<Value>, values: readonly unknown[], name: string): Entry<Value>[] =>
    values.flatMap((value, index) => {
      const path = `/${name}/${index}`;
      const entry = read(shape, value, path);
      return entry === undefined ? [] : [{ path, value: entry }];
    });
  const whole = read(lists, document, '') ?? partsOf(document);
  const schedules = entries(schedule, whole.schedules, 'schedules').map(({ path, value }) => {
    errors.push(...checkEntry(value).map((error) => ({ ...error, path: path + error.path })));
    return { path, value: { ...value, timeZone: findZone(value.timeZone)?.name ?? value.timeZone } };
  });
  return {
    hosts: entries(host, whole.hosts, 'hosts'),
    schedules,
    types: entries(type, whole.types, 'types'),
    mentioned: mentionsOf(whole),
    errors,
  };
}

function mentionsOf({ hosts, schedules, types }: z.infer<typeof lists>): Mentions {
  const field = (value: unknown, name: string): unknown => (Object(value) as Record<string, unknown>)[name];
  const texts = (values: readonly unknown[]) => values.filter((value) => typeof value === 'string');
  return {
    hostEmails: new Set(texts(hosts.map((entry) => field(entry, 'email'))).map((address) => address.toLowerCase())),
    scheduleNames: new Set(texts(schedules.map((entry) => field(entry, 'name'))).map((name) => name.trim())),
    typeHosts: types.flatMap((entry, i) => {
      const named = field(entry, 'hosts');
      if (!Array.isArray(named)) return [];
      return named.flatMap((address: unknown, k) =>
        typeof address === 'string' ? [{ path: `/types/${i}/hosts/${k}`, value: address.toLowerCase() }] : [],
      );
    }),
  };
}

/** What can still be looked at where the document itself is wrong. */
function partsOf(document: unknown): z.infer<typeof lists> {
  const { hosts, schedules, types } = Object(document) as Record<string, unknown>;
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  return { hosts: list(hosts), schedules: list(schedules), types: list(types) };
}

function checkEntry({ timeZone: zone, rules, overrides }: ScheduleEntry): FieldError[] {
  return checkSchedule({ timeZone: zone, rules, overrides: overrides ?? [] });
}

function sayRequired(issue: { readonly input?: unknown }): string | undefined {
  return issue.input === undefined ? 'is required' : undefined;
}

function mistakes(error: z.ZodError, path: string): FieldError[] {
  return error.issues.flatMap((issue) => {
    const at = path + issue.path.map((part) => `/${escaped(String(part))}`).join('');
    if (issue.code !== 'unrecognized_keys') return [{ path: at, message: issue.message }];
    return issue.keys.map((key) => ({ path: `${at}/${escaped(key)}`, message: `${key} is not known here` }));
  });
}

/** RFC 6901. */
function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

import { z } from 'zod';

/*
 * Every shape on the wire, once: requests are validated by these, the widget takes its types from them, and the
 * OpenAPI description is made of them. Instants are RFC 3339 strings, lengths whole minutes.
 */

/** An instant in UTC, whole seconds: 2026-11-23T14:00:00Z. */
export const instant = z.string().meta({ format: 'date-time', examples: ['2026-11-23T14:00:00Z'] });

const MOST_INSTANT = Date.parse('9999-12-31T23:59:59Z');

/** On input any offset and fractions of a second are taken; the value is epoch milliseconds, cut to the whole second. */
export const instantInput = z
  .string()
  .meta({ format: 'date-time', examples: ['2026-11-23T14:00:00Z'] })
  // RFC 3339 takes its letters in either case.
  .transform((text) => text.toUpperCase())
  .pipe(
    z.iso.datetime({
      offset: true,
      error: 'must be an instant with an offset, like 2026-11-23T14:00:00Z',
    }),
  )
  .transform((text) => Math.floor(Date.parse(text) / 1000) * 1000)
  .refine((value) => value >= 0 && value <= MOST_INSTANT, 'must lie between the years 1970 and 9999');

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what must be found
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, but for tab and line feed
const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;

/** One line, trimmed, at most `max` characters, no control characters. */
export const line = (max = 200) =>
  z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !CONTROL.test(text), 'must be a single line without control characters')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
    .transform((text) => text.trim());

export const requiredLine = (max = 200) => line(max).refine((text) => text.length > 0, 'must not be empty');

/** Several lines; CR and CRLF become LF. */
export const text = (max = 5000) =>
  z
    .string()
    .max(max, `must be at most ${max} characters`)
    .transform((value) => value.replace(/\r\n?/g, '\n'))
    .refine((value) => !CONTROL_IN_TEXT.test(value), 'must not hold control characters')
    .refine((value) => value.isWellFormed(), 'must be well-formed Unicode');

/** One address; a display name, a list or a comment is refused. */
export const email = line(254).pipe(z.email('must be one address like name@example.com'));

export const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and hyphens');

const locationKind = z.enum(['video', 'phone', 'in_person']);

export const publicLocation = z.object({
  kind: locationKind,
  label: z.string().optional(),
  address: z.string().optional(),
});

export const question = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'textarea', 'select', 'checkbox', 'phone', 'email', 'number']),
  options: z.array(z.string()).optional(),
  required: z.boolean(),
});

/** `GET /api/types/{slug}`: what a visitor may know of a meeting type. */
export const meetingType = z
  .object({
    slug,
    title: z.string(),
    description: z.string(),
    durationsMinutes: z.array(z.int()),
    locations: z.array(publicLocation),
    hosts: z.array(z.object({ name: z.string(), avatarUrl: z.string().optional() })),
    timeZone: z.string(),
    lockTimeZone: z.boolean(),
    questions: z.array(question),
    capacity: z.int(),
    maxGuests: z.int(),
    requiresConfirmation: z.boolean(),
    requiresVerifiedEmail: z.boolean(),
    minimumNoticeMinutes: z.int(),
    bookingHorizonDays: z.int().nullable(),
    locale: z.string(),
    /** True where clients may ask to be texted; absent elsewhere. */
    textMessages: z.boolean().optional(),
    notice: z.string().optional(),
  })
  .meta({ id: 'MeetingType' });

/** `GET /api/types`. */
export const meetingTypeList = z.object({ items: z.array(meetingType), nextCursor: z.string().nullable() });

/** `GET /api/types/{slug}/slots`. */
export const slotsQuery = z.strictObject({
  from: instantInput,
  to: instantInput,
  durationMinutes: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'must be a whole number of minutes')
    .transform(Number)
    .optional(),
  timeZone: line(64).optional(),
});

export const slots = z
  .object({
    timeZone: z.string(),
    durationMinutes: z.int(),
    slots: z.array(instant),
    seatsLeft: z.array(z.int()).optional(),
    nextAvailable: instant.nullable(),
    offsets: z.array(z.object({ from: instant, minutes: z.int() })).optional(),
  })
  .meta({ id: 'Slots' });

export const durationInput = z.int().min(1).max(1440);
export const guestsInput = z.array(email).max(50);
/** Names one of the type's places. */
export const locationInput = z.strictObject({ kind: locationKind, label: line().optional() });
export const answersInput = z
  .record(z.string().max(40), z.union([text(), z.boolean(), z.number()]))
  .refine((answers) => Object.keys(answers).length <= 50, 'must hold at most 50 answers');

/** As it was mailed, or set apart by spaces or hyphens. */
const code = line(20)
  .transform((text) => text.replace(/[\s-]/g, ''))
  .refine((digits) => /^\d{6}$/.test(digits), 'must be the six digits that were mailed');

/** `POST /api/types/{slug}/meetings`. */
export const bookingInput = z
  .strictObject({
    start: instantInput,
    durationMinutes: durationInput.optional(),
    timeZone: requiredLine(64),
    locale: line(35).optional(),
    client: z.strictObject({
      name: requiredLine(),
      email,
      phone: line(40).optional(),
      /** They ask to be texted about this meeting at `phone`, which then has its country code. */
      textMessages: z.boolean().optional(),
    }),
    guests: guestsInput.optional(),
    location: locationInput.optional(),
    answers: answersInput.optional(),
    description: text().optional(),
    metadata: z
      .record(line(40), line(500))
      .refine((pairs) => Object.keys(pairs).length <= 20, 'must hold at most 20 strings')
      .optional(),
    /** Where the type asks for it: the code that was mailed to the client's address. */
    verification: z.strictObject({ code }).optional(),
  })
  .meta({ id: 'Booking' });

/** `POST /api/types/{slug}/verifications`. */
export const verificationInput = z
  .strictObject({ email, locale: line(35).optional() })
  .meta({ id: 'VerificationRequest' });

export const participant = z.object({
  role: z.enum(['client', 'host', 'guest']),
  name: z.string(),
  email: z.string(),
  response: z.enum(['needs_action', 'accepted', 'declined', 'tentative']),
});

export const meeting = z
  .object({
    id: z.string(),
    uid: z.string(),
    sequence: z.int(),
    status: z.enum(['scheduled', 'confirmed', 'cancelled', 'completed', 'no_show']),
    type: z.object({ slug, title: z.string() }),
    title: z.string(),
    description: z.string(),
    kind: locationKind,
    location: publicLocation,
    joinUrl: z.string().nullable(),
    start: instant,
    end: instant,
    durationMinutes: z.int(),
    timeZone: z.string(),
    participants: z.array(participant),
    answers: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])),
    reminderMinutes: z.array(z.int()),
    calendarSyncStatus: z.enum(['none', 'pending', 'synced', 'failed']),
    notesShared: z.boolean(),
    notesSharedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    cancelledAt: instant.nullable(),
    cancelledBy: z.enum(['client', 'host', 'system']).nullable(),
    cancellationReason: z.string().nullable(),
  })
  .meta({ id: 'Meeting' });

/** 201 of a booking. */
export const booked = z
  .object({
    meeting,
    portalToken: z.string(),
    links: z.object({ portal: z.string(), ics: z.string(), google: z.string(), outlook: z.string() }),
  })
  .meta({ id: 'Booked' });

/** `GET /healthz` and `GET /readyz`. */
export const health = z.object({ status: z.enum(['ok']) }).meta({ id: 'Health' });
export const readiness = z
  .object({ status: z.enum(['ok']), version: z.string(), tzVersion: z.string(), runtimeTzVersion: z.string() })
  .meta({ id: 'Readiness' });

/** Work to be done before something is asked, as ALTCHA's programs know it (version 2). */
export const challenge = z
  .object({
    parameters: z.object({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: z.string(),
      keySignature: z.string().optional(),
      expiresAt: z.int().optional(),
    }),
    signature: z.string(),
  })
  .meta({ id: 'Challenge' });

/** RFC 9457. `alternatives` stand with `slot_taken`, `triesLeft` with `verification_failed`, `challenge` with `proof_required`, `errors` with `invalid_request` and `answers_invalid`. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string(), line: z.int().optional(), column: z.int().optional() }))
      .optional(),
    alternatives: z.array(instant).optional(),
    triesLeft: z.int().optional(),
    challenge: challenge.optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });

export type MeetingTypeView = z.infer<typeof meetingType>;
export type MeetingTypeListView = z.infer<typeof meetingTypeList>;
export type SlotsView = z.infer<typeof slots>;
export type SlotsQuery = z.infer<typeof slotsQuery>;
export type VerificationBody = z.input<typeof verificationInput>;
export type BookingInput = z.infer<typeof bookingInput>;
/** What a caller writes, before the server has read it. */
export type BookingBody = z.input<typeof bookingInput>;
export type MeetingView = z.infer<typeof meeting>;
export type BookedView = z.infer<typeof booked>;
export type ReadinessView = z.infer<typeof readiness>;
export type ChallengeView = z.infer<typeof challenge>;
export type ProblemView = z.infer<typeof problem>;

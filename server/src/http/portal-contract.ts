import { z } from 'zod';
import {
  answersInput,
  booked,
  durationInput,
  email,
  guestsInput,
  instant,
  instantInput,
  line,
  locationInput,
  meeting,
  requiredLine,
  slug,
  text,
} from './contract.ts';

/*
 * Every shape of the clients' portal on the wire, as contract.ts has it for what anybody may use.
 */

/** `GET /api/portal/{token}`. With scope `guest`, `client` is whom the link is for. `feed` stands with scope `client` alone. */
export const portal = z
  .object({
    client: z.object({ name: z.string(), email: z.string(), timeZone: z.string(), locale: z.string() }),
    scope: z.enum(['client', 'meeting', 'guest']),
    links: z.object({ feed: z.string().optional() }),
    /** With scope `client` alone, where text messages are sent: whether the client gets them, and the number (E.164) last known. */
    textMessages: z.object({ on: z.boolean(), number: z.string().nullable() }).optional(),
  })
  .meta({ id: 'Portal' });

/** `PUT /api/portal/{token}`: whether texts are wanted about all of the client's meetings; `phone` in place of the number that is known. */
export const portalChangeInput = z
  .strictObject({ textMessages: z.boolean(), phone: line(40).optional() })
  .meta({ id: 'PortalChange' });

/**
 * What the reader may still change. `reason` says why moving is not offered (null: it is); `until` is the last instant at which they may still
 * move or cancel, null where that has nothing to do with time; `contact` is whom to write to, the first host.
 */
const changes = z
  .object({
    canMove: z.boolean(),
    canCancel: z.boolean(),
    reason: z.enum(['closed', 'begun', 'notice_passed', 'moves_used_up', 'type_off', 'guest']).nullable(),
    until: instant.nullable(),
    movesLeft: z.int(),
    contact: z.object({ name: z.string(), email: z.string() }),
  })
  .meta({ id: 'Changes' });

/** A meeting in the portal: the public one, with what its reader may do. */
export const portalMeeting = meeting
  .extend({
    revision: z.int(),
    /** When a `scheduled` meeting lapses unless the host confirms it. */
    confirmBy: instant.nullable(),
    /** The questions as they stood, by the keys of `answers`. */
    answerLabels: z.record(z.string(), z.string()),
    changes,
  })
  .meta({ id: 'PortalMeeting' });

/**
 * A zone's UTC offset over the span of the meetings answered and of now, as with the public slots; stands there when the query
 * names a `timeZone` (an unknown one: 400 `unknown_time_zone`), so that a page shows what the mail says.
 */
const offsets = z.array(z.object({ from: instant, minutes: z.int() })).optional();

/** `GET /api/portal/{token}/meetings`. */
export const portalMeetingList = z
  .object({ items: z.array(portalMeeting), nextCursor: z.string().nullable(), offsets })
  .meta({ id: 'PortalMeetingList' });

/**
 * The query of a list of meetings: `[from, to)` is on the start; `status` may repeat; a cursor is an earlier answer's, of the same
 * `order`: soonest first, or for past meetings the latest first.
 */
export const meetingsQuery = z.strictObject({
  status: z.array(meeting.shape.status).optional(),
  from: instantInput.optional(),
  to: instantInput.optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9]\d?|1\d\d|200)$/, 'must be a whole number from 1 to 200')
    .transform(Number)
    .optional(),
  cursor: z.string().max(200).optional(),
  order: z.enum(['soonest', 'latest']).optional(),
  timeZone: line(64).optional(),
});

/** The query of one meeting. */
export const meetingQuery = z.strictObject({ timeZone: line(64).optional() });

/** An earlier text of a note, and when it stood there. */
const noteRevision = z.object({ body: z.string(), writtenAt: instant, replacedAt: instant });

/** A note as its reader sees it; to a client `createdAt` is when it was shared, and `revisions` are those since then. */
export const note = z
  .object({
    id: z.string(),
    author: z.object({ role: z.enum(['client', 'host']), name: z.string() }),
    body: z.string(),
    shared: z.boolean(),
    mine: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
    revisions: z.array(noteRevision),
  })
  .meta({ id: 'Note' });

/** `GET …/notes`: oldest first, all of them. */
export const noteList = z.object({ items: z.array(note), nextCursor: z.string().nullable() }).meta({ id: 'NoteList' });

export const oneNote = z.object({ note }).meta({ id: 'OneNote' });

/** `GET /api/portal/{token}/meetings/{id}`. */
export const openMeeting = z
  .object({ meeting: portalMeeting, notes: z.array(note), offsets })
  .meta({ id: 'OpenMeeting' });

/** What a change, a cancellation or a guest's answer is answered with. */
export const changedMeeting = z.object({ meeting: portalMeeting }).meta({ id: 'ChangedMeeting' });

/** 201 of `POST /api/portal/{token}/meetings`: as of a booking. */
export const portalBooked = booked.extend({ meeting: portalMeeting }).meta({ id: 'PortalBooked' });

const remindersInput = z.array(z.int().min(0).max(40_320)).max(10);

/** What may be said of a meeting when it is booked through the portal, and changed later. */
const details = {
  durationMinutes: durationInput.optional(),
  timeZone: requiredLine(64).optional(),
  title: requiredLine().optional(),
  description: text().optional(),
  location: locationInput.optional(),
  answers: answersInput.optional(),
  guests: guestsInput.optional(),
  reminderMinutes: remindersInput.optional(),
};

/** `POST /api/portal/{token}/meetings`. `type` is a slug; who books is the client. */
export const portalBookingInput = z
  .strictObject({ type: slug, start: instantInput, ...details })
  .meta({ id: 'PortalBooking' });

/** `PUT …/meetings/{id}`: any of these; a cancellation goes with nothing else but its reason. */
export const meetingChangeInput = z
  .strictObject({
    start: instantInput.optional(),
    ...details,
    status: z.literal('cancelled').optional(),
    cancellationReason: text().nullable().optional(),
  })
  .superRefine(({ status, cancellationReason, ...others }, ctx) => {
    if (status === undefined) {
      if (cancellationReason !== undefined) refuse(ctx, 'cancellationReason');
      return;
    }
    for (const [field, value] of Object.entries(others)) if (value !== undefined) refuse(ctx, field);
  })
  .meta({ id: 'MeetingChange' });

function refuse(ctx: z.RefinementCtx, field: string): void {
  const message =
    field === 'cancellationReason' ? 'stands with the status "cancelled" alone' : 'cannot stand beside a cancellation';
  ctx.addIssue({ code: 'custom', path: [field], message });
}

/** `POST …/response`: a guest's answer. */
export const guestResponseInput = z
  .strictObject({ response: z.enum(['accepted', 'declined']) })
  .meta({ id: 'GuestResponse' });

/** `POST` and `PUT …/notes`. */
export const noteInput = z
  .strictObject({
    // 1–5,000 characters of what is left of it; signs that nobody sees are no text.
    body: z
      .string()
      .transform((body) => body.replace(/\r\n?/g, '\n').trim())
      .pipe(text().refine((body) => /[^\s\p{Cf}]/u.test(body), 'must not be empty')),
  })
  .meta({ id: 'NoteBody' });

/** `POST /api/portal/link`: "send me my link". */
export const linkInput = z.strictObject({ email, locale: line(35).optional() }).meta({ id: 'LinkRequest' });

/** What an `event: state` of `…/events` says: either changes when something is to be read anew. */
export const meetingState = z.object({ revision: z.int(), notes: z.string() }).meta({ id: 'MeetingState' });

export type PortalView = z.infer<typeof portal>;
export type PortalMeetingView = z.infer<typeof portalMeeting>;
export type PortalMeetingListView = z.infer<typeof portalMeetingList>;
export type OpenMeetingView = z.infer<typeof openMeeting>;
export type ChangedMeetingView = z.infer<typeof changedMeeting>;
export type PortalBookedView = z.infer<typeof portalBooked>;
export type NoteView = z.infer<typeof note>;
export type NoteListView = z.infer<typeof noteList>;
export type OneNoteView = z.infer<typeof oneNote>;
export type MeetingStateView = z.infer<typeof meetingState>;
/** What a caller writes, before the server has read it. */
export type PortalBookingBody = z.input<typeof portalBookingInput>;
export type MeetingChangeBody = z.input<typeof meetingChangeInput>;
export type GuestResponseBody = z.input<typeof guestResponseInput>;
export type PortalChangeBody = z.input<typeof portalChangeInput>;
export type NoteBody = z.input<typeof noteInput>;
export type LinkBody = z.input<typeof linkInput>;

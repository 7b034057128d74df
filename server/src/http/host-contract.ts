import { z } from 'zod';
import { SCOPES } from '../domain/api-key.ts';
import { HOST_REMINDERS } from '../domain/host.ts';
import { parseTime } from '../domain/local-time.ts';
import { OPTIONAL_MAILS } from '../domain/optional-mail.ts';
import { bookingInput, instant, instantInput, line, participant, requiredLine, slug, text } from './contract.ts';
import { meetingsQuery, noteInput, portalMeeting } from './portal-contract.ts';

/*
 * Every shape of the hosts' API on the wire, as contract.ts has it for what anybody may use.
 */

const scope = z.enum(SCOPES);

/** Who a host is, to other hosts. */
export const hostName = z.object({ id: z.string(), name: z.string(), email: z.string() });

/** A key without its secret, which nobody has but whoever made it. */
export const apiKey = z
  .object({
    id: z.string(),
    host: hostName,
    name: z.string(),
    scopes: z.array(scope),
    createdAt: instant,
    /** To the minute. */
    lastUsedAt: instant.nullable(),
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

/** `GET /api/host/api-keys`: all that the caller may see, oldest first. */
export const apiKeyList = z
  .object({ items: z.array(apiKey), nextCursor: z.string().nullable() })
  .meta({ id: 'ApiKeyList' });

/** `POST /api/host/api-keys`: without `host` the caller's own. */
export const apiKeyInput = z
  .strictObject({
    name: requiredLine(),
    scopes: z.array(scope).min(1).max(SCOPES.length),
    expiresAt: instantInput.nullable().optional(),
    host: line(60).optional(),
  })
  .meta({ id: 'ApiKeyToMake' });

/** 201: `key` is shown this once. */
export const createdApiKey = z.object({ apiKey, key: z.string() }).meta({ id: 'CreatedApiKey' });

/** A meeting as its hosts see it: the portal's, with what only they may know. */
export const hostMeeting = portalMeeting
  .extend({
    /** `mail` is `refused` where the last mail to the address was, since the mailbox is not there. */
    participants: z.array(participant.extend({ mail: z.enum(['refused']).nullable() })),
    metadata: z.record(z.string(), z.string()),
    client: z.object({ id: z.string(), name: z.string(), email: z.string(), phone: z.string().nullable() }),
    hostIds: z.array(z.string()),
  })
  .meta({ id: 'HostMeeting' });

export const hostMeetingList = z
  .object({ items: z.array(hostMeeting), nextCursor: z.string().nullable() })
  .meta({ id: 'HostMeetingList' });

export const oneHostMeeting = z.object({ meeting: hostMeeting }).meta({ id: 'OneHostMeeting' });

/** Words, each of which stands somewhere in what is searched. */
const search = line(100).optional();

/** The query of a list of meetings: `type` is a slug, `host` and `client` are ids, `q` searches the title and the client's name and address. */
export const hostMeetingsQuery = meetingsQuery
  .pick({ status: true, from: true, to: true, limit: true, cursor: true, order: true })
  .extend({ type: slug.optional(), host: line(60).optional(), client: line(60).optional(), q: search });

/** `POST /api/host/meetings`: a booking for a client; `host` chooses one of the type's. */
export const hostBookingInput = bookingInput
  .omit({ verification: true })
  .extend({ type: slug, host: line(60).optional() })
  .meta({ id: 'HostBooking' });

/** `POST …/decline`, where the body may be left out. */
export const declineInput = z.strictObject({ reason: text().nullable().optional() }).optional().meta({ id: 'Decline' });

/** `POST …/no-show`: `false` takes it back. */
export const noShowInput = z.strictObject({ noShow: z.boolean() }).meta({ id: 'NoShow' });

/** `DELETE /api/host/meetings/{id}`: a reason that the client is told; what DELETE's body means is nowhere agreed. */
export const cancelQuery = z.strictObject({ reason: line(500).optional() });

/** `POST …/notes`: private unless it is shared. */
export const hostNoteInput = noteInput.extend({ shared: z.boolean().optional() }).meta({ id: 'HostNote' });

/** `PUT …/notes/{noteId}`: another text, or `shared: true`, or both. */
export const hostNoteChangeInput = z
  .strictObject({ body: noteInput.shape.body.optional(), shared: z.boolean().optional() })
  .refine(({ body, shared }) => body !== undefined || shared !== undefined, 'must hold body or shared')
  .meta({ id: 'HostNoteChange' });

/** A person whose time is booked; `agendaTime` is HH:MM on their own clock. */
const host = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    timeZone: z.string(),
    locale: z.string(),
    role: z.enum(['owner', 'admin', 'member']),
    avatarUrl: z.string().optional(),
    dailyLimit: z.int().optional(),
    reminders: z.enum(HOST_REMINDERS),
    agendaTime: z.string(),
    /** What they have switched off themselves, by the link in such a mail. */
    mailsOff: z.array(z.enum(OPTIONAL_MAILS)),
  })
  .meta({ id: 'Host' });

export const hostList = z.object({ items: z.array(host), nextCursor: z.string().nullable() }).meta({ id: 'HostList' });

export const oneHost = z.object({ host }).meta({ id: 'OneHost' });

/** `PUT /api/host/hosts/{id}`: any of these; `agendaTime` is before noon. */
export const hostChangeInput = z
  .strictObject({
    reminders: z.enum(HOST_REMINDERS).optional(),
    agendaTime: z
      .string()
      .regex(/^(?:0\d|1[01]):[0-5]\d$/, 'must be a time before noon, like 07:00')
      .transform((time) => parseTime(time) ?? 0)
      .optional(),
  })
  .meta({ id: 'HostChange' });

/** A person who books. */
export const hostClient = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    timeZone: z.string(),
    locale: z.string(),
    /** What they have switched off themselves, by the link in such a mail. */
    mailsOff: z.array(z.enum(OPTIONAL_MAILS)),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Client' });

export const hostClientList = z
  .object({ items: z.array(hostClient), nextCursor: z.string().nullable() })
  .meta({ id: 'ClientList' });

export const oneHostClient = z.object({ client: hostClient }).meta({ id: 'OneClient' });

/** The query of the list of clients, oldest first; `q` searches name and address. */
export const clientsQuery = meetingsQuery.pick({ limit: true, cursor: true }).extend({ q: search });

/** 201 of `POST /api/host/clients/{id}/portal-link`: to be handed to the client alone. */
export const portalLink = z.object({ url: z.string(), expiresAt: instant }).meta({ id: 'PortalLink' });

export type ApiKeyView = z.infer<typeof apiKey>;
export type HostMeetingView = z.infer<typeof hostMeeting>;
export type HostView = z.infer<typeof host>;
export type HostClientView = z.infer<typeof hostClient>;

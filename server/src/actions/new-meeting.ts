import type { Host } from '../domain/host.ts';
import { DAY_MS, MINUTE_MS } from '../domain/local-time.ts';
import type { Meeting, MeetingLocation, Participant } from '../domain/meeting.ts';
import type { MeetingType } from '../domain/meeting-type.ts';
import type { BookCommand, BookingRequest } from './booking-request.ts';
import { macOf } from './mac.ts';

/** Everything that a new meeting is made of; `now` is epoch milliseconds. */
export interface MeetingParts {
  readonly id: string;
  readonly uid: string;
  readonly type: MeetingType;
  readonly command: BookCommand;
  readonly request: BookingRequest;
  readonly clientId: string;
  readonly hosts: readonly Host[];
  /** What the meeting's times are written in. */
  readonly timeZone: string;
  /** Makes what takes the place of `{random}` in a video call's address: the same for everyone in a session, and unguessable. */
  room(): string;
  readonly now: number;
}

/** The meeting as it stands once booked: confirmed, or awaiting its host where the type asks for that. */
export function newMeeting(parts: MeetingParts): Meeting {
  const { type, command, request, now } = parts;
  const awaits = type.requiresConfirmation;
  const deadline = now + type.confirmationDeadlineMinutes * MINUTE_MS;
  return {
    id: parts.id,
    uid: parts.uid,
    sequence: 0,
    revision: 1,
    status: awaits ? 'scheduled' : 'confirmed',
    type: { id: type.id, slug: type.slug, title: type.title, locale: type.locale },
    clientId: parts.clientId,
    title: command.title ?? type.title,
    description: command.description ?? '',
    ...placeOf(request.location, () => parts.room()),
    start: command.start,
    end: command.start + request.durationMinutes * MINUTE_MS,
    durationMinutes: request.durationMinutes,
    timeZone: parts.timeZone,
    locale: request.locale,
    participants: participantsOf(parts),
    answers: request.answers,
    metadata: command.metadata ?? {},
    reminderMinutes: command.reminderMinutes ?? type.reminderMinutes,
    moves: 0,
    invited: !awaits,
    notesSharedAt: null,
    // Nobody can confirm what has begun.
    confirmBy: awaits ? Math.min(deadline, command.start) : null,
    createdAt: now,
    updatedAt: now,
    cancelledAt: null,
    cancelledBy: null,
    cancellationReason: null,
  };
}

/** A place as a meeting has it: the address of a call stands by itself, and is this meeting's own. */
export function placeOf(
  { url, ...location }: MeetingLocation,
  room: () => string,
): Pick<Meeting, 'location' | 'joinUrl'> {
  return { location, joinUrl: url?.replaceAll('{random}', () => room()) ?? null };
}

/** The portal of one meeting stays open this long after its end. */
const PORTAL_AFTER_MS = 180 * DAY_MS;

/** Until when the link to a meeting alone opens it, epoch milliseconds. */
export function portalExpiry(meeting: Pick<Meeting, 'end'>): number {
  return meeting.end + PORTAL_AFTER_MS;
}

/**
 * The unguessable part of a session's video address, 128 bits in hexadecimal digits: from the secret, so that each seat of a session is
 * given the same room whenever it is booked.
 */
export function roomOf(secret: Uint8Array, sessionId: string): string {
  return macOf(secret, `room ${sessionId}`).slice(0, 32);
}

function participantsOf({ command, request, hosts, timeZone, type }: MeetingParts): Participant[] {
  const client: Participant = {
    role: 'client',
    name: command.client.name,
    email: command.client.email,
    response: 'needs_action',
    timeZone,
    locale: request.locale,
  };
  const theirs = hosts.map(
    (host): Participant => ({
      role: 'host',
      name: host.name,
      email: host.email,
      response: type.requiresConfirmation ? 'needs_action' : 'accepted',
      hostId: host.id,
      timeZone: host.timeZone,
      locale: host.locale,
    }),
  );
  const guests = request.guests.map(
    // Nobody has said what a guest is called.
    (email): Participant => ({ role: 'guest', name: email, email, response: 'needs_action' }),
  );
  return [client, ...theirs, ...guests];
}

import { type Alarm, type Attendee, createEvent, createEvents, type EventAttributes } from 'ics';
import type { InvitationMethod } from '../domain/mail.ts';
import type { Meeting, Participant } from '../domain/meeting.ts';
import { summaryOf, whereOf } from './meeting-words.ts';
import { manyLines, oneLine } from './safe-text.ts';

/** What an invitation says besides the meeting. */
export interface InviteOptions {
  readonly method: InvitationMethod;
  /** The address that the mail comes from; null where the file is downloaded. */
  readonly mailFrom: string | null;
  /** With CANCEL: it is taken back from this one address alone, and stands for everybody else. */
  readonly removed?: string | undefined;
}

/**
 * A meeting as an iTIP message (RFC 5545, RFC 5546), CRLF line ends, lines of at most 75 octets. The first host is the organizer,
 * with an address that somebody reads, so that answers reach a person; the installation's own address stands as SENT-BY.
 * Every participant is an attendee, hosts included, so that each copy names the one whom it is sent to. Times are UTC.
 * It holds nothing that only one participant may know: no link of the client's, no answers.
 */
export function meetingInvite(meeting: Meeting, options: InviteOptions): string {
  const { error, value } = createEvent({
    ...eventOf(meeting),
    method: options.method,
    ...statusFor(meeting, options),
    organizer: organizerOf(meeting, options.mailFrom),
    attendees: attendeesOf(meeting, options.removed),
    alarms: options.method === 'CANCEL' ? [] : meeting.reminderMinutes.map((minutes) => alarm(meeting, minutes)),
  });
  if (!value) throw new Error('The meeting cannot be written as iCalendar.', { cause: error });
  return writtenLines(value);
}

/**
 * Meetings as a calendar to subscribe to (RFC 5546 section 3.2.1), by the name `title`: without attendees, whose answers a copy that is only read does
 * not gather, and without alarms, which are for the subscriber's own calendar to set. The same meetings always make the same text.
 */
export function meetingFeed(meetings: readonly Meeting[], title: string): string {
  const events = meetings.map((meeting) => ({
    ...eventOf(meeting),
    status: statusOf(meeting),
    organizer: organizerOf(meeting, null),
  }));
  const { error, value } = createEvents(events, { productId: PRODUCT, method: 'PUBLISH', calName: oneLine(title) });
  if (typeof value !== 'string') throw new Error('The meetings cannot be written as iCalendar.', { cause: error });
  return writtenLines(value);
}

const PRODUCT = '-//Meeting Booker//Meeting Booker//EN';

/** What every copy of a meeting says, whoever it is for. */
function eventOf(meeting: Meeting) {
  return {
    productId: PRODUCT,
    uid: oneLine(meeting.uid),
    sequence: meeting.sequence,
    timestamp: meeting.updatedAt,
    created: meeting.createdAt,
    lastModified: meeting.updatedAt,
    start: meeting.start,
    startInputType: 'utc',
    end: meeting.end,
    endInputType: 'utc',
    title: summaryOf(meeting),
    transp: 'OPAQUE',
    ...describe(meeting),
  } satisfies EventAttributes & { timestamp: number };
}

function statusOf({ status }: Meeting): 'TENTATIVE' | 'CONFIRMED' {
  return status === 'scheduled' ? 'TENTATIVE' : 'CONFIRMED';
}

/** Lines as RFC 5545 has them, where `ics` folds by characters and quotes too much. */
function writtenLines(text: string): string {
  return text
    .replaceAll('\r\n\t', '')
    .split('\r\n')
    .map((line) => fold(unquoted(line)))
    .join('\r\n');
}

/** RFC 5546 section 3.2.5: who alone is uninvited is told of no status, for the meeting keeps its own. */
function statusFor(meeting: Meeting, { method, removed }: InviteOptions): Pick<EventAttributes, 'status'> {
  if (method === 'REQUEST') return { status: statusOf(meeting) };
  return removed === undefined ? { status: 'CANCELLED' } : {};
}

function describe(meeting: Meeting): Pick<EventAttributes, 'description' | 'location'> {
  const where = whereOf(meeting);
  const joinUrl = meeting.joinUrl === null ? null : oneLine(meeting.joinUrl);
  const description = [joinUrl, manyLines(meeting.description)].filter(Boolean).join('\n\n');
  return {
    ...(description ? { description } : {}),
    ...(where ? { location: where } : {}),
  };
}

function organizerOf(meeting: Meeting, mailFrom: string | null): NonNullable<EventAttributes['organizer']> {
  const host = meeting.participants.find((participant) => participant.role === 'host');
  if (!host) throw new Error(`The meeting ${meeting.id} has no host to invite in the name of.`);
  const sentBy = mailFrom === null ? '' : oneLine(mailFrom).replaceAll('"', '');
  const differs = sentBy !== '' && sentBy.toLowerCase() !== host.email.toLowerCase();
  return { name: commonName(host), email: host.email, ...(differs ? { sentBy } : {}) };
}

const ROLES = { client: 'REQ-PARTICIPANT', host: 'REQ-PARTICIPANT', guest: 'OPT-PARTICIPANT' } as const;
const PARTSTATS = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
} as const;

function attendeesOf(meeting: Meeting, only: string | undefined): Attendee[] {
  const seen = new Set<string>();
  const attendees: Attendee[] = [];
  for (const participant of meeting.participants) {
    const address = participant.email.toLowerCase();
    if (seen.has(address) || (only !== undefined && address !== only.toLowerCase())) continue;
    seen.add(address);
    const isChair = participant.role === 'host' && !attendees.some((other) => other.role === 'CHAIR');
    const partstat = participant.role === 'host' ? 'ACCEPTED' : PARTSTATS[participant.response];
    attendees.push({
      name: commonName(participant),
      email: participant.email,
      cutype: 'INDIVIDUAL',
      role: isChair ? 'CHAIR' : ROLES[participant.role],
      partstat,
      rsvp: partstat === 'NEEDS-ACTION',
    });
  }
  return attendees;
}

/** A name fit for a quoted parameter: RFC 5545 has no way to write a double quote there. */
function commonName(participant: Participant): string {
  return oneLine(participant.name.replaceAll('"', '')) || participant.email;
}

function alarm(meeting: Meeting, minutes: number): Alarm {
  return {
    action: 'display',
    description: escapedText(summaryOf(meeting)),
    // A duration of nothing comes out of `ics` as "-PT", which is none.
    trigger: minutes > 0 ? { before: true, minutes } : meeting.start,
  };
}

/** `ics` escapes every text but an alarm's. */
function escapedText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&');
}

/** `ics` quotes even the parameters that RFC 5545 gives as bare words; names, the only free text, stand last. */
function unquoted(line: string): string {
  if (!line.startsWith('ATTENDEE;')) return line;
  const name = line.indexOf(';CN=');
  return line.slice(0, name).replace(/="([A-Z-]+)"/g, '=$1') + line.slice(name);
}

const encoder = new TextEncoder();

/** RFC 5545 section 3.1: at most 75 octets a line; a continued line begins with a space. No character is split. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

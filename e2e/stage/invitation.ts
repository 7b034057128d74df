import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import type { Received } from './inbox.ts';

/** What a calendar program makes of an invitation. Instants are epoch milliseconds. */
export interface Invitation {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly start: number;
  readonly end: number;
  readonly summary: string;
  readonly organizer: string;
  readonly attendees: readonly string[];
  readonly alarms: number;
}

/** The text of the mail's part that mail programs act on (`text/calendar` with a method); throws where there is none. */
export function calendarPart({ mail }: Received): string {
  const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  if (part === undefined) throw new Error(`no text/calendar part in "${mail.subject}"`);
  return part.content.toString('utf8');
}

/** Reads an invitation twice, with ical.js and with node-ical. */
export function readTwice(text: string): { first: Invitation; second: Invitation } {
  return { first: readByIcalJs(text), second: readByNodeIcal(text) };
}

const mailbox = (value: unknown) => String(value).replace(/^mailto:/i, '');

/** Reads one with ical.js; throws where it finds no event. */
export function readByIcalJs(text: string): Invitation {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const component = calendar.getFirstSubcomponent('vevent');
  if (component === null) throw new Error('ical.js finds no event');
  const event = new ICAL.Event(component);
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toUnixTime() * 1000,
    end: event.endDate.toUnixTime() * 1000,
    summary: event.summary,
    organizer: mailbox(event.organizer),
    attendees: event.attendees.map((attendee) => mailbox(attendee.getFirstValue())).sort(),
    alarms: component.getAllSubcomponents('valarm').length,
  };
}

/** Reads one with node-ical; throws where it finds no event. */
export function readByNodeIcal(text: string): Invitation {
  const calendar = nodeIcal.sync.parseICS(text);
  const event = Object.values(calendar).find((part) => part?.type === 'VEVENT');
  if (event?.type !== 'VEVENT') throw new Error('node-ical finds no event');
  const people = event.attendee === undefined ? [] : [event.attendee].flat();
  return {
    method: String(event.method),
    uid: event.uid,
    sequence: Number(event.sequence),
    start: event.start.getTime(),
    end: event.end?.getTime() ?? Number.NaN,
    summary: String(event.summary),
    organizer: mailbox(typeof event.organizer === 'string' ? event.organizer : event.organizer?.val),
    attendees: people.map((person) => mailbox(typeof person === 'string' ? person : person.val)).sort(),
    alarms: event.alarms?.length ?? 0,
  };
}

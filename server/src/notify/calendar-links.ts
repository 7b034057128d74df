import { instantText } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import { summaryOf, whereOf } from './meeting-words.ts';
import { manyLines } from './safe-text.ts';

/** A calendar's own page for a new entry, filled in; `name` is a proper name, the same in every language. */
export interface CalendarLink {
  readonly name: string;
  readonly url: string;
}

/** Longer texts make links that mail readers break. */
const DETAILS_LENGTH = 600;

/** What a link says of a meeting. */
interface Entry {
  readonly text: string;
  readonly location: string;
  readonly details: string;
  /** As the wire writes instants. */
  readonly start: string;
  readonly end: string;
}

const LINKS = {
  Google: ({ text, location, details, start, end }: Entry) =>
    link('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text,
      dates: `${compact(start)}/${compact(end)}`,
      location,
      details,
    }),
  Outlook: (entry: Entry) => link('https://outlook.live.com/calendar/0/action/compose', ofOutlook(entry)),
  'Office 365': (entry: Entry) => link('https://outlook.office.com/calendar/0/action/compose', ofOutlook(entry)),
  Yahoo: ({ text, location, details, start, end }: Entry) =>
    link('https://calendar.yahoo.com/', {
      v: '60',
      title: text,
      st: compact(start),
      et: compact(end),
      in_loc: location,
      desc: details,
    }),
};

/** The proper names of the calendars, in the order in which they are offered. */
type CalendarName = keyof typeof LINKS;
const EVERY = Object.keys(LINKS) as CalendarName[];

/** Where a meeting can be put into these calendars by hand. The links hold nothing but what every participant knows. */
export function calendarLinks(meeting: Meeting, names: readonly CalendarName[] = EVERY): CalendarLink[] {
  const entry = {
    text: summaryOf(meeting),
    location: whereOf(meeting),
    details: manyLines(meeting.description).slice(0, DETAILS_LENGTH).toWellFormed(),
    start: instantText(meeting.start),
    end: instantText(meeting.end),
  };
  return names.map((name) => ({ name, url: LINKS[name](entry) }));
}

function ofOutlook({ text, location, details, start, end }: Entry): Record<string, string> {
  return {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: text,
    startdt: start,
    enddt: end,
    location,
    body: details,
  };
}

function link(address: string, parameters: Record<string, string>): string {
  const kept = Object.entries(parameters).filter(([, value]) => value !== '');
  return `${address}?${kept.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

function compact(instant: string): string {
  return instant.replace(/[-:]/g, '');
}

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

/** Where a meeting can be put into a calendar by hand. The links hold nothing but what every participant knows. */
export function calendarLinks(meeting: Meeting): CalendarLink[] {
  const text = summaryOf(meeting);
  const location = whereOf(meeting);
  const details = manyLines(meeting.description).slice(0, DETAILS_LENGTH).toWellFormed();
  const [start, end] = [instantText(meeting.start), instantText(meeting.end)];
  const outlook = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: text,
    startdt: start,
    enddt: end,
    location,
    body: details,
  };
  return [
    {
      name: 'Google',
      url: link('https://calendar.google.com/calendar/render', {
        action: 'TEMPLATE',
        text,
        dates: `${compact(start)}/${compact(end)}`,
        location,
        details,
      }),
    },
    { name: 'Outlook', url: link('https://outlook.live.com/calendar/0/action/compose', outlook) },
    { name: 'Office 365', url: link('https://outlook.office.com/calendar/0/action/compose', outlook) },
    {
      name: 'Yahoo',
      url: link('https://calendar.yahoo.com/', {
        v: '60',
        title: text,
        st: compact(start),
        et: compact(end),
        in_loc: location,
        desc: details,
      }),
    },
  ];
}

function link(address: string, parameters: Record<string, string>): string {
  const kept = Object.entries(parameters).filter(([, value]) => value !== '');
  return `${address}?${kept.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

function compact(instant: string): string {
  return instant.replace(/[-:]/g, '');
}

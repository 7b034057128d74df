import type { BookedView } from '../shared/api.ts';

/**
 * Addresses that open a filled-in event in the calendars that have such a page: `[name, address]`.
 * Sources: https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs (google, outlook-web, yahoo).
 */
export function calendarLinks({
  title,
  start,
  end,
  location,
  joinUrl,
  description,
}: BookedView['meeting']): [string, string][] {
  const place = location.address ?? joinUrl ?? location.label ?? '';
  const details = [description, joinUrl].filter(Boolean).join('\n\n');
  const basic = (instant: string) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
  // Outlook shows a plus where a space was meant.
  const link = (page: string, fields: Record<string, string>) =>
    `https://${page}?${`${new URLSearchParams(fields)}`.replaceAll('+', '%20')}`;
  const outlook = (name: string): string =>
    link(`outlook.${name}.com/calendar/0/action/compose`, {
      rru: 'addevent',
      subject: title,
      startdt: start,
      enddt: end,
      location: place,
      body: details,
    });
  return [
    [
      'Google',
      link('calendar.google.com/calendar/render', {
        action: 'TEMPLATE',
        text: title,
        dates: `${basic(start)}/${basic(end)}`,
        location: place,
        details,
      }),
    ],
    ['Outlook', outlook('live')],
    ['Office 365', outlook('office')],
    [
      'Yahoo',
      link('calendar.yahoo.com/', {
        v: '60',
        title,
        st: basic(start),
        et: basic(end),
        in_loc: place,
        desc: details,
      }),
    ],
  ];
}

import { expect, it } from 'vitest';
import type { BookedView } from '../shared/api.ts';
import { calendarLinks } from './calendar-links.ts';

const meeting = {
  title: 'Tea & plans +1',
  start: '2026-11-24T14:00:00Z',
  end: '2026-11-24T14:30:00Z',
  location: { kind: 'video' },
  joinUrl: 'https://meet.example.com/a?b=1',
  description: 'Bring drawings',
} as BookedView['meeting'];

it('leads to the four calendars with a page for it, with the same meeting filled in', () => {
  const links = calendarLinks(meeting).map(([name, address]) => [name, new URL(address)] as const);
  expect(links.map(([name, { host }]) => [name, host])).toEqual([
    ['Google', 'calendar.google.com'],
    ['Outlook', 'outlook.live.com'],
    ['Office 365', 'outlook.office.com'],
    ['Yahoo', 'calendar.yahoo.com'],
  ]);
  const [google, outlook, , yahoo] = links.map(([, { searchParams }]) => Object.fromEntries(searchParams));
  expect(google).toMatchObject({ text: 'Tea & plans +1', dates: '20261124T140000Z/20261124T143000Z' });
  expect(outlook).toMatchObject({ subject: 'Tea & plans +1', startdt: '2026-11-24T14:00:00Z' });
  expect(yahoo).toMatchObject({
    title: 'Tea & plans +1',
    st: '20261124T140000Z',
    in_loc: 'https://meet.example.com/a?b=1',
  });
});

it('writes spaces so that no calendar shows a plus in their place', () => {
  for (const [, address] of calendarLinks(meeting)) {
    expect(address).not.toContain('+');
    expect(address).toContain('Tea%20%26%20plans%20%2B1');
  }
});

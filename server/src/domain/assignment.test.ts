import { expect, test } from 'vitest';
import { type HostCalendar, inOrderOfPreference } from './assignment.ts';

const MONDAY = Date.parse('2026-06-01T09:00:00Z');
const HOUR = 3_600_000;

/** A host with an hour's meeting at each of `hours` after Monday 09:00 UTC. */
function host(
  hostId: string,
  lastBookedAt: number | null,
  hours: readonly number[] = [],
  timeZone = 'UTC',
): HostCalendar {
  const busy = hours.map((hour) => ({
    kind: 'meeting' as const,
    start: MONDAY + hour * HOUR,
    end: MONDAY + (hour + 1) * HOUR,
  }));
  return { hostId, schedule: { timeZone, rules: [], overrides: [] }, busy, dailyLimit: null, lastBookedAt };
}

const order = (...hosts: HostCalendar[]) => inOrderOfPreference(hosts, MONDAY).map((one) => one.hostId);

test('whoever was booked least recently comes first, and never comes before that', () => {
  expect(order(host('a', 300), host('b', null), host('c', 100), host('d', 200))).toEqual(['b', 'c', 'd', 'a']);
});

test('the fewest meetings in that week decide between equals, then the id', () => {
  expect(order(host('a', 7, [1, 2]), host('b', 7, [30]), host('d', 7), host('c', 7))).toEqual(['c', 'd', 'b', 'a']);
});

test('the week is that of the host’s own calendar', () => {
  // Ten hours before Monday 09:00 UTC it was Sunday in London and Monday in Tokyo.
  expect(order(host('tokyo', 7, [-10], 'Asia/Tokyo'), host('utc', 7, [-10]))).toEqual(['utc', 'tokyo']);
});

test('events of a calendar do not count as meetings', () => {
  const eventful = host('b', 7, [1, 2]);
  const busy = eventful.busy.map((entry) => ({ ...entry, kind: 'external' as const }));
  expect(order(host('c', 7, [1]), { ...eventful, busy })).toEqual(['b', 'c']);
});

test('the given list is left as it was', () => {
  const hosts = [host('b', null), host('a', null)];
  expect(inOrderOfPreference(hosts, MONDAY).map((one) => one.hostId)).toEqual(['a', 'b']);
  expect(hosts.map((one) => one.hostId)).toEqual(['b', 'a']);
});

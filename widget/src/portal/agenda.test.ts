import { expect, it } from 'vitest';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { agendaOf, isAhead } from './agenda.ts';

const NOW = Date.parse('2027-03-02T07:00:00Z');
const PARIS = [{ from: 0, minutes: 60 }];

const meeting = (id: string, start: string, more: Partial<PortalMeetingView> = {}) =>
  ({
    id,
    status: 'confirmed',
    start,
    end: new Date(Date.parse(start) + 1_800_000).toISOString(),
    ...more,
  }) as PortalMeetingView;

const ids = (meetings: readonly PortalMeetingView[] = []) => meetings.map(({ id }) => id);

it('the next meeting is the first that is not over, also while it goes on', () => {
  const all = [
    meeting('over', '2027-03-02T06:00:00Z'),
    meeting('on', '2027-03-02T06:45:00Z'),
    meeting('later', '2027-03-02T09:00:00Z'),
  ];
  const { next, days } = agendaOf(all, PARIS, NOW, false);
  expect(next?.id).toBe('on');
  expect([...days].map(([date, list]) => [date, ids(list)])).toEqual([['2027-03-02', ['later']]]);
});

it('days are those of the zone shown', () => {
  const all = [
    meeting('a', '2027-03-02T09:00:00Z'),
    meeting('b', '2027-03-02T23:30:00Z'),
    meeting('c', '2027-03-03T10:00:00Z'),
  ];
  expect([...agendaOf(all, PARIS, NOW, false).days.keys()]).toEqual(['2027-03-03']);
  expect([...agendaOf(all, [{ from: 0, minutes: 0 }], NOW, false).days.keys()]).toEqual(['2027-03-02', '2027-03-03']);
});

it('cancelled meetings are counted, shown on demand, and never the next', () => {
  const all = [
    meeting('off', '2027-03-02T08:00:00Z', { status: 'cancelled' }),
    meeting('a', '2027-03-02T09:00:00Z', { status: 'scheduled' }),
    meeting('gone', '2027-03-01T09:00:00Z', { status: 'cancelled' }),
  ];
  const hidden = agendaOf(all, PARIS, NOW, false);
  expect([hidden.next?.id, hidden.cancelled, hidden.days.size]).toEqual(['a', 1, 0]);
  expect(ids(agendaOf(all, PARIS, NOW, true).days.get('2027-03-02'))).toEqual(['off']);
});

it('nothing ahead is no agenda', () => {
  expect(agendaOf([meeting('x', '2027-03-01T09:00:00Z')], PARIS, NOW, true)).toEqual({
    next: null,
    days: new Map(),
    cancelled: 0,
  });
});

it('what is finished is not ahead, whatever its end', () => {
  expect(isAhead(meeting('a', '2027-03-02T09:00:00Z', { status: 'completed' }), NOW)).toBe(false);
});

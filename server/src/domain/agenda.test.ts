import { expect, test } from 'vitest';
import { agendaDue } from './agenda.ts';

const host = { reminders: 'agenda', agendaMinutes: 420, timeZone: 'Europe/Paris' } as const;
const due = (at: string, more: object = {}) => agendaDue({ ...host, ...more }, Date.parse(at));

test('the agenda is due from the host’s own time until their noon, and at no other', () => {
  expect(due('2026-11-24T05:59:59Z')).toBeNull();
  expect(due('2026-11-24T06:00:00Z')).toEqual({
    date: '2026-11-24',
    from: Date.parse('2026-11-23T23:00:00Z'),
    to: Date.parse('2026-11-24T23:00:00Z'),
    until: Date.parse('2026-11-24T11:00:00Z'),
  });
  expect(due('2026-11-24T10:59:59Z')?.date).toBe('2026-11-24');
  expect(due('2026-11-24T11:00:00Z')).toBeNull();
  expect(due('2026-11-24T21:00:00Z', { timeZone: 'Asia/Tokyo' })).toBeNull();
  expect(due('2026-11-24T22:00:00Z', { timeZone: 'Asia/Tokyo' })?.date).toBe('2026-11-25');
});

test('a host who wants each reminder, or none, has no agenda', () => {
  for (const reminders of ['each', 'none']) expect(due('2026-11-24T08:00:00Z', { reminders })).toBeNull();
});

test.each([
  ['Europe/Paris', '2026-03-29', '02:30, which is skipped', 150, '2026-03-29T01:30:00Z', 23],
  ['Europe/Paris', '2026-10-25', '02:30, which comes twice', 150, '2026-10-25T00:30:00Z', 25],
  ['America/New_York', '2026-03-08', '02:30, which is skipped', 150, '2026-03-08T07:30:00Z', 23],
  ['America/New_York', '2026-11-01', '01:30, which comes twice', 90, '2026-11-01T05:30:00Z', 25],
])('in %s on %s at %s', (timeZone, date, _, agendaMinutes, at, hours) => {
  const terms = { ...host, timeZone, agendaMinutes };
  expect(agendaDue(terms, Date.parse(at) - 1)).toBeNull();
  const day = agendaDue(terms, Date.parse(at));
  expect(day?.date).toBe(date);
  expect(((day?.to ?? 0) - (day?.from ?? 0)) / 3_600_000).toBe(hours);
});

import { expect, test } from 'vitest';
import { agendaItem } from '../domain/agenda.ts';
import type { OwedAgendaMail } from '../domain/mail.ts';
import { composeAgendaMail } from './agenda-message.ts';
import { sampleMeeting } from './sample-meeting.ts';

const HOUR = 3_600_000;
const site = { publicUrl: 'https://book.example', mailFrom: 'booking@book.example' };
const one = sampleMeeting();
const two = sampleMeeting({
  start: one.start + 2 * HOUR,
  end: one.end + 2 * HOUR,
  title: '<b>Plans</b>',
  joinUrl: null,
});
const owed = (locale: string, meetings = [one, two]): OwedAgendaMail => ({
  template: 'host_agenda',
  recipient: { name: 'Camille', email: 'camille@rooms.example', timeZone: 'Europe/Paris', locale },
  messageId: '<1@book.example>',
  date: '2026-11-24',
  until: one.start,
  meetings: meetings.map(agendaItem),
});

test.each([
  ['en', 'Tuesday 24 November 2026: 2 meetings', 'You have 2 meetings today.'],
  ['fr', 'Mardi 24 novembre 2026\u00a0: 2\u00a0rendez-vous', 'Vous avez 2\u00a0rendez-vous aujourd’hui.'],
])('says the day, and how many meetings it has (%s)', (locale, subject, lead) => {
  const mail = composeAgendaMail(owed(locale), site);
  expect(mail.subject).toBe(subject);
  expect(mail.text.split('\n')[0]).toBe(lead);
  expect(mail.to).toEqual({ name: 'Camille', address: 'camille@rooms.example' });
  expect(mail.invitation).toBeNull();
});

test('lists each meeting by the host’s clock, with its client and the way in, and escapes what people typed', () => {
  const { text, html } = composeAgendaMail(owed('en'), site);
  expect(text).toContain(
    '14:00–14:30:\n  Introduction\n  Ada Lovelace\n  Video call\n  Join the call: https://meet.example.com/room-7f3a9c',
  );
  expect(text).toContain('16:00–16:30:\n  <b>Plans</b>\n  Ada Lovelace');
  expect(html).not.toContain('<b>Plans');
  expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://meet.example.com/room-7f3a9c"']);
});

test('one meeting is one meeting', () => {
  expect(composeAgendaMail(owed('en', [one]), site).subject).toBe('Tuesday 24 November 2026: 1 meeting');
});

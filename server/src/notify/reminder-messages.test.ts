import { expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import { reminderMailJobs } from '../domain/reminder-mail.ts';
import { composeMail } from './messages.ts';
import { sampleMeeting } from './sample-meeting.ts';

const HOUR = 3_600_000;
const portalUrl = 'https://booking.example.com/portal/tok';
const sending = { portalUrl, publicUrl: 'https://booking.example.com', mailFrom: 'booking@example.com' };

function mails(hoursBefore: number, change: Parameters<typeof sampleMeeting>[0] = {}): OwedMail[] {
  const meeting = sampleMeeting(change);
  const now = meeting.start - hoursBefore * HOUR;
  const hostIds = new Set(meeting.participants.flatMap(({ hostId }) => hostId ?? []));
  return reminderMailJobs(meeting, {
    newMessageId: () => '<1@booking.example.com>',
    portalTokenId: 'ptk_1',
    open: { canMove: true, canCancel: true, until: meeting.start - HOUR },
    minutes: hoursBefore * 60,
    hostIds,
    now,
  }).map(({ payload }) => payload);
}

test('each reader is told how near it is, by their own clock and in their own language', () => {
  expect(mails(24).map((owed) => composeMail(owed, sending).text.split('\n')[0])).toEqual([
    'Your meeting with Camille Martin is tomorrow.',
    expect.stringMatching(/^Votre rendez-vous avec Ada Lovelace a lieu demain\.$/),
    expect.stringMatching(/^The meeting of Ada Lovelace with Camille Martin is tomorrow\.$/),
  ]);
  const [client] = mails(1).map((owed) => composeMail(owed, sending));
  expect(client?.text).toMatch(/^Your meeting with Camille Martin is in 1 hour\.\n/);
  expect(client?.subject).toMatch(/^Reminder: /);
});

test('the button joins the call, and the client can move or cancel by their links; no invitation goes along', () => {
  const [client, host, guest] = mails(24).map((owed) => composeMail(owed, sending));
  const first = (html = '') => html.match(/class="mb-fill"[^>]*><a href="([^"]*)"/)?.[1];
  for (const mail of [client, host, guest]) {
    expect(first(mail?.html)).toBe('https://meet.example.com/room-7f3a9c');
    expect(mail?.invitation).toBeNull();
  }
  expect(client?.text).toContain(`Move: ${portalUrl}#move`);
  expect(client?.text).toContain(`Cancel: ${portalUrl}#cancel`);
  for (const mail of [host, guest]) expect(mail?.text).not.toContain('#move');
});

test('where people meet in person the button leads the client to their meeting', () => {
  const place = { location: { kind: 'in_person', label: 'Studio', address: '1 rue A' }, joinUrl: null } as const;
  const [client] = mails(24, place).map((owed) => composeMail(owed, sending));
  expect(client?.text).toContain(`See your meeting\n${portalUrl}`);
});

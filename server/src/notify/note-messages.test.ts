import { expect, test } from 'vitest';
import type { Note } from '../domain/note.ts';
import { noteMailJobs } from '../domain/note-mail.ts';
import { composeMail } from './messages.ts';
import { sampleHost, sampleMeeting } from './sample-meeting.ts';

const PORTAL = 'https://booking.example.com/portal/ptk_01.5ec2e7';
const sending = { publicUrl: 'https://booking.example.com', mailFrom: 'booking@rooms.example' };

const note = (role: 'client' | 'host', body: string, minute = 0): Note => ({
  id: `not_${minute}`,
  meetingId: 'mtg_1',
  author: { role, id: 'x', name: role === 'client' ? 'Ada Lovelace' : 'Camille Martin' },
  body,
  sharedAt: Date.parse('2026-11-23T13:05:00Z') + minute * 60_000,
  createdAt: 0,
  updatedAt: 0,
  revisions: [],
});

function mail(notes: Note[], meeting = sampleMeeting()) {
  const jobs = noteMailJobs(meeting, notes, { newMessageId: () => '<1@b.example>', portalTokenId: 'ptk_01', now: 0 });
  const [job] = jobs;
  if (!job) throw new Error('no mail is owed');
  const portalUrl = job.payload.portalTokenId === undefined ? null : PORTAL;
  return { jobs, ...composeMail(job.payload, { ...sending, portalUrl }) };
}

test('a client reads who wrote when, by their own clock, and answers by their own link', () => {
  const { subject, text, html, replyTo, invitation } = mail([note('host', 'Please bring the plans.\n\nAnd the keys.')]);
  expect(subject).toBe('New note: Tuesday, Nov 24, 8:00\u00a0AM: Introduction with Camille Martin');
  expect(text).toContain(
    'Camille Martin, Monday, November 23, 8:05\u00a0AM\n  Please bring the plans.\n\n  And the keys.',
  );
  expect(html).toContain('Please bring the plans.<br><br>And the keys.');
  for (const part of [text, html]) expect(part).toContain(PORTAL);
  expect(replyTo.address).toBe('camille@rooms.example');
  expect(invitation).toBeNull();
});

test('a host reads every text in French, in order, without the client’s link', () => {
  const { subject, text, html, jobs } = mail([note('client', 'Second', 3), note('client', 'Premier')]);
  expect(subject).toBe('Nouvelles notes\u00a0: mardi 24 nov. à\u00a014\u00a0h, Introduction avec Ada Lovelace');
  expect(text).toContain('Ada Lovelace a écrit des notes sur son rendez-vous avec vous.');
  expect(text).toContain('Ada Lovelace, lundi 23 novembre à\u00a014\u00a0h\u00a005\n  Premier');
  expect(text.indexOf('Premier')).toBeLessThan(text.indexOf('Second'));
  for (const part of [text, html]) expect(part).not.toContain('/portal/');
  expect(JSON.stringify(jobs)).not.toContain('ptk_01');
});

test('each host of the meeting is written to, and no guest', () => {
  const participants = [...sampleMeeting().participants, sampleHost({ email: 'ben@rooms.example', hostId: 'hst_2' })];
  const { jobs } = mail([note('client', 'Hello')], sampleMeeting({ participants }));
  expect(jobs.map(({ payload }) => payload.recipient.email)).toEqual(['camille@rooms.example', 'ben@rooms.example']);
});

test('what was typed stays text, and only web addresses become links', () => {
  const body = '<img src=x onerror=alert(1)> https://example.com/a?b=1&c="2\n-- \njavascript:alert(1)\u202e';
  const { text, html } = mail([note('host', body)]);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).toContain('href="https://example.com/a?b=1&amp;c="');
  expect(html).not.toMatch(/<img|href="javascript/);
  expect(html + text).not.toContain('\u202e');
  // What follows a line "-- " would be taken for the mail's signature.
  expect(text.match(/^-- $/gm)).toHaveLength(1);
});

test('of a cancelled meeting the client still gets the way to the notes', () => {
  const { html } = mail([note('host', 'A pity.')], sampleMeeting({ status: 'cancelled' }));
  expect(html).toContain(PORTAL);
});

test('no mail is owed for notes that are private', () => {
  const hidden = { ...note('host', 'between us'), sharedAt: null };
  const options = { newMessageId: () => '', portalTokenId: '', now: 0 };
  expect(noteMailJobs(sampleMeeting(), [hidden], options)).toEqual([]);
});

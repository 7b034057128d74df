import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { describe, expect, it, vi } from 'vitest';
import type { Meeting } from '../domain/meeting.ts';
import { meetingInvite } from './invite.ts';
import { sampleClient, sampleGuest, sampleHost, sampleMeeting } from './sample-meeting.ts';

const request = (change: Partial<Meeting> = {}, mailFrom: string | null = 'booking@rooms.example') =>
  meetingInvite(sampleMeeting(change), { method: 'REQUEST', mailFrom });

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (!event || events.length !== 1) throw new Error('not one event');
  const value = (name: string) => event.getFirstPropertyValue(name)?.toString() ?? null;
  const attendees = event.getAllProperties('attendee').map((property) => ({
    address: String(property.getFirstValue()).toLowerCase(),
    name: property.getParameter('cn'),
    role: property.getParameter('role'),
    partstat: property.getParameter('partstat'),
    rsvp: property.getParameter('rsvp'),
  }));
  return { calendar, event, value, attendees };
}

describe('meetingInvite', () => {
  it('asks everyone, hosts included, in the name of the first host', () => {
    const { calendar, event, value, attendees } = read(request());
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect([value('status'), value('sequence'), value('uid')]).toEqual(['CONFIRMED', '0', sampleMeeting().uid]);
    // Some readers take the bare words of RFC 5545 only as such.
    expect(request().replaceAll('\r\n ', '')).toContain(
      ';CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN="Ada',
    );
    const organizer = event.getFirstProperty('organizer');
    expect(String(organizer?.getFirstValue()).toLowerCase()).toBe('mailto:camille@rooms.example');
    expect(organizer?.getParameter('cn')).toBe('Camille Martin');
    expect(String(organizer?.getParameter('sent-by')).toLowerCase()).toBe('mailto:booking@rooms.example');
    expect(attendees).toEqual([
      {
        address: 'mailto:ada@example.com',
        name: 'Ada Lovelace',
        role: 'REQ-PARTICIPANT',
        partstat: 'NEEDS-ACTION',
        rsvp: 'TRUE',
      },
      {
        address: 'mailto:camille@rooms.example',
        name: 'Camille Martin',
        role: 'CHAIR',
        partstat: 'ACCEPTED',
        rsvp: 'FALSE',
      },
      {
        address: 'mailto:bob@example.net',
        name: 'bob@example.net',
        role: 'OPT-PARTICIPANT',
        partstat: 'NEEDS-ACTION',
        rsvp: 'TRUE',
      },
    ]);
  });

  it('says nothing of a sender that is the organizer or nobody', () => {
    for (const from of [null, 'Camille@rooms.example']) expect(request({}, from)).not.toContain('SENT-BY');
  });

  it('holds the times as UTC, whatever zone the process lives in', () => {
    for (const zone of ['America/New_York', 'Asia/Kathmandu', 'UTC']) {
      vi.stubEnv('TZ', zone);
      expect(request().split('\r\n')).toEqual(
        expect.arrayContaining([
          'DTSTART:20261124T130000Z',
          'DTEND:20261124T133000Z',
          'DTSTAMP:20261120T093000Z',
          'CREATED:20261120T093000Z',
          'LAST-MODIFIED:20261120T093000Z',
        ]),
      );
    }
    vi.unstubAllEnvs();
  });

  it('takes back with CANCEL: the same UID, the raised SEQUENCE, no alarm', () => {
    const text = meetingInvite(sampleMeeting({ sequence: 3, status: 'cancelled' }), {
      method: 'CANCEL',
      mailFrom: null,
    });
    const { calendar, event, value, attendees } = read(text);
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect([value('status'), value('sequence'), value('uid')]).toEqual(['CANCELLED', '3', sampleMeeting().uid]);
    expect(attendees).toHaveLength(3);
    expect(event.getAllSubcomponents('valarm')).toEqual([]);
  });

  it('is tentative while it awaits confirmation', () => {
    expect(read(request({ status: 'scheduled' })).value('status')).toBe('TENTATIVE');
  });

  it('has an alarm for each reminder, at the start itself too', () => {
    const { event } = read(request({ reminderMinutes: [1440, 60, 0] }));
    const alarms = event.getAllSubcomponents('valarm');
    expect(alarms.map((alarm) => alarm.getFirstPropertyValue('trigger')?.toString())).toEqual([
      '-PT1440M',
      '-PT60M',
      '2026-11-24T13:00:00Z',
    ]);
    expect(alarms.every((alarm) => alarm.getFirstPropertyValue('action') === 'DISPLAY')).toBe(true);
    expect(alarms.every((alarm) => String(alarm.getFirstPropertyValue('description')).includes('Introduction'))).toBe(
      true,
    );
  });

  it('names the place: the link of a call, else label and address', () => {
    expect(read(request()).value('location')).toBe('https://meet.example.com/room-7f3a9c');
    const room = { kind: 'in_person', label: 'Studio; 2', address: '1, rue X\\Y' } as const;
    expect(read(request({ location: room, joinUrl: null })).value('location')).toBe('Studio; 2, 1, rue X\\Y');
  });

  it('lists an address once', () => {
    const participants = [sampleClient(), sampleHost(), sampleGuest({ email: 'ADA@example.com' })];
    expect(read(request({ participants })).attendees.map(({ address }) => address)).toEqual([
      'mailto:ada@example.com',
      'mailto:camille@rooms.example',
    ]);
  });

  it('keeps private what only some may know', () => {
    const text = request().replaceAll('\r\n ', '');
    for (const secret of ['talk about', 'newsletter', 'portal']) expect(text).not.toContain(secret);
  });
});

const NASTY = [
  'Eve\r\nATTENDEE:mailto:eve@evil.example',
  'Eve\nEND:VEVENT\nBEGIN:VEVENT\nUID:other',
  'Eve\rX-EVIL:1',
  'Eve\u2028X-EVIL:1\u2029X-EVIL:2\u0085X-EVIL:3',
  'Eve\u000bX-EVIL:1\u000cX-EVIL:2\u0000',
  '"; X-EVIL=1:mailto:eve@evil.example',
  'a;b,c:d\\n e\\,f\\;g\\\\',
  "^n ^' ^^",
  '🦊'.repeat(60),
  'é'.repeat(150),
  'שלום \u202eעולם\u202c',
  'lone \ud83e surrogate',
  `=?utf-8?Q?=0D=0AX-EVIL:1?= ${'x'.repeat(150)}`,
];

describe('meetingInvite, whatever people type', () => {
  const fields: Record<string, (text: string) => Partial<Meeting>> = {
    title: (title) => ({ title }),
    description: (description) => ({ description }),
    'place label': (label) => ({ location: { kind: 'in_person', label }, joinUrl: null }),
    'place address': (address) => ({ location: { kind: 'in_person', address }, joinUrl: null }),
    'link of the call': (joinUrl) => ({ joinUrl }),
    'name of the client': (name) => ({ participants: [sampleClient({ name }), sampleHost(), sampleGuest()] }),
    'name of the host': (name) => ({ participants: [sampleClient(), sampleHost({ name }), sampleGuest()] }),
    'name of a guest': (name) => ({ participants: [sampleClient(), sampleHost(), sampleGuest({ name })] }),
    uid: (uid) => ({ uid }),
  };

  it.each(Object.entries(fields))('stays one event with its own properties: %s', (_field, change) => {
    for (const text of NASTY) {
      const written = request(change(text));
      const { event, attendees } = read(written);
      const names = new Set(event.getAllProperties().map(({ name }) => name));
      expect([...names].filter((name) => name.startsWith('x-'))).toEqual([]);
      expect(attendees.map(({ address }) => address)).toEqual([
        'mailto:ada@example.com',
        'mailto:camille@rooms.example',
        'mailto:bob@example.net',
      ]);
      expect(event.getAllProperties('uid')).toHaveLength(1);
      const events = Object.values(nodeIcal.sync.parseICS(written)).filter((one) => one?.type === 'VEVENT');
      expect(events).toHaveLength(1);
      const [again] = events;
      const people = again && 'attendee' in again ? [again.attendee].flat() : [];
      expect(people).toHaveLength(3);
    }
  });

  it.each(Object.entries(fields))('folds at 75 octets and splits no character: %s', (_field, change) => {
    for (const text of NASTY) {
      const lines = request(change(text)).split('\r\n');
      expect(lines.join('')).not.toMatch(/[\r\n]/);
      for (const line of lines) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line.isWellFormed()).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      }
    }
  });

  it('gives back what was typed', () => {
    const title = 'Plans; walls, doors \\ windows: 50 % “done” 🦊';
    const description = 'One, two;\nthree \\n four';
    const { value, attendees } = read(
      request({ title, description, participants: [sampleClient({ name: "Ada, O'Neil; PhD: x" }), sampleHost()] }),
    );
    expect(value('summary')).toContain(title);
    expect(value('description')).toContain(description);
    const alarms = request({ title }).replaceAll('\r\n ', '').split('BEGIN:VALARM').slice(1);
    expect(alarms.every((alarm) => alarm.includes('DESCRIPTION:Plans\\; walls\\, doors \\\\ windows'))).toBe(true);
    expect(attendees[0]?.name).toBe("Ada, O'Neil; PhD: x");
  });
});

import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { MailedChange, OwedMail } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { cancelled, changed, confirmed, type MeetingEdits } from '../domain/meeting-changes.ts';
import { composeMail } from './messages.ts';
import { sampleMails, sampleMeeting } from './sample-meeting.ts';

const sending = { portalUrl: null, publicUrl: 'https://booking.example.com', mailFrom: 'booking@rooms.example' };
const HOUR = 3_600_000;
const now = Date.parse('2026-11-21T09:00:00Z');
const asks = { requiresConfirmation: true, confirmationDeadlineMinutes: 60 };
const asksNothing = { ...asks, requiresConfirmation: false };

interface Entry {
  readonly sequence: number;
  readonly start: string;
  readonly status: string;
  readonly attendees: number;
}

/** A calendar as RFC 5546 has it: a REQUEST writes an event, a CANCEL takes it out, an older SEQUENCE does nothing. */
class Calendar {
  readonly entries = new Map<string, Entry>();

  receive({ invitation }: ReturnType<typeof composeMail>): void {
    if (!invitation) return;
    const calendar = new ICAL.Component(ICAL.parse(invitation.content));
    expect(calendar.getFirstPropertyValue('method')).toBe(invitation.method);
    const events = calendar.getAllSubcomponents('vevent');
    expect(events).toHaveLength(1);
    const event = new ICAL.Event(events[0]);
    const held = this.entries.get(event.uid);
    if (held && event.sequence < held.sequence) return;
    if (invitation.method === 'CANCEL') {
      this.entries.delete(event.uid);
      return;
    }
    this.entries.set(event.uid, {
      sequence: event.sequence,
      start: event.startDate.toString(),
      status: String(event.component.getFirstPropertyValue('status')),
      attendees: event.attendees.length,
    });
  }
}

/** Everybody's calendar, by address, after each mail in its order. */
function story() {
  const calendars = new Map<string, Calendar>();
  let meeting = sampleMeeting();
  const post = (mails: readonly OwedMail[]) => {
    for (const owed of mails) {
      const { email } = owed.recipient;
      const calendar = calendars.get(email) ?? new Calendar();
      calendars.set(email, calendar);
      calendar.receive(composeMail(owed, sending));
    }
  };
  post(sampleMails(meeting));
  return {
    become(after: Meeting, change: MailedChange, by: 'client' | 'host' | 'system') {
      post(sampleMails(after, change, { before: meeting, by }));
      meeting = after;
    },
    edit(edits: MeetingEdits, by: 'client' | 'host', rules = asksNothing) {
      const after = changed(meeting, edits, { by, now, rules });
      this.become(after, after.start === meeting.start ? 'changed' : 'moved', by);
    },
    get meeting() {
      return meeting;
    },
    held: (email: string) => [...(calendars.get(email)?.entries.values() ?? [])],
  };
}

const EVERYBODY = ['ada@example.com', 'camille@rooms.example', 'bob@example.net'];

describe('what calendars make of the invitations', () => {
  it('is one event that is written, moves, and goes', () => {
    const told = story();
    for (const email of EVERYBODY)
      expect(told.held(email)).toMatchObject([{ sequence: 0, start: '2026-11-24T13:00:00Z' }]);
    told.edit({ start: told.meeting.start + HOUR }, 'client');
    for (const email of EVERYBODY) {
      expect(told.held(email)).toEqual([
        { sequence: 1, start: '2026-11-24T14:00:00Z', status: 'CONFIRMED', attendees: 3 },
      ]);
    }
    told.become(cancelled(told.meeting, 'client', null, now), 'cancelled', 'client');
    for (const email of EVERYBODY) expect(told.held(email)).toEqual([]);
  });

  it('is tentative while a moved meeting awaits its host, and certain or gone once they have answered', () => {
    for (const isAgreed of [true, false]) {
      const told = story();
      told.edit({ start: told.meeting.start + HOUR }, 'client', asks);
      for (const email of EVERYBODY) expect(told.held(email)).toMatchObject([{ sequence: 1, status: 'TENTATIVE' }]);
      if (isAgreed) told.become(confirmed(told.meeting, now), 'confirmed', 'host');
      else told.become(cancelled(told.meeting, 'host', null, now), 'declined', 'host');
      for (const email of EVERYBODY) {
        expect(told.held(email)).toMatchObject(isAgreed ? [{ sequence: 2, status: 'CONFIRMED' }] : []);
        expect(told.held(email)).toHaveLength(isAgreed ? 1 : 0);
      }
    }
  });

  it('comes to a guest who is added, goes from one who is removed, and stays with everybody else', () => {
    const told = story();
    told.edit({ guests: ['eve@example.net'] }, 'client');
    expect(told.held('bob@example.net')).toEqual([]);
    for (const email of ['ada@example.com', 'camille@rooms.example', 'eve@example.net']) {
      expect(told.held(email)).toMatchObject([{ sequence: 1, status: 'CONFIRMED', attendees: 3 }]);
    }
  });

  it('uninvites one guest by name, and says nothing of the meeting’s own state', () => {
    const before = sampleMeeting();
    const after = changed(before, { guests: [] }, { by: 'host', now, rules: asksNothing });
    const removed = sampleMails(after, 'changed', { before, by: 'host' }).find(
      ({ template }) => template === 'guest_removed',
    );
    const content = composeMail(removed as OwedMail, sending).invitation?.content ?? '';
    expect(content).toContain('METHOD:CANCEL');
    expect(content).not.toContain('STATUS:');
    expect(content.match(/^ATTENDEE/gm)).toHaveLength(1);
    expect(content.replaceAll('\r\n ', '')).toContain('mailto:bob@example.net');
  });
});

import { type MailedChange, type MailOptions, type OwedMail, owedMails } from '../domain/mail.ts';
import type { Meeting, Participant } from '../domain/meeting.ts';

/** A confirmed video call of Ada in New York with Camille in Paris and a guest, 24 November 2026, 14:00–14:30 in Paris. */
export function sampleMeeting(change: Partial<Meeting> = {}): Meeting {
  return {
    id: 'mtg_01kc2t3rp0sample',
    uid: 'mtg_01kc2t3rp0sample@booking.example.com',
    sequence: 0,
    revision: 1,
    status: 'confirmed',
    type: { id: 'typ_1', slug: 'introduction', title: 'Introduction', locale: 'en' },
    clientId: 'cli_1',
    title: 'Introduction',
    description: 'We would like to look at the plans together.\nThe attic first, please.',
    location: { kind: 'video', label: 'Video call' },
    joinUrl: 'https://meet.example.com/room-7f3a9c',
    start: Date.parse('2026-11-24T13:00:00Z'),
    end: Date.parse('2026-11-24T13:30:00Z'),
    durationMinutes: 30,
    timeZone: 'America/New_York',
    locale: 'en-US',
    participants: [sampleClient(), sampleHost(), sampleGuest()],
    answers: [
      { key: 'topic', label: 'What shall we talk about?', value: 'The attic' },
      { key: 'first', label: 'Is this your first project?', value: true },
    ],
    metadata: { utm_source: 'newsletter' },
    reminderMinutes: [1440, 60],
    moves: 0,
    invited: change.status !== 'scheduled',
    confirmBy: null,
    notesSharedAt: null,
    createdAt: Date.parse('2026-11-20T09:30:00Z'),
    updatedAt: Date.parse('2026-11-20T09:30:00Z'),
    cancelledAt: null,
    cancelledBy: null,
    cancellationReason: null,
    ...change,
  };
}

/** Its client. */
export function sampleClient(change: Partial<Participant> = {}): Participant {
  return {
    role: 'client',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    response: 'needs_action',
    timeZone: 'America/New_York',
    locale: 'en-US',
    ...change,
  };
}

/** Its host. */
export function sampleHost(change: Partial<Participant> = {}): Participant {
  return {
    role: 'host',
    name: 'Camille Martin',
    email: 'camille@rooms.example',
    response: 'accepted',
    hostId: 'hst_1',
    timeZone: 'Europe/Paris',
    locale: 'fr',
    ...change,
  };
}

/** Its guest, known by address alone. */
export function sampleGuest(change: Partial<Participant> = {}): Participant {
  return { role: 'guest', name: 'bob@example.net', email: 'bob@example.net', response: 'needs_action', ...change };
}

/** For tests: the mails that a change of a meeting owes, with Message-IDs that count. */
export function sampleMails(
  meeting: Meeting,
  change: MailedChange = 'booked',
  options: Partial<MailOptions> = {},
): OwedMail[] {
  let count = 0;
  const newMessageId = () => `<${++count}.${meeting.id}@booking.example.com>`;
  return owedMails(meeting, change, { newMessageId, ...options });
}

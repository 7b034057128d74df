import type { NoteView, PortalMeetingView, PortalView } from '@meeting-booker/server/portal-contract';
import { answering, NOW } from './answers.ts';
import type { Fault } from './faulty-line.ts';

/* A portal's answers that are the same on any day: what stands ahead of one client on Tuesday 2 March 2027, 08:00 in Paris. */

const HALF_HOUR_MS = 1_800_000;
const text = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;
const OFFSETS = [
  { from: '2027-01-01T00:00:00Z', minutes: 60 },
  { from: '2027-03-28T01:00:00Z', minutes: 120 },
];

const PORTAL: PortalView = {
  client: { name: 'Ada Lovelace', email: 'ada@example.com', timeZone: 'Europe/Paris', locale: 'en' },
  scope: 'client',
  links: {},
};

const host = {
  role: 'host',
  name: 'Claire Moreau',
  email: 'claire@three-rooms.example',
  response: 'accepted',
} as const;
const client = { role: 'client', name: 'Ada Lovelace', email: 'ada@example.com', response: 'accepted' } as const;
const guest = { role: 'guest', name: '', email: 'grace@example.com', response: 'declined' } as const;

function meeting(id: string, start: string, more: Partial<PortalMeetingView> = {}): PortalMeetingView {
  return {
    id: `mtg_${id}`,
    uid: `${id}@three-rooms.example`,
    sequence: 0,
    status: 'confirmed',
    type: { slug: 'intro', title: 'Introduction' },
    title: 'Introduction',
    description: '',
    kind: 'video',
    location: { kind: 'video' },
    joinUrl: 'https://meet.example/abc',
    start,
    end: text(Date.parse(start) + HALF_HOUR_MS),
    durationMinutes: 30,
    timeZone: 'Europe/Paris',
    participants: [client, host],
    answers: {},
    reminderMinutes: [],
    calendarSyncStatus: 'none',
    notesShared: false,
    notesSharedAt: null,
    createdAt: text(NOW),
    updatedAt: text(NOW),
    cancelledAt: null,
    cancelledBy: null,
    cancellationReason: null,
    revision: 1,
    confirmBy: null,
    answerLabels: {},
    changes: {
      canMove: true,
      canCancel: true,
      reason: null,
      until: text(Date.parse(start) - 8 * HALF_HOUR_MS),
      movesLeft: 3,
      contact: { name: 'Claire Moreau', email: 'claire@three-rooms.example' },
    },
    ...more,
  };
}

const MEETINGS: readonly PortalMeetingView[] = [
  meeting('1', '2027-03-04T13:00:00Z', {
    participants: [client, host, guest],
    answers: { topic: 'Looms and engines', first: true },
    answerLabels: { topic: 'What is it about?', first: 'Is it your first visit?' },
    description: 'I bring the drawings.\nThey are large.',
  }),
  meeting('2', '2027-03-09T08:00:00Z', {
    status: 'scheduled',
    title: 'Design review',
    confirmBy: '2027-03-04T08:00:00Z',
  }),
  meeting('3', '2027-03-09T15:30:00Z', {
    title: 'Visit at the workshop',
    kind: 'in_person',
    location: { kind: 'in_person', label: 'Workshop', address: '12 rue des Lilas, Paris' },
    joinUrl: null,
  }),
  // After the clocks have changed.
  meeting('4', '2027-03-30T07:00:00Z'),
];

const NOTES: readonly NoteView[] = [
  {
    id: 'not_1',
    author: { role: 'client', name: 'Ada Lovelace' },
    body: 'Could we begin with the difference engine?\nSee https://example.com/engine.',
    shared: true,
    mine: true,
    createdAt: '2027-03-01T09:00:00Z',
    updatedAt: '2027-03-01T09:10:00Z',
    revisions: [
      {
        body: 'Could we begin with the engine?',
        writtenAt: '2027-03-01T09:00:00Z',
        replacedAt: '2027-03-01T09:10:00Z',
      },
    ],
  },
  {
    id: 'not_2',
    author: { role: 'host', name: 'Claire Moreau' },
    body: 'Gladly. I keep the first half for it.',
    shared: true,
    mine: false,
    createdAt: '2027-03-01T16:30:00Z',
    updatedAt: '2027-03-01T16:30:00Z',
    revisions: [],
  },
];

const given = (body: unknown): Fault => ({ kind: 'given', status: 200, body });

/** Answers every question about the portal to one client; slots are those of the booker's own fixed answers. */
export function answeringPortal(): (method: string, path: string, body: string) => Fault | undefined {
  const rest = answering();
  return (method, path, body) => {
    const { pathname, search } = new URL(path, 'http://server');
    const [, tail] = /^\/api\/portal\/[^/]+(.*)$/.exec(pathname) ?? [];
    if (tail === undefined) return rest(method, path, body);
    if (tail === '') return given(PORTAL);
    if (tail === '/meetings') return given({ items: MEETINGS, nextCursor: null, offsets: OFFSETS });
    if (tail.endsWith('/events')) return { kind: 'held', until: new Promise(() => {}) };
    if (tail.endsWith('/slots')) return rest(method, `/api/types/intro/slots${search}`, body);
    const [first] = MEETINGS;
    const found = MEETINGS.find(({ id }) => tail === `/meetings/${id}`) ?? first;
    return given({ meeting: found, notes: found === first ? NOTES : [], offsets: OFFSETS });
  };
}

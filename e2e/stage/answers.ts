import type { BookedView, BookingBody, MeetingTypeView, SlotsView } from '@meeting-booker/server/contract';
import type { Fault } from './faulty-line.ts';

/*
 * A server's answers that are the same on any day, for tests that ask for exact words, dates and pixels: it is always Tuesday
 * 2 March 2027, 08:00 in Paris. Their shapes are the contract's.
 */

/** The instant at which the page's clock is to stand still. */
export const NOW = Date.parse('2027-03-02T07:00:00Z');

const ZONE = 'Europe/Paris';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HALF_HOURS = Array.from({ length: 18 }, (_, half) => clock(18 + half));

/** What differs from test to test. */
export interface Answers {
  readonly type?: Partial<MeetingTypeView>;
  /** The clock times (`HH:MM`, in Paris) that are free on a date; by default some on working days, for four months. */
  readonly timesOn?: (date: string) => readonly string[];
  /** How many of the seats are left, where several share a time. */
  readonly seatsLeft?: number;
}

/** The type that is answered for any slug, unless told otherwise. */
const TYPE: MeetingTypeView = {
  slug: 'intro',
  title: 'Introduction',
  description: 'Half an hour to see whether we fit.',
  durationsMinutes: [30],
  locations: [{ kind: 'video' }],
  hosts: [{ name: 'Claire Moreau' }],
  timeZone: ZONE,
  lockTimeZone: false,
  questions: [],
  capacity: 1,
  maxGuests: 0,
  requiresConfirmation: false,
  requiresVerifiedEmail: false,
  minimumNoticeMinutes: 0,
  bookingHorizonDays: 366,
  locale: 'en',
};

/** Half past, or the full hour: `clock(19)` is 09:30. */
export function clock(halfHours: number): string {
  return `${String(halfHours >> 1).padStart(2, '0')}:${halfHours % 2 ? '30' : '00'}`;
}

/** Answers every question to the API, for a line's `fault`; whatever else is asked goes on to the product. */
export function answering({
  type,
  timesOn = workingDays,
  seatsLeft,
}: Answers = {}): (method: string, path: string, body: string) => Fault | undefined {
  const view = { ...TYPE, ...type };
  return (method, path, body) => {
    const { pathname, searchParams } = new URL(path, 'http://server');
    if (!pathname.startsWith('/api/types/')) return undefined;
    if (method === 'POST') return { kind: 'given', status: 201, body: booked(view, JSON.parse(body)) };
    if (!pathname.endsWith('/slots')) return { kind: 'given', status: 200, body: view };
    return { kind: 'given', status: 200, body: slots(view, searchParams, timesOn, seatsLeft) };
  };
}

function workingDays(date: string): string[] {
  const day = Date.parse(date) / DAY_MS;
  // The first of January 1970 was a Thursday.
  if ((day + 3) % 7 > 4 || date > '2027-06-30') return [];
  return HALF_HOURS.filter((_, index) => (day * 5 + index * 7) % 4 < 2);
}

function slots(
  { durationsMinutes, bookingHorizonDays }: MeetingTypeView,
  query: URLSearchParams,
  timesOn: (date: string) => readonly string[],
  seatsLeft: number | undefined,
): SlotsView {
  const from = Date.parse(query.get('from') ?? '');
  const to = Date.parse(query.get('to') ?? '');
  const timeZone = query.get('timeZone') ?? ZONE;
  const end = NOW + (bookingHorizonDays ?? 366) * DAY_MS;
  const starts = startsBetween(Math.max(from, NOW), Math.min(to, end), timesOn);
  return {
    timeZone,
    durationMinutes: Number(query.get('durationMinutes') ?? durationsMinutes[0]),
    slots: starts,
    ...(seatsLeft !== undefined && { seatsLeft: starts.map(() => seatsLeft) }),
    nextAvailable: starts.length > 0 ? null : (startsBetween(Math.max(to, NOW), end, timesOn)[0] ?? null),
    offsets: offsets(timeZone, from, to),
  };
}

function startsBetween(from: number, to: number, timesOn: (date: string) => readonly string[]): string[] {
  const starts: string[] = [];
  for (let day = Math.floor(from / DAY_MS) - 1; day <= to / DAY_MS + 1; day += 1) {
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    for (const time of timesOn(date)) {
      const wall = Date.parse(`${date}T${time}:00Z`);
      const start = wall - offsetMinutes(ZONE, wall - HOUR_MS) * 60_000;
      if (start >= from && start < to) starts.push(text(start));
    }
  }
  return starts;
}

function offsets(timeZone: string, from: number, to: number): NonNullable<SlotsView['offsets']> {
  const found = [{ from: text(from), minutes: offsetMinutes(timeZone, from) }];
  for (let hour = from; hour < to; hour += HOUR_MS) {
    const minutes = offsetMinutes(timeZone, hour);
    if (minutes !== found.at(-1)?.minutes) found.push({ from: text(hour), minutes });
  }
  return found;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMinutes(timeZone: string, instant: number): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

const text = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

function booked(view: MeetingTypeView, body: BookingBody): BookedView {
  const start = text(Date.parse(String(body.start)));
  const durationMinutes = body.durationMinutes ?? view.durationsMinutes[0] ?? 0;
  const person = (role: 'client' | 'host', name: string, email: string) =>
    ({ role, name, email, response: role === 'host' ? 'accepted' : 'needs_action' }) as const;
  const location = view.locations[0] ?? { kind: 'video' };
  return {
    meeting: {
      id: '01j0000000000000000000000a',
      uid: 'a@three-rooms.example',
      sequence: 0,
      status: view.requiresConfirmation ? 'scheduled' : 'confirmed',
      type: { slug: view.slug, title: view.title },
      title: view.title,
      description: '',
      kind: location.kind,
      location,
      joinUrl: location.kind === 'video' ? 'https://meet.example/abc' : null,
      start,
      end: text(Date.parse(start) + durationMinutes * 60_000),
      durationMinutes,
      timeZone: String(body.timeZone),
      participants: [
        person('client', String(body.client.name), String(body.client.email)),
        ...view.hosts.map(({ name }) => person('host', name, 'host@three-rooms.example')),
      ],
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
    },
    portalToken: 'token',
    links: {
      portal: 'https://three-rooms.example/portal/token',
      ics: 'https://three-rooms.example/portal/token/meeting.ics',
      google: 'https://calendar.google.com/calendar/render?action=TEMPLATE',
      outlook: 'https://outlook.live.com/calendar/0/deeplink/compose',
    },
  };
}

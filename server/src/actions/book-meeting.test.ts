import { afterEach, expect, test } from 'vitest';
import { Failure } from '../domain/failures.ts';
import type { OwedMail } from '../domain/mail.ts';
import { bookMeeting } from './book-meeting.ts';
import { listSlots } from './list-slots.ts';
import { openPortal } from './portal-access.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const TEN = '2026-11-03T09:00:00Z';

async function failureOf(doing: Promise<unknown>): Promise<Failure> {
  const error = await doing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  return error as Failure;
}

const count = async (table: 'meetings' | 'claims' | 'sessions' | 'jobs' | 'clients') =>
  (await team.ctx.store.db.selectFrom(table).selectAll().execute()).length;

const mails = async () =>
  (await team.ctx.store.db.selectFrom('jobs').select('payload').where('kind', '=', 'mail').orderBy('id').execute()).map(
    (row) => JSON.parse(row.payload) as OwedMail,
  );

test('a booking is a confirmed meeting with its client and host, a claim on the host, and a portal of its own', async () => {
  team = await scratchTeam(scratchType('intro', { bufferBeforeMinutes: 10, bufferAfterMinutes: 5 }));
  const { meeting, portalToken } = await bookMeeting(
    team.ctx,
    wish('intro', TEN, {
      locale: 'en-GB',
      timeZone: 'america/new_york',
      client: { name: 'Ada', email: 'Ada@Example.com' },
    }),
  );
  expect(meeting).toMatchObject({
    status: 'confirmed',
    sequence: 0,
    title: 'The intro',
    start: Date.parse(TEN),
    end: Date.parse(TEN) + 30 * 60_000,
    timeZone: 'America/New_York',
    locale: 'en-GB',
    createdAt: NOW,
  });
  expect(meeting.uid).toBe(`${meeting.id}@book.example`);
  expect(meeting.participants.map(({ role, email }) => [role, email])).toEqual([
    ['client', 'Ada@Example.com'],
    ['host', 'claire@team.example'],
  ]);
  const claims = await team.ctx.store.db.selectFrom('claims').selectAll().execute();
  expect(claims).toMatchObject([
    { held_from_ms: Date.parse(TEN) - 10 * 60_000, held_to_ms: Date.parse(TEN) + 35 * 60_000 },
  ]);
  const access = await openPortal(team.ctx, portalToken);
  expect(access).toMatchObject({ scope: 'meeting', meetingId: meeting.id, client: { email: 'ada@example.com' } });
  expect(team.wakes()).toBe(1);
});

test('a mail to the client and one to the host are owed by the same transaction, and nothing in them opens the portal', async () => {
  team = await scratchTeam(scratchType('intro'));
  const { portalToken } = await bookMeeting(team.ctx, wish('intro', TEN));
  const owed = await mails();
  expect(owed.map((mail) => mail.template)).toEqual(['client_confirmed', 'host_booked']);
  expect(JSON.stringify(owed)).not.toContain(portalToken);
  expect(owed[0]?.portalTokenId).toBe(portalToken.split('.')[0]);
  expect(owed[1]?.portalTokenId).toBeUndefined();
});

test('an error on the way leaves nothing at all', async () => {
  team = await scratchTeam(scratchType('intro'));
  const broken = { ...team.ctx, publicUrl: 'no address' };
  await expect(bookMeeting(broken, wish('intro', TEN))).rejects.toThrow();
  const cut = {
    ...team.ctx,
    // The Message-IDs come last.
    clock: { ...team.ctx.clock, randomBytes: (size: number) => (size === 16 ? fail() : new Uint8Array(size)) },
  };
  await expect(bookMeeting(cut, wish('intro', TEN))).rejects.toThrow('cut');
  for (const table of ['meetings', 'claims', 'sessions', 'jobs', 'clients'] as const) {
    expect(await count(table)).toBe(0);
  }
  expect(team.wakes()).toBe(0);
  await bookMeeting(team.ctx, wish('intro', TEN));
});

function fail(): never {
  throw new Error('cut');
}

test('a taken start is told with the five nearest others, nearest first, in both directions', async () => {
  team = await scratchTeam(scratchType('intro'));
  await bookMeeting(team.ctx, wish('intro', TEN));
  const failure = await failureOf(bookMeeting(team.ctx, wish('intro', TEN)));
  expect(failure.code).toBe('slot_taken');
  expect(failure.details.alternatives?.map((start) => (start - Date.parse(TEN)) / 60_000)).toEqual([
    -30, 30, -60, 60, 90,
  ]);
});

test.each([
  ['in the past', '2026-11-02T06:30:00Z'],
  ['off the grid', '2026-11-03T09:10:00Z'],
  ['outside hours', '2026-11-03T18:00:00Z'],
  ['past the horizon', '2027-06-01T09:00:00Z'],
])('a start %s is no start of the type', async (_, start) => {
  team = await scratchTeam(scratchType('intro'));
  expect((await failureOf(bookMeeting(team.ctx, wish('intro', start)))).code).toBe('slot_unavailable');
  expect(await count('clients')).toBe(0);
});

test('what the list offers can be booked, one after the other, until nothing is offered', async () => {
  team = await scratchTeam(scratchType('intro', { bookingHorizonDays: 1, bufferAfterMinutes: 15, dailyLimit: 9 }));
  const range = { slug: 'intro', from: NOW, to: NOW + 3 * 86_400_000 };
  let booked = 0;
  for (;;) {
    const { starts } = await listSlots(team.ctx, range);
    if (starts[0] === undefined) break;
    await bookMeeting(team.ctx, wish('intro', starts[Math.floor(starts.length / 2)] as number));
    booked += 1;
  }
  expect(booked).toBeGreaterThan(10);
  expect((await failureOf(bookMeeting(team.ctx, wish('intro', TEN)))).code).toBe('slot_taken');
});

test('every wrong field is told at once with a pointer, and nothing is written', async () => {
  team = await scratchTeam(scratchType('intro', { maxGuests: 1, locations: [{ kind: 'video' }] }));
  const failure = await failureOf(
    bookMeeting(
      team.ctx,
      wish('intro', TEN, {
        durationMinutes: 45,
        timeZone: 'Mars/Olympus',
        guests: ['a@example.com', 'b@example.com'],
        location: { kind: 'in_person' },
      }),
    ),
  );
  expect(failure).toMatchObject({ code: 'invalid_request', details: { where: 'body' } });
  expect(failure.details.errors?.map((error) => error.path)).toEqual([
    '/durationMinutes',
    '/timeZone',
    '/guests',
    '/location',
  ]);
  expect(await count('meetings')).toBe(0);
});

test('guests are counted once each, and neither the client nor a host is a guest', async () => {
  team = await scratchTeam(scratchType('intro', { maxGuests: 2 }));
  const { meeting } = await bookMeeting(
    team.ctx,
    wish('intro', TEN, {
      client: { name: 'Ada', email: 'ada@example.com' },
      guests: ['bob@example.com', 'BOB@example.com', 'ADA@example.com', 'claire@team.example', 'eve@example.com'],
    }),
  );
  expect(meeting.participants.filter(({ role }) => role === 'guest').map(({ email }) => email)).toEqual([
    'bob@example.com',
    'eve@example.com',
  ]);
});

test('an unproved booking changes nothing that is known of a client', async () => {
  team = await scratchTeam(scratchType('intro'));
  const ada = { name: 'Ada', email: 'ada@example.com', phone: '+33 1 23 45 67 89' };
  await bookMeeting(team.ctx, wish('intro', TEN, { client: ada }));
  const before = await team.ctx.store.db.selectFrom('clients').selectAll().execute();
  const { meeting } = await bookMeeting(
    team.ctx,
    wish('intro', '2026-11-03T10:00:00Z', {
      client: { name: 'Mallory', email: 'ADA@example.com', phone: '0' },
      timeZone: 'Asia/Tokyo',
      locale: 'fr',
    }),
  );
  expect(await team.ctx.store.db.selectFrom('clients').selectAll().execute()).toEqual(before);
  expect(meeting.clientId).toBe(before[0]?.id);
  expect(meeting.participants[0]?.name).toBe('Mallory');
});

test('a video address is unguessable, the same for every seat of a session, and another for each session', async () => {
  team = await scratchTeam(
    scratchType('group', { capacity: 3, locations: [{ kind: 'video', url: 'https://meet.example/{random}' }] }),
  );
  const [first, second, other] = [
    await bookMeeting(team.ctx, wish('group', TEN)),
    await bookMeeting(team.ctx, wish('group', TEN)),
    await bookMeeting(team.ctx, wish('group', '2026-11-03T10:00:00Z')),
  ];
  expect(first.meeting.joinUrl).toMatch(/^https:\/\/meet\.example\/[0-9a-f]{32}$/);
  expect(second.meeting.joinUrl).toBe(first.meeting.joinUrl);
  expect(other.meeting.joinUrl).not.toBe(first.meeting.joinUrl);
  expect(JSON.stringify(first.meeting)).not.toContain('{random}');
});

test('a type in person is booked in its own zone', async () => {
  team = await scratchTeam(scratchType('visit', { locations: [{ kind: 'in_person', address: '1 Rue X' }] }));
  const { meeting } = await bookMeeting(team.ctx, wish('visit', TEN, { timeZone: 'Asia/Tokyo' }));
  expect(meeting.timeZone).toBe('Europe/Paris');
});

test('where confirmation is required the meeting is scheduled, and its deadline is a job', async () => {
  team = await scratchTeam(scratchType('asked', { requiresConfirmation: true, confirmationDeadlineMinutes: 60 }));
  const { meeting } = await bookMeeting(team.ctx, wish('asked', TEN));
  expect(meeting).toMatchObject({ status: 'scheduled', confirmBy: NOW + 60 * 60_000 });
  expect((await mails()).map((mail) => mail.template)).toEqual(['client_awaiting', 'host_awaiting']);
  const jobs = await team.ctx.store.db
    .selectFrom('jobs')
    .select(['run_at_ms', 'payload'])
    .where('kind', '=', 'confirmation_deadline')
    .execute();
  expect(jobs).toEqual([{ run_at_ms: NOW + 60 * 60_000, payload: JSON.stringify({ meetingId: meeting.id }) }]);
});

test('the meetings of a group session are seats of one session, and a full one is taken', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 2 }));
  const seats = [await bookMeeting(team.ctx, wish('group', TEN)), await bookMeeting(team.ctx, wish('group', TEN))];
  expect(new Set(seats.map(({ meeting }) => meeting.uid)).size).toBe(2);
  expect(await count('sessions')).toBe(1);
  expect(await count('claims')).toBe(1);
  expect((await failureOf(bookMeeting(team.ctx, wish('group', TEN)))).code).toBe('slot_taken');
});

test('a collective booking takes all of the hosts, or none', async () => {
  const all = ['claire@team.example', 'ben@team.example'];
  team = await scratchTeam(
    scratchType('both', { assignment: 'collective', hosts: all }),
    scratchType('ben', { hosts: ['ben@team.example'] }),
  );
  await bookMeeting(team.ctx, wish('ben', TEN));
  expect((await failureOf(bookMeeting(team.ctx, wish('both', TEN)))).code).toBe('slot_taken');
  expect(await count('claims')).toBe(1);
  const { meeting } = await bookMeeting(team.ctx, wish('both', '2026-11-03T10:00:00Z'));
  expect(meeting.participants.filter(({ role }) => role === 'host')).toHaveLength(2);
  expect(await count('claims')).toBe(3);
});

test('a switched-off type cannot be booked', async () => {
  team = await scratchTeam(scratchType('off', { active: false }));
  expect((await failureOf(bookMeeting(team.ctx, wish('off', TEN)))).code).toBe('type_not_found');
});

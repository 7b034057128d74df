import { afterEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../domain/local-time.ts';
import { mailboxOf } from '../domain/mailbox.ts';
import { openMeetings } from '../store/migrations/0012-open-meetings.ts';
import { postgresWords, sqliteWords } from '../store/migrations/words.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const EVERYONE = ['claire@team.example', 'ben@team.example', 'aiko@team.example'];
const HOUR_MS = 60 * MINUTE_MS;
const DAY = Date.parse('2026-11-03T08:00:00Z');

function book(slug: string, start: number, email: string, more: object = {}) {
  return bookMeeting(team.ctx, wish(slug, start, { client: { name: 'Ada', email }, ...more }));
}

const REFUSED = { code: 'too_many_open_meetings' };

test('an address has no more meetings of a type ahead than the type allows, however it is written', async () => {
  team = await scratchTeam(scratchType('intro', { maxOpenMeetings: 2 }));
  await book('intro', DAY, 'ada@example.com');
  await book('intro', DAY + HOUR_MS, 'Ada+2@Example.com');
  for (const email of ['ada@example.com', 'ADA@example.com', 'ada+3@example.com']) {
    await expect(book('intro', DAY + 2 * HOUR_MS, email)).rejects.toMatchObject(REFUSED);
  }
  await book('intro', DAY + 2 * HOUR_MS, 'a.da@example.com');
});

test('each type counts for itself, and one without a bound takes any number', async () => {
  team = await scratchTeam(
    scratchType('intro', { maxOpenMeetings: 1 }),
    scratchType('other', { maxOpenMeetings: 1 }),
    scratchType('open'),
  );
  await book('open', DAY, 'ada@example.com');
  await book('intro', DAY + HOUR_MS, 'ada@example.com');
  await book('other', DAY + 2 * HOUR_MS, 'ada@example.com');
  await book('open', DAY + 3 * HOUR_MS, 'ada@example.com');
  await expect(book('other', DAY + 4 * HOUR_MS, 'ada@example.com')).rejects.toMatchObject(REFUSED);
});

test('a meeting counts until it has ended, and no more once it is cancelled', async () => {
  team = await scratchTeam(scratchType('intro', { maxOpenMeetings: 1, requiresConfirmation: true }));
  const { meeting } = await book('intro', DAY, 'ada@example.com');
  expect(meeting.status).toBe('scheduled');
  await expect(book('intro', DAY + HOUR_MS, 'ada@example.com')).rejects.toMatchObject(REFUSED);
  await cancelMeeting(team.ctx, { meetingId: meeting.id, actor: { role: 'client' }, reason: null });
  await book('intro', DAY + HOUR_MS, 'ada@example.com');
  team.setNow(DAY + HOUR_MS + 29 * MINUTE_MS);
  await expect(book('intro', DAY + 3 * HOUR_MS, 'ada@example.com')).rejects.toMatchObject(REFUSED);
  team.setNow(DAY + HOUR_MS + 30 * MINUTE_MS);
  await book('intro', DAY + 3 * HOUR_MS, 'ada@example.com');
});

test('hosts book for a client beyond it', async () => {
  team = await scratchTeam(scratchType('intro', { maxOpenMeetings: 1 }));
  await book('intro', DAY, 'ada@example.com');
  await book('intro', DAY + HOUR_MS, 'ada@example.com', { byHost: { hostId: null } });
  await expect(book('intro', DAY + 2 * HOUR_MS, 'ada@example.com')).rejects.toMatchObject(REFUSED);
});

test('a retry of the booking that filled it is answered as before', async () => {
  team = await scratchTeam(scratchType('intro', { maxOpenMeetings: 1 }));
  const idempotency = { scope: 'intro', key: 'once', requestHash: 'same' };
  const first = await book('intro', DAY, 'ada@example.com', { idempotency });
  expect(await book('intro', DAY, 'ada@example.com', { idempotency })).toEqual(first);
});

test('of many bookings at once, of other hosts and by several processes, no more stand than the type allows', async () => {
  team = await scratchTeam(scratchType('any', { maxOpenMeetings: 3, assignment: 'round_robin', hosts: EVERYONE }));
  const contexts = [team.ctx, await team.another(), await team.another()];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) =>
      bookMeeting(contexts[i % 3] as typeof team.ctx, {
        ...wish('any', DAY + (i % 14) * 30 * MINUTE_MS),
        client: { name: 'Ada', email: `ada${i % 2 ? '' : `+${i}`}@example.com` },
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(['too_many_open_meetings', 'slot_taken']).toContain(outcome.reason.code);
  }
});

test('clients known before there was a bound are given the mailboxes that they would have now', async () => {
  team = await scratchTeam(scratchType('intro'));
  const emails = ['a.da+x@gmail.com', 'b.o.b@googlemail.com', 'eve+a+b@example.com', 'e.v.e@example.com'];
  for (const [i, email] of emails.entries()) await book('intro', DAY + i * HOUR_MS, email);
  await team.raw(`update clients set mailbox = ''`);
  const fill = openMeetings(team.engine === 'sqlite' ? sqliteWords : postgresWords).find((text) =>
    text.startsWith('update clients'),
  );
  await team.raw(fill as string);
  const rows = await team.raw('select email, mailbox from clients order by email');
  expect(rows).toEqual(emails.sort().map((email) => ({ email, mailbox: mailboxOf(email) })));
});

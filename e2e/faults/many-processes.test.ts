import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { type Inbox, openInbox } from '../stage/inbox.ts';
import { type Product, prepare, serve } from '../stage/product.ts';
import { openSharedDatabase, type SharedDatabase } from '../stage/shared-database.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';
import { sendVisitors } from '../stage/visitors.ts';

/* Several processes on one PostgreSQL. */

let database: SharedDatabase;
let inbox: Inbox;
let settings: Record<string, string>;
const running = new Set<Product>();

beforeAll(async () => {
  inbox = await openInbox();
  database = await openSharedDatabase({ durable: false });
  settings = {
    ...database.settings,
    BOOKER_SMTP_URL: inbox.url,
    BOOKER_MAIL_FROM: 'bookings@three-rooms.example',
    BOOKER_DATABASE_CONNECTIONS: '6',
    // By which visitors reach all of them.
    BOOKER_PUBLIC_URL: 'https://book.example',
  };
});

afterAll(async () => {
  for (const product of running) await product.stop();
  await database?.close();
  await inbox?.close();
});

async function start(): Promise<Product> {
  const product = await serve(settings);
  running.add(product);
  return product;
}

async function stop(product: Product): Promise<void> {
  running.delete(product);
  await product.stop();
}

test('ten that start at once on an empty database all serve', async () => {
  const ten = await Promise.all(Array.from({ length: 10 }, start));
  await prepare(
    settings,
    team(
      meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' }),
      meetingType('group', { schedule: 'Always', capacity: 50, hosts: [ADDRESSES.ben] }),
    ),
  );
  for (const { url } of ten) expect((await offeredStarts(url, 'quarter')).length).toBeGreaterThan(0);
  for (const product of ten.slice(2)) await stop(product);
}, 180_000);

test('a key sent to two processes at once makes one meeting, and all are answered alike', async () => {
  const urls = [...running].map(({ url }) => url);
  const starts = (await offeredStarts(urls[0] ?? '', 'group')).slice(0, 12);
  for (const start of starts) {
    const key = { 'idempotency-key': `once-${start.replaceAll(/\D/g, '')}` };
    const ask = (index: number) => book(urls[index % 2] ?? '', 'group', start, 'twice@example.com', {}, key);
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => ask(index)));
    for (const { status, body } of answers) {
      if (status !== 201) expect(body).toMatchObject({ status: 409, code: 'idempotency_in_progress' });
    }
    const granted = answers.filter(isBooked).map(({ body }) => body);
    for (const again of [await ask(0), await ask(1)]) {
      expect(again.status).toBe(201);
      for (const body of granted) expect(body).toEqual(again.body);
    }
  }
  const [kept] = await database.ask<{ count: number }>(
    `select count(*)::integer as count from meetings join meeting_types on meeting_types.id = type_id where slug = 'group'`,
  );
  expect(kept?.count).toBe(starts.length);
});

test('one that is killed under load loses no granted booking, and its work is done by another when its lease is over', async () => {
  const [survivor, victim] = [...running] as [Product, Product];
  const starts = await offeredStarts(survivor.url, 'quarter', 30);
  const visitors = sendVisitors([survivor.url, victim.url], 'quarter', starts);
  await visitors.more(30);
  const held = () =>
    database.ask<{ id: number }>(
      `select id from jobs where state = 'pending' and leased_by like $1`,
      `${victim.child.pid}-%`,
    );
  // Frozen first, so that it dies with mails in its hands.
  await expect
    .poll(
      async () => {
        victim.child.kill('SIGSTOP');
        const hands = (await held()).length;
        if (hands === 0) victim.child.kill('SIGCONT');
        return hands;
      },
      { timeout: 30_000, interval: 30 },
    )
    .toBeGreaterThan(0);
  running.delete(victim);
  await victim.kill();
  await visitors.more(30);
  await visitors.stop();
  expect(visitors.wrong).toEqual([]);
  const meetings = await database.heldMeetings();
  expect([...visitors.granted.values()].filter((id) => !meetings.includes(id))).toEqual([]);

  const orphans = (await held()).map(({ id }) => id);
  expect(orphans).not.toEqual([]);
  // All that is not in dead hands, or waits for what is, is done; what is, is left until its lease is over.
  const idle = async () => {
    const [row] = await database.ask<{ count: number }>(
      `select count(*)::integer as count from jobs where kind = 'mail' and state = 'pending' and run_at_ms <= extract(epoch from now()) * 1000
       and order_key not in (select order_key from jobs where id = any($1))`,
      orphans,
    );
    return row?.count;
  };
  await expect.poll(idle, { timeout: 60_000, interval: 50 }).toBe(0);
  expect((await held()).map(({ id }) => id)).toEqual(orphans);
  // Two minutes pass.
  await database.ask('update jobs set leased_until_ms = leased_until_ms - 120000 where id = any($1)', orphans);
  for (const start of visitors.granted.keys()) {
    await inbox.mailsTo(`visitor-${start.replaceAll(/\D/g, '')}@example.com`);
  }
  await expect.poll(async () => (await held()).length, { timeout: 30_000, interval: 50 }).toBe(0);
});

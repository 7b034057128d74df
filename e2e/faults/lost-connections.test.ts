import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScratchLine, type ScratchLine } from '../../server/src/store/scratch-line.ts';
import { offeredStarts } from '../stage/booking.ts';
import { type Product, prepare, serve } from '../stage/product.ts';
import { openSharedDatabase, type SharedDatabase } from '../stage/shared-database.ts';
import { meetingType, team } from '../stage/team.ts';
import { sendVisitors, type Visitors } from '../stage/visitors.ts';

/* Two processes on one PostgreSQL whose connections are cut, and whose server is ended and crashes, while visitors book. */

const MORE = 12;

let database: SharedDatabase;
let line: ScratchLine;
let products: Product[] = [];
let starts: Iterator<string> & Iterable<string>;

beforeAll(async () => {
  database = await openSharedDatabase();
  await prepare(database.settings, team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' })));
  line = await openScratchLine(database.server.port);
  const settings = { ...database.settings, BOOKER_DATABASE_URL: database.url(line.port) };
  products = [await serve(settings), await serve(settings)];
  starts = (await offeredStarts(products[0]?.url ?? '', 'quarter', 60)).values();
});

afterAll(async () => {
  for (const product of products) await product.stop();
  await line?.close();
  await database?.close();
});

const send = () =>
  sendVisitors(
    products.map(({ url }) => url),
    'quarter',
    starts,
  );

/** Every booking that was granted stands, no visitor was given two, and nobody was told anything but that, or to come back. */
async function expectHonest(visitors: Visitors): Promise<void> {
  expect(visitors.wrong).toEqual([]);
  const held = await database.heldMeetings();
  expect([...visitors.granted.values()].filter((id) => !held.includes(id))).toEqual([]);
  const [twice] = await database.ask<{ count: number }>(
    'select count(*)::integer as count from (select from meetings group by start_ms having count(*) > 1) as double',
  );
  expect(twice).toEqual({ count: 0 });
  const [bookings] = await database.ask<{ count: number }>(
    'select count(distinct client_id)::integer as count from meetings',
  );
  expect(bookings?.count).toBe(held.length);
}

test('connections that are cut while visitors book lose and double no booking, and both processes go on', async () => {
  const visitors = send();
  for (let cuts = 0; cuts < 4; cuts += 1) {
    await visitors.more(MORE);
    line.cut();
    await delay(150);
    line.mend();
  }
  for (let ends = 0; ends < 4; ends += 1) {
    await visitors.more(MORE);
    await database.ask(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
  }
  await visitors.more(MORE);
  await visitors.stop();
  await expectHonest(visitors);
});

test('a commit whose answer is lost is granted as the booking that it is, by whichever process is asked again', async () => {
  const visitors = send();
  for (const where of ['after', 'before', 'while', 'after', 'before', 'while'] as const) {
    await visitors.more(MORE);
    await line.loseCommit(where);
    line.mend();
  }
  await visitors.more(MORE);
  await visitors.stop();
  await expectHonest(visitors);
});

test('a server that is restarted, and one that crashes, lose no granted booking', async () => {
  const visitors = send();
  for (const mode of ['fast', 'immediate', 'immediate', 'immediate'] as const) {
    await visitors.more(MORE);
    await database.server.halt(mode);
    await database.server.resume();
  }
  await visitors.more(MORE);
  await visitors.stop();
  await expectHonest(visitors);
});

test('a server that is gone for longer is told as such, and found again without a restart', async () => {
  const visitors = send();
  await visitors.more(MORE);
  line.cut();
  const states = products.map(async ({ url }) => {
    const [alive, ready] = await Promise.all([fetch(`${url}/healthz`), fetch(`${url}/readyz`)]);
    return { alive: alive.status, ready: ready.status, again: ready.headers.has('retry-after') };
  });
  const gone = { alive: 200, ready: 503, again: true };
  expect(await Promise.all(states)).toEqual([gone, gone]);
  await expect.poll(() => visitors.refusals, { timeout: 30_000, interval: 50 }).toBeGreaterThan(0);
  line.mend();
  await visitors.more(MORE);
  await visitors.stop();
  await expectHonest(visitors);
});

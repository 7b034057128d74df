import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { offeredStarts } from '../stage/booking.ts';
import { heldMeetings } from '../stage/database-file.ts';
import { type Product, prepare, serve } from '../stage/product.ts';
import { openSharedDatabase } from '../stage/shared-database.ts';
import { openSmallDisk, type SmallDisk } from '../stage/small-disk.ts';
import { meetingType, team } from '../stage/team.ts';
import { sendVisitors, type Visitors } from '../stage/visitors.ts';

/* The database's disk is filled while visitors book. */

const MORE = 12;
const document = team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' }));
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function disk(megabytes: number): Promise<SmallDisk> {
  const small = await openSmallDisk(megabytes);
  endings.unshift(small.close);
  return small;
}

async function twoProcesses(settings: Readonly<Record<string, string>>): Promise<Product[]> {
  await prepare(settings, document);
  const products = [await serve(settings), await serve(settings)];
  endings.unshift(async () => {
    for (const product of products) await product.stop();
  });
  return products;
}

async function send(products: readonly Product[]): Promise<Visitors> {
  const urls = products.map(({ url }) => url);
  return sendVisitors(urls, 'quarter', await offeredStarts(urls[0] ?? '', 'quarter', 60));
}

const refused = (visitors: Visitors) =>
  expect.poll(() => visitors.refusals, { timeout: 40_000, interval: 20 }).toBeGreaterThan(2);

function expectAllHeld(visitors: Visitors, held: readonly string[]): void {
  expect(visitors.wrong).toEqual([]);
  expect([...visitors.granted.values()].sort()).toEqual([...held].sort());
}

test('a full disk under SQLite costs no granted booking, and is recovered from by itself', async () => {
  const { folder, fill, clear } = await disk(24);
  const products = await twoProcesses({
    BOOKER_DATA_DIR: folder,
    BOOKER_RATE_LIMIT: 'off',
    BOOKER_LOG_LEVEL: 'warn',
  });
  const visitors = await send(products);
  await visitors.more(MORE);
  fill();
  await refused(visitors);
  clear();
  await visitors.more(MORE);
  await visitors.stop();
  expectAllHeld(visitors, heldMeetings(folder));
});

test('a full disk under PostgreSQL costs no granted booking, and is recovered from by itself', async () => {
  const { folder, fill, clear } = await disk(160);
  const database = await openSharedDatabase({ dataDir: join(folder, 'data') });
  endings.unshift(database.close);
  const visitors = await send(await twoProcesses(database.settings));
  await visitors.more(MORE);
  fill();
  await refused(visitors);
  clear();
  await visitors.more(MORE);
  await visitors.stop();
  expectAllHeld(visitors, await database.heldMeetings());
});

test('a PostgreSQL that a full disk brought down costs no granted booking once it is back', async () => {
  const { folder, fill, clear } = await disk(160);
  const database = await openSharedDatabase({ dataDir: join(folder, 'data') });
  endings.unshift(database.close);
  const visitors = await send(await twoProcesses(database.settings));
  await visitors.more(MORE);
  fill();
  // It goes down where there is no room for its log, of which each step takes a whole file.
  const full = async () => {
    try {
      await database.ask('select pg_switch_wal()');
      return false;
    } catch {
      return true;
    }
  };
  await expect.poll(full, { timeout: 40_000, interval: 20 }).toBe(true);
  await refused(visitors);
  await database.server.halt('immediate');
  clear();
  await database.server.resume();
  await visitors.more(MORE);
  await visitors.stop();
  expectAllHeld(visitors, await database.heldMeetings());
});

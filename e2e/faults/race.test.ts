import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, book, isBooked, offeredStarts } from '../stage/booking.ts';
import { forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';

/* Two processes on one database file, asked for the same time by many at once. */

const AT_ONCE = 100;
const ROUNDS = 5;
const SEATS = 6;

const everyone = [ADDRESSES.claire, ADDRESSES.ben, ADDRESSES.yuki];
const dataDir = newFolder();
let products: Product[];
let asked = 0;

beforeAll(async () => {
  await prepare(
    dataDir,
    team(
      meetingType('half-hour', { slotIntervalMinutes: 15 }),
      meetingType('three-quarters', { durationsMinutes: [45], slotIntervalMinutes: 15, bufferAfterMinutes: 10 }),
      meetingType('group', { capacity: SEATS, hosts: [ADDRESSES.ben], schedule: 'Always' }),
      meetingType('any', { assignment: 'round_robin', hosts: everyone, schedule: 'Always' }),
      meetingType('all', { assignment: 'collective', hosts: everyone, schedule: 'Always' }),
    ),
  );
  const settings = { BOOKER_DATA_DIR: dataDir, BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'warn' };
  products = [await serve(settings), await serve(settings)];
});

afterAll(async () => {
  for (const product of products ?? []) await product.stop();
  forget(dataDir);
});

/** Asks for each of these [type, start] at once, the processes in turn, each for a client of its own. */
function rush(wanted: readonly (readonly [slug: string, start: string])[]): Promise<Answer[]> {
  return Promise.all(
    wanted.map(([slug, start], index) => {
      asked += 1;
      return book(products[index % 2]?.url ?? '', slug, start, `visitor-${asked}@example.com`);
    }),
  );
}

function times<T>(count: number, value: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => value(index));
}

/** The starts of a type, each so far from the one before that no booking of an earlier round is in its way. */
async function freshStarts(slug: string, count: number): Promise<string[]> {
  const starts = await offeredStarts(products[0]?.url ?? '', slug);
  const fresh: string[] = [];
  for (const start of starts) {
    const last = fresh.at(-1);
    if (last === undefined || Date.parse(start) - Date.parse(last) >= 4 * 3_600_000) fresh.push(start);
  }
  expect(fresh.length).toBeGreaterThanOrEqual(count);
  return fresh.slice(0, count);
}

function expectTaken(losers: readonly Answer[]): void {
  for (const { status, body } of losers) {
    expect({ status, code: 'code' in body ? body.code : null }).toEqual({ status: 409, code: 'slot_taken' });
    expect('alternatives' in body ? body.alternatives?.length : 0).toBeGreaterThan(0);
  }
}

describe('two processes on one database', () => {
  test('grant one start to exactly one of a hundred', async () => {
    for (const start of await freshStarts('half-hour', ROUNDS)) {
      const answers = await rush(times(AT_ONCE, () => ['half-hour', start]));
      expect(answers.filter(isBooked)).toHaveLength(1);
      expectTaken(answers.filter((answer) => !isBooked(answer)));
    }
  });

  test('grant overlapping starts of different types of one host to exactly one of a hundred', async () => {
    for (const start of await freshStarts('three-quarters', ROUNDS)) {
      const later = new Date(Date.parse(start) + 15 * 60_000).toISOString().replace('.000Z', 'Z');
      const answers = await rush(
        times(AT_ONCE, (index) => (index % 4 < 2 ? ['three-quarters', start] : ['half-hour', later])),
      );
      expect(answers.filter(isBooked)).toHaveLength(1);
      expectTaken(answers.filter((answer) => !isBooked(answer)));
    }
  });

  test('never sell a seat that a group session does not have', async () => {
    for (const start of await freshStarts('group', ROUNDS)) {
      const answers = await rush(times(60, () => ['group', start]));
      expect(answers.filter(isBooked)).toHaveLength(SEATS);
      expectTaken(answers.filter((answer) => !isBooked(answer)));
    }
  });

  test('give each host of a round robin one meeting at a time', async () => {
    for (const start of (await freshStarts('any', ROUNDS + 60)).slice(-ROUNDS)) {
      const answers = await rush(times(60, () => ['any', start]));
      const hosts = answers
        .filter(isBooked)
        .map(({ body }) => body.meeting.participants.filter(({ role }) => role === 'host').map(({ email }) => email));
      expect(hosts.flat().sort()).toEqual([...everyone].sort());
      expect(hosts.every((one) => one.length === 1)).toBe(true);
      expectTaken(answers.filter((answer) => !isBooked(answer)));
    }
  });

  test('book all hosts of a collective type together or none', async () => {
    for (const start of (await freshStarts('all', ROUNDS + 50)).slice(-ROUNDS)) {
      const answers = await rush(times(60, (index) => [index % 2 === 0 ? 'all' : 'any', start]));
      const booked = answers.filter(isBooked);
      const hosts = booked.flatMap(({ body }) =>
        body.meeting.participants.filter(({ role }) => role === 'host').map(({ email }) => email),
      );
      expect(hosts.sort()).toEqual([...everyone].sort());
      expect([1, 3]).toContain(booked.length);
    }
  });
});

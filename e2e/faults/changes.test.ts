import type { BookedView } from '@meeting-booker/server/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { openSharedDatabase, type SharedDatabase } from '../stage/shared-database.ts';
import { meetingType, team } from '../stage/team.ts';

/* Meetings that are changed from two sides at the same moment, each by another process on one database. */

const ROUNDS = 10;

/** What a change came to. */
interface Answer {
  readonly status: number;
  readonly body: {
    readonly code?: string;
    readonly meeting?: { readonly description: string; readonly start: string; readonly revision: number };
  };
}

describe.each(['SQLite', 'PostgreSQL'])('two processes on one %s', (engine) => {
  let database: SharedDatabase | null = null;
  const dataDir = newFolder();
  let products: readonly Product[] = [];
  let starts: string[] = [];

  beforeAll(async () => {
    if (engine === 'PostgreSQL') database = await openSharedDatabase();
    const quiet = { BOOKER_DATA_DIR: dataDir, BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'warn' };
    const settings = database?.settings ?? quiet;
    await prepare(settings, team(meetingType('intro', { schedule: 'Always' })));
    products = [await serve(settings), await serve(settings)];
    starts = await offeredStarts(products[0]?.url ?? '', 'intro');
  });

  afterAll(async () => {
    for (const product of products) await product.stop();
    await database?.close();
    forget(dataDir);
  });

  /** Takes the next start that no earlier round has to do with. */
  const nextStart = () => starts.shift() ?? '';

  async function booked(): Promise<BookedView> {
    const answer = await book(products[0]?.url ?? '', 'intro', nextStart(), 'ada@example.com');
    if (!isBooked(answer)) throw new Error(`booking answered ${answer.status}`);
    return answer.body;
  }

  /** Asks process `side` (0 or 1) about a meeting by its own link. */
  async function ask(side: number, of: BookedView, method: string, body?: object, headers = {}): Promise<Answer> {
    const at = `${products[side]?.url}/api/portal/${of.portalToken}/meetings/${of.meeting.id}`;
    const sent = body && { body: JSON.stringify(body) };
    const response = await fetch(at, { method, headers: { 'content-type': 'application/json', ...headers }, ...sent });
    return { status: response.status, body: await response.json() };
  }

  const outcomes = (answers: readonly Answer[]) => answers.map(({ status, body }) => body.code ?? status).sort();

  test('of two changes of what both have read one is made, and the other hears that it has changed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const mine = await booked();
      const tag = { 'if-match': `"${mine.meeting.id}-1"` };
      const answers = await Promise.all(
        ['From one window.', 'From the other.'].map((description, side) =>
          ask(side, mine, 'PUT', { description }, tag),
        ),
      );
      expect(outcomes(answers)).toEqual([200, 'version_conflict']);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const made = answers.find(({ status }) => status === 200)?.body.meeting;
      const { meeting } = (await ask(round % 2, mine, 'GET')).body;
      expect(meeting).toMatchObject({ description: made?.description, revision: 2 });
    }
  });

  test('of two meetings that are moved to one time one is moved, and the other stays where it was', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const both = [await booked(), await booked()];
      const start = nextStart();
      const answers = await Promise.all(both.map((one, side) => ask(side, one, 'PUT', { start })));
      expect(outcomes(answers)).toEqual([200, 'slot_taken']);
      const now = await Promise.all(
        both.map(async (one, side) => (await ask(1 - side, one, 'GET')).body.meeting?.start),
      );
      expect(now).toEqual(both.map((one, side) => (answers[side]?.status === 200 ? start : one.meeting.start)));
      // The old time of the one is free again, and nothing else is.
      const free = await offeredStarts(products[0]?.url ?? '', 'intro');
      const left = both.map(({ meeting }) => free.includes(meeting.start));
      expect(left).toEqual(answers.map(({ status }) => status === 200));
      expect(free).not.toContain(start);
    }
  });

  test('a meeting that is moved and cancelled at once is cancelled in the end, and holds no time', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const mine = await booked();
      const start = nextStart();
      const [moved, cancelled] = await Promise.all([
        ask(round % 2, mine, 'PUT', { start }),
        ask(1 - (round % 2), mine, 'DELETE'),
      ]);
      expect(cancelled?.status).toBe(200);
      expect([200, 409]).toContain(moved?.status);
      expect((await ask(0, mine, 'GET')).body.meeting).toMatchObject({
        status: 'cancelled',
        start: moved?.status === 200 ? start : mine.meeting.start,
      });
      const free = await offeredStarts(products[0]?.url ?? '', 'intro');
      expect(free).toEqual(expect.arrayContaining([start, mine.meeting.start]));
    }
  });
});

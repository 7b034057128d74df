import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from '../actions/scratch-team.ts';
import type { Db } from './database.ts';
import { findClientMeeting, listClientMeetings, type MeetingFilter } from './meeting-lists.ts';

const ALL: MeetingFilter = {
  statuses: ['confirmed'],
  from: 0,
  to: 1e15,
  order: 'soonest',
  after: null,
  limit: 50,
};

let team: ScratchTeam;
let clientId: string;
const ids: string[] = [];

beforeAll(async () => {
  team = await scratchTeam(scratchType('intro', { maxGuests: 3 }));
  for (let hour = 9; hour < 13; hour += 1) {
    const start = `2026-11-03T${String(hour).padStart(2, '0')}:00:00Z`;
    const client = { name: 'Ada', email: 'ada@example.com' };
    const { meeting } = await bookMeeting(team.ctx, wish('intro', start, { client, guests: ['bob@example.com'] }));
    ids.push(meeting.id);
    clientId = meeting.clientId;
  }
});

afterAll(() => team.dispose());

/** How often the database is asked, by a reader of its own. */
async function questions(ask: (db: Db) => Promise<unknown>): Promise<number> {
  let count = 0;
  const db = team.ctx.store.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      count += 1;
      return result;
    },
  });
  await ask(db);
  return count;
}

test('a list takes two questions, however many meetings it holds', async () => {
  for (const limit of [1, 2, 4]) {
    expect(await questions((db) => listClientMeetings(db, clientId, { ...ALL, limit })), `${limit}`).toBe(2);
  }
});

test('each meeting of a list is what it is alone', async () => {
  const listed = await listClientMeetings(team.ctx.store.db, clientId, ALL);
  expect(listed.map(({ id }) => id)).toEqual(ids);
  for (const meeting of listed) {
    expect(await findClientMeeting(team.ctx.store.db, { clientId, id: meeting.id })).toEqual(meeting);
    expect(meeting.participants).toHaveLength(3);
  }
});

test('another client’s meeting is looked for as hard as nobody’s', async () => {
  const [id = ''] = ids;
  const another = await questions((db) => findClientMeeting(db, { clientId: 'cli_other', id }));
  expect(await questions((db) => findClientMeeting(db, { clientId, id: 'mtg_nobody' }))).toBe(another);
});

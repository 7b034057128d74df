import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import { givePortalLink } from '../actions/portal-links.ts';
import { scratchType, wish } from '../actions/scratch-team.ts';
import type { PortalMeetingListView } from './portal-contract.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';

const ADA = { name: 'Ada', email: 'ada@example.com' };
const STARTS = ['2026-11-05T09:00:00Z', '2026-11-03T10:00:00Z', '2026-11-03T09:00:00Z', '2026-11-04T09:00:00Z'];
const SORTED = [...STARTS].sort();

let app: ScratchApp;
let root: string;

beforeAll(async () => {
  app = await scratchApp(undefined, scratchType('group', { capacity: 3, slotIntervalMinutes: 30 }));
  const booked = [];
  for (const start of STARTS) booked.push(await bookMeeting(app.ctx, wish('intro', start, { client: ADA })));
  await bookMeeting(
    app.ctx,
    wish('intro', '2026-11-03T11:00:00Z', { client: { name: 'Bob', email: 'bob@example.com' } }),
  );
  await app.raw(`update meetings set status = 'completed' where start_ms = $1`, Date.parse(SORTED[0] as string));
  const { url } = await givePortalLink(app.ctx, booked[0]?.meeting.clientId as string);
  root = `/api/portal/${url.split('/portal/')[1]}/meetings`;
});

afterAll(() => app.dispose());

async function list(query = '', at = root): Promise<PortalMeetingListView> {
  const response = await app.get(at + query);
  expect(response.status, query).toBe(200);
  return (await response.json()) as PortalMeetingListView;
}

const starts = ({ items }: PortalMeetingListView) => items.map(({ start }) => start);

test('a client’s meetings come soonest first, past ones too, and nobody else’s', async () => {
  const whole = await list();
  expect(starts(whole)).toEqual(SORTED);
  expect(whole.nextCursor).toBeNull();
  expect(JSON.stringify(whole)).not.toContain('bob@example.com');
});

test('states and the range of starts narrow the list; a state may repeat, and the end of the range is not in it', async () => {
  expect(starts(await list('?status=completed'))).toEqual(SORTED.slice(0, 1));
  expect(starts(await list('?status=completed&status=confirmed'))).toEqual(SORTED);
  expect(starts(await list('?status=no_show'))).toEqual([]);
  expect(starts(await list(`?from=${SORTED[1]}&to=${SORTED[3]}`))).toEqual(SORTED.slice(1, 3));
});

test('pages follow each other without a gap or a repetition', async () => {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: PortalMeetingListView = await list(`?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...starts(page));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(SORTED);
});

test.each([
  '?cursor=soon',
  '?cursor=',
  '?cursor=MTIz',
  '?limit=0',
  '?limit=201',
  '?status=gone',
  '?from=now',
  '?page=2',
])('a wrong query is 400 and names what is wrong: %s', async (query) => {
  const response = await app.get(root + query);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).errors?.[0]?.path).toBe(/\?(\w+)/.exec(query)?.[1]);
});

test('a link to one meeting lists that one, by the same filters', async () => {
  const start = '2026-11-06T09:00:00Z';
  const { portalToken } = await bookMeeting(app.ctx, wish('intro', start, { client: ADA }));
  const narrow = `/api/portal/${portalToken}/meetings`;
  expect(starts(await list('', narrow))).toEqual([start]);
  expect(starts(await list('?status=cancelled', narrow))).toEqual([]);
  expect(starts(await list(`?to=${start}`, narrow))).toEqual([]);
});

test('in a group session each client sees their own seat and nobody else', async () => {
  const at = { client: ADA };
  const mine = await bookMeeting(app.ctx, wish('group', '2026-11-09T09:00:00Z', at));
  await bookMeeting(
    app.ctx,
    wish('group', '2026-11-09T09:00:00Z', { client: { name: 'Eve', email: 'eve@example.com' } }),
  );
  const view = await list('?from=2026-11-09T00:00:00Z');
  expect(view.items.map(({ id }) => id)).toEqual([mine.meeting.id]);
  expect(view.items[0]?.participants.map(({ email }) => email)).toEqual(['ada@example.com', 'claire@team.example']);
});

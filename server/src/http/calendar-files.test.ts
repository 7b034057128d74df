import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import { scratchType, wish } from '../actions/scratch-team.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchPortal, scratchPortal } from './scratch-portal.ts';

let app: ScratchApp;
let portal: ScratchPortal;
let feed: string;

beforeAll(async () => {
  app = await scratchApp(undefined, scratchType('group', { capacity: 3 }));
  portal = await scratchPortal(app, { description: 'Long enough to be folded, é by é: '.repeat(4) });
  feed = portal.at(portal.tokens.feed, '/feed.ics');
  const ada = { client: { name: 'Ada', email: 'ada@example.com' } };
  await bookMeeting(app.ctx, wish('group', '2026-11-04T09:00:00Z', ada));
  await bookMeeting(
    app.ctx,
    wish('group', '2026-11-04T09:00:00Z', { client: { name: 'Eve', email: 'eve@x.example' } }),
  );
  const gone = await bookMeeting(app.ctx, wish('intro', '2026-11-05T09:00:00Z', ada));
  await app.raw(
    `update meetings set status = 'cancelled', cancelled_at_ms = 1, cancelled_by = 'client' where id = $1`,
    gone.meeting.id,
  );
});

afterAll(() => app.dispose());

const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));

test('a feed holds what is agreed, soonest first, and not what is cancelled, as two readers have it', async () => {
  const response = await app.get(feed);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
  expect(response.headers.get('content-disposition')).toBe('inline; filename="meetings.ics"');
  const text = await response.text();
  expect(events(text).map(({ startDate }) => startDate.toJSDate().toISOString())).toEqual([
    '2026-11-03T09:00:00.000Z',
    '2026-11-04T09:00:00.000Z',
  ]);
  expect(events(text)[0]?.description).toContain('é by é');
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Meetings (book.example)');
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  const others = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT');
  expect(others.map((one) => (one as { uid: string }).uid)).toContain(portal.meeting.uid);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('a feed asks nobody to answer, and holds no token and no other client', async () => {
  const text = (await (await app.get(feed)).text()).replaceAll('\r\n ', '');
  expect(text).not.toMatch(/ATTENDEE|VALARM|eve@x|bob@example|[0-9a-f]{40}/);
});

test('a feed that holds the same has the same ETag and is not sent again; a change of a meeting changes it', async () => {
  const first = await app.get(feed);
  const etag = String(first.headers.get('etag'));
  expect(etag).toMatch(/^"/);
  const again = await app.get(feed, { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  await app.raw('update meetings set sequence = 1 where id = $1', portal.meeting.id);
  const changed = await app.get(feed, { 'if-none-match': etag });
  expect(changed.status).toBe(200);
  expect(events(await changed.text())[0]?.sequence).toBe(1);
});

test('past meetings stay for 90 days', async () => {
  const day = 86_400_000;
  const start = Date.parse(portal.meeting.start);
  app.setNow(start + 90 * day);
  expect(events(await (await app.get(feed)).text())).toHaveLength(2);
  app.setNow(start + 90 * day + 1);
  expect(events(await (await app.get(feed)).text())).toHaveLength(1);
  app.setNow(start + 200 * day);
  expect(events(await (await app.get(feed)).text())).toHaveLength(0);
  app.setNow(Date.parse('2026-11-02T07:00:00Z'));
});

test('a feed’s token opens the feed alone, and no other token opens it', async () => {
  for (const path of ['', '/meetings', `/meetings/${portal.meeting.id}`, `/meetings/${portal.meeting.id}/invite.ics`]) {
    expect((await app.get(portal.at(portal.tokens.feed, path))).status, path).toBe(404);
  }
  for (const token of [portal.tokens.client, portal.tokens.meeting, portal.tokens.guest]) {
    const refused = await app.get(portal.at(token, '/feed.ics'));
    expect([refused.status, (await problemOf(refused)).code]).toEqual([404, 'not_found']);
  }
});

test('the calendar file of a meeting is for guests too, and of a cancelled one takes it out', async () => {
  const { id } = portal.meeting;
  for (const token of [portal.tokens.guest, portal.tokens.client]) {
    expect(await (await app.get(portal.at(token, `/meetings/${id}/invite.ics`))).text()).toContain('METHOD:REQUEST');
  }
  await app.raw(
    `update meetings set status = 'cancelled', cancelled_at_ms = 1, cancelled_by = 'client' where id = $1`,
    id,
  );
  const response = await app.get(portal.at(portal.tokens.guest, `/meetings/${id}/invite.ics`));
  expect(response.headers.get('content-type')).toContain('method=CANCEL');
  expect(await response.text()).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/);
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import { wish } from '../actions/scratch-team.ts';
import { requestPortalLink, sendPortalLink } from '../actions/send-portal-link.ts';
import type { BlockedView } from './blocked-contract.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';

let app: ScratchApp;
let owner: ScratchHost;
let member: ScratchHost;

beforeAll(async () => {
  app = await scratchApp();
  owner = await scratchHost(app, 'claire', { role: 'owner' });
  member = await scratchHost(app, 'ben');
});
afterAll(() => app.dispose());
afterEach(() => app.raw('delete from blocked_addresses'));

const PATH = '/blocked';
const block = (address: string, host = owner, more: object = {}) => host.ask('POST', PATH, { address, ...more });
async function blocked(address: string, more: object = {}): Promise<BlockedView> {
  const response = await block(address, owner, more);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { blocked: BlockedView }).blocked;
}

let hour = 0;
/** The next free hour of "intro". */
function start(): string {
  hour += 1;
  return `2026-11-${String(3 + Math.floor(hour / 7)).padStart(2, '0')}T${String(8 + (hour % 7)).padStart(2, '0')}:00:00Z`;
}
const book = (email: string, more: object = {}) =>
  app.book({ start: start(), client: { name: 'Eve', email }, ...more });

const REFUSED = { status: 403, code: 'booking_refused' };

test('an address is blocked, listed with who did it and why, and taken again', async () => {
  const entry = await blocked('Eve+news@Example.com', { reason: 'Never came' });
  expect(entry).toEqual({
    id: expect.stringMatching(/^blk_/),
    address: 'eve@example.com',
    reason: 'Never came',
    blockedBy: { id: owner.id, name: 'Claire', email: 'claire@team.example' },
    createdAt: '2026-11-02T07:00:00Z',
  });
  expect(await (await owner.ask('GET', PATH)).json()).toEqual({ items: [entry], nextCursor: null });
  expect(await problemOf(await book('eve@example.com'))).toMatchObject(REFUSED);
  expect((await owner.ask('DELETE', `${PATH}/${entry.id}`)).status).toBe(204);
  await bookedOf(await book('eve@example.com'));
  expect((await owner.ask('DELETE', `${PATH}/${entry.id}`)).status).toBe(404);
});

test('what is blocked already stays as it was', async () => {
  const entry = await blocked('spam.example', { reason: 'Robots' });
  const again = await block('@SPAM.example', owner, { reason: 'Again' });
  expect(again.status).toBe(200);
  expect(await again.json()).toEqual({ blocked: entry });
});

test('of many at once who block the same, one makes the entry', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => block('rush.example')));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
});

test('the list goes on from page to page, newest first', async () => {
  for (const name of ['one', 'two', 'three']) await blocked(`${name}.example`);
  const first = (await (await owner.ask('GET', `${PATH}?limit=2`)).json()) as {
    items: BlockedView[];
    nextCursor: string;
  };
  const second = (await (await owner.ask('GET', `${PATH}?limit=2&cursor=${first.nextCursor}`)).json()) as typeof first;
  const seen = [...first.items, ...second.items].map(({ address }) => address);
  expect(seen.sort()).toEqual(['one.example', 'three.example', 'two.example']);
  expect(second.nextCursor).toBeNull();
});

test.each(['eve', 'eve@', 'http://spam.example', ''])('%j is no address and no domain', async (address) => {
  const response = await block(address);
  expect(response.status).toBe(422);
  expect((await problemOf(response)).errors).toMatchObject([{ path: '/address' }]);
});

test('the list is for owners and admins', async () => {
  expect((await member.ask('GET', PATH)).status).toBe(403);
  expect((await block('eve@example.com', member)).status).toBe(403);
  const reader = await scratchHost(app, 'aiko', { role: 'admin', scopes: ['meetings:read'] });
  expect((await reader.ask('GET', PATH)).status).toBe(403);
  const admin = await scratchHost(app, 'aiko', { role: 'admin', scopes: ['blocked'] });
  expect((await block('eve@example.com', admin)).status).toBe(201);
});

test('whoever is blocked cannot book, nor be brought as a guest, and is not told of a list', async () => {
  await blocked('spam.example');
  const own = await book('eve@mail.spam.example');
  expect(own.status).toBe(403);
  expect(JSON.stringify(await own.json())).not.toMatch(/list|block/i);
  expect(await problemOf(await book('ada@example.com', { guests: ['bob@spam.example'] }))).toMatchObject(REFUSED);
});

test('by their link a client brings no guest who is blocked, and keeps those who are there', async () => {
  const { meeting, portalToken } = await bookedOf(await book('ada@example.com', { guests: ['bob@spam.example'] }));
  await blocked('spam.example');
  const change = (guests: string[]) =>
    fetch(`${app.url}/api/portal/${portalToken}/meetings/${meeting.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ guests }),
    });
  expect(await problemOf(await change(['bob@spam.example', 'eve@spam.example']))).toMatchObject(REFUSED);
  expect((await change(['bob@spam.example', 'eve@example.com'])).status).toBe(200);
});

test('hosts book for whom they like', async () => {
  await blocked('spam.example');
  const client = { name: 'Eve', email: 'eve@spam.example' };
  const answer = await owner.ask('POST', '/meetings', { type: 'intro', start: start(), timeZone: 'UTC', client });
  expect(answer.status).toBe(201);
});

test('their link is asked for as by anybody, and not sent', async () => {
  await bookedOf(await book('eve@spam.example'));
  await bookedOf(await book('ada@fine.example'));
  await blocked('spam.example');
  await app.raw('delete from job_attempts');
  await app.raw('delete from jobs');
  for (const email of ['eve@spam.example', 'ada@fine.example']) {
    await requestPortalLink(app.ctx, { email });
    await sendPortalLink(app.ctx, { id: email, email });
  }
  const mails = await app.raw(`select recipient from jobs where kind = 'mail'`);
  expect(mails).toEqual([{ recipient: 'ada@fine.example' }]);
});

test('what one process blocks holds in the other from the next booking on', async () => {
  const other = await app.another();
  await bookMeeting(other, wish('intro', start(), { client: { name: 'Eve', email: 'eve@late.example' } }));
  const entry = await blocked('late.example');
  const again = () =>
    bookMeeting(other, wish('intro', start(), { client: { name: 'Eve', email: 'eve@late.example' } }));
  await expect(again()).rejects.toMatchObject({ code: 'booking_refused' });
  await owner.ask('DELETE', `${PATH}/${entry.id}`);
  await again();
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import { scratchType, wish } from '../actions/scratch-team.ts';
import type { SlotsView } from './contract.ts';
import type { ChangedMeetingView, PortalMeetingView } from './portal-contract.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchPortal, scratchPortal } from './scratch-portal.ts';

let app: ScratchApp;
let portal: ScratchPortal;
let path: string;

beforeEach(async () => {
  app = await scratchApp(undefined, scratchType('group', { capacity: 3 }));
  portal = await scratchPortal(app);
  path = portal.at(portal.tokens.meeting);
});

afterEach(() => app.dispose());

async function meetingOf(response: Response): Promise<PortalMeetingView> {
  expect(response.status).toBe(200);
  return ((await response.json()) as ChangedMeetingView).meeting;
}

async function codeOf(response: Response): Promise<[number, string]> {
  return [response.status, (await problemOf(response)).code];
}

const mails = async () => (await app.raw(`select id from jobs where kind = 'mail'`)).length;

test('a meeting is moved: the same one, at the new time, as its list and its file have it', async () => {
  const before = await mails();
  const response = await portal.send('PUT', path, { start: '2026-11-05T13:30:00Z' });
  const etag = response.headers.get('etag');
  const moved = await meetingOf(response);
  expect(moved).toMatchObject({
    uid: portal.meeting.uid,
    sequence: 1,
    revision: 2,
    start: '2026-11-05T13:30:00Z',
    end: '2026-11-05T14:00:00Z',
    status: 'confirmed',
    changes: { movesLeft: 2 },
  });
  expect(etag).toBe(`"${moved.id}-2"`);
  expect(await mails()).toBe(before + 3);
  const again = await app.get(path);
  expect(again.headers.get('etag')).toBe(etag);
  expect(await again.json()).toEqual({ meeting: moved, notes: [] });
});

test('the starts to move to are free ones, but for where it is already, and each can be taken', async () => {
  const range = 'from=2026-11-03T00:00:00Z&to=2026-11-04T00:00:00Z';
  const response = await app.get(`${path}/slots?${range}&timeZone=Asia/Tokyo`);
  const { slots, offsets } = (await response.json()) as SlotsView;
  expect(slots).toContain('2026-11-03T09:30:00Z');
  expect(slots).not.toContain(portal.meeting.start);
  expect(offsets).toHaveLength(1);
  expect((await portal.send('PUT', path, { start: slots.at(-1) })).status).toBe(200);
  await portal.send('DELETE', path);
  expect(await codeOf(await app.get(`${path}/slots?${range}`))).toEqual([409, 'meeting_closed']);
  expect(await codeOf(await app.get(`${path}/slots`))).toEqual([400, 'invalid_request']);
});

test('what is the same already is no change: neither written nor sent', async () => {
  const before = await mails();
  const response = await portal.send('PUT', path, { start: portal.meeting.start, title: portal.meeting.title });
  expect(response.headers.get('etag')).toBe(`"${portal.meeting.id}-1"`);
  expect((await meetingOf(response)).revision).toBe(1);
  expect((await meetingOf(await portal.send('PUT', path, {}))).revision).toBe(1);
  expect(await mails()).toBe(before);
});

test('a time that is taken or not offered leaves the meeting where it is', async () => {
  const start = '2026-11-05T09:00:00Z';
  await bookMeeting(app.ctx, wish('intro', start));
  const taken = await portal.send('PUT', path, { start });
  expect(taken.status).toBe(409);
  const { code, alternatives } = await problemOf(taken);
  expect([code, alternatives?.length]).toEqual(['slot_taken', 5]);
  expect(await codeOf(await portal.send('PUT', path, { start: '2026-11-05T03:00:00Z' }))).toEqual([
    422,
    'slot_unavailable',
  ]);
  expect(await (await app.get(path)).json()).toMatchObject({ meeting: { start: portal.meeting.start, revision: 1 } });
});

test('two who change at once on what they saw: one does, the other is told', async () => {
  const match = { 'if-match': `"${portal.meeting.id}-1"` };
  const both = await Promise.all([
    portal.send('PUT', path, { start: '2026-11-05T09:00:00Z' }, match),
    portal.send('PUT', portal.at(portal.tokens.client), { title: 'Renamed' }, match),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  const late = both.find(({ status }) => status === 412) as Response;
  expect((await problemOf(late)).code).toBe('version_conflict');
});

test.each([
  ['"{id}-1"', 200],
  ['"other-1", "{id}-1"', 200],
  ['*', 200],
  ['"{id}-2"', 412],
  ['W/"{id}-1"', 412],
  ['"{id}-01"', 412],
  ['nonsense', 412],
])('If-Match: %s is answered with %i', async (header, status) => {
  const match = { 'if-match': header.replace('{id}', portal.meeting.id) };
  expect((await portal.send('PUT', path, { title: 'Renamed' }, match)).status).toBe(status);
});

test.each([
  [{ surprise: 1 }, '/surprise'],
  [{ start: 'soon' }, '/start'],
  [{ durationMinutes: 45 }, '/durationMinutes'],
  [{ title: '' }, '/title'],
  [{ title: 'two\nlines' }, '/title'],
  [{ guests: ['a@b.example, c@d.example'] }, '/guests/0'],
  [{ guests: ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'] }, '/guests'],
  [{ timeZone: 'Mars/Base' }, '/timeZone'],
  [{ status: 'confirmed' }, '/status'],
  [{ status: 'cancelled', title: 'Bye' }, '/title'],
  [{ cancellationReason: 'Why' }, '/cancellationReason'],
  [{ reminderMinutes: [-1] }, '/reminderMinutes/0'],
])('a wrong body is 422 and changes nothing: %j', async (body, pointer) => {
  const response = await portal.send('PUT', path, body);
  expect(response.status).toBe(422);
  expect((await problemOf(response)).errors?.map((error) => error.path)).toContain(pointer);
  expect(await (await app.get(path)).json()).toMatchObject({ meeting: { revision: 1 } });
});

test('a meeting is cancelled with a reason, once; it stays, and takes no change', async () => {
  const before = await mails();
  const cancel = { status: 'cancelled', cancellationReason: ' Fell ill\r\nSorry ' };
  const cancelled = await meetingOf(await portal.send('PUT', path, cancel));
  expect(cancelled).toMatchObject({
    status: 'cancelled',
    cancelledBy: 'client',
    cancellationReason: 'Fell ill\nSorry',
    changes: { canMove: false, canCancel: false, reason: 'closed', until: null },
  });
  const told = await mails();
  expect(told).toBe(before + 3);
  expect(await meetingOf(await portal.send('PUT', path, cancel))).toEqual(cancelled);
  const old = { 'if-match': `"${portal.meeting.id}-1"` };
  expect(await meetingOf(await portal.send('DELETE', path, undefined, old))).toEqual(cancelled);
  expect(await mails()).toBe(told);
  expect(await codeOf(await portal.send('PUT', path, { title: 'Up again' }))).toEqual([409, 'meeting_closed']);
  const freed = await bookMeeting(app.ctx, wish('intro', portal.meeting.start));
  expect(freed.meeting.status).toBe('confirmed');
});

test('what is too late, or too often, is refused by its name and said before', async () => {
  for (const day of ['04', '05', '06']) {
    expect((await portal.send('PUT', path, { start: `2026-11-${day}T09:00:00Z` })).status).toBe(200);
  }
  const { meeting } = (await (await app.get(path)).json()) as ChangedMeetingView;
  expect(meeting.changes).toMatchObject({ canMove: false, canCancel: true, reason: 'moves_used_up', movesLeft: 0 });
  expect(await codeOf(await portal.send('PUT', path, { start: '2026-11-09T09:00:00Z' }))).toEqual([
    409,
    'moves_used_up',
  ]);
  app.setNow(Date.parse('2026-11-06T06:00:00Z'));
  expect(await codeOf(await portal.send('DELETE', path))).toEqual([409, 'change_notice_passed']);
});

test('a guest answers for themself alone, and the answer is seen', async () => {
  const answer = (response: string, token = portal.tokens.guest) =>
    portal.send('POST', portal.at(token, `/meetings/${portal.meeting.id}/response`), { response });
  const before = await mails();
  const declined = await meetingOf(await answer('declined'));
  expect(declined.participants.find(({ role }) => role === 'guest')?.response).toBe('declined');
  expect([declined.sequence, declined.revision]).toEqual([0, 2]);
  expect((await meetingOf(await answer('declined'))).revision).toBe(2);
  expect((await meetingOf(await answer('accepted'))).revision).toBe(3);
  expect(await mails()).toBe(before);
  expect(await codeOf(await answer('tentative'))).toEqual([422, 'invalid_request']);
  expect(await codeOf(await answer('declined', portal.tokens.meeting))).toEqual([403, 'forbidden']);
  expect(await codeOf(await answer('declined', portal.tokens.client))).toEqual([403, 'forbidden']);
  await portal.send('DELETE', path);
  expect(await codeOf(await answer('accepted'))).toEqual([409, 'meeting_closed']);
});

test('a guest sees the invitation, and neither answers nor notes nor anything to change', async () => {
  await portal.send('POST', portal.at(portal.tokens.meeting, `/meetings/${portal.meeting.id}/notes`), { body: 'Ours' });
  const answers = JSON.stringify([{ key: 'topic', label: 'Topic', value: 'For the host alone' }]);
  await app.raw('update meetings set answers = $1 where id = $2', answers, portal.meeting.id);
  expect(await (await app.get(path)).json()).toMatchObject({ meeting: { answers: { topic: 'For the host alone' } } });
  const view = (await (await app.get(portal.at(portal.tokens.guest))).json()) as {
    meeting: PortalMeetingView;
    notes: unknown[];
  };
  expect(view.notes).toEqual([]);
  expect(view.meeting).toMatchObject({ notesShared: false, notesSharedAt: null });
  expect([view.meeting.answers, view.meeting.answerLabels]).toEqual([{}, {}]);
  expect(view.meeting.changes).toMatchObject({ canMove: false, canCancel: false, reason: 'guest' });
  expect(await (await app.get(portal.at(portal.tokens.guest, ''))).json()).toMatchObject({
    scope: 'guest',
    client: { email: 'bob@example.com' },
    links: {},
  });
});

test('one seat of a group is moved and cancelled by itself, and no answer names another client', async () => {
  const start = '2026-11-09T09:00:00Z';
  const mine = await bookMeeting(app.ctx, wish('group', start));
  await bookMeeting(app.ctx, wish('group', start, { client: { name: 'Eve', email: 'eve@other.example' } }));
  const seat = portal.at(mine.portalToken, `/meetings/${mine.meeting.id}`);
  const answers = [
    await portal.send('PUT', seat, { start: '2026-11-09T10:00:00Z' }),
    await portal.send('PUT', seat, { start: '2026-11-09T09:10:00Z' }),
    await app.get(seat),
    await app.get(`${seat}/invite.ics`),
    await portal.send('DELETE', seat),
  ];
  for (const answer of answers) expect(await answer.text()).not.toMatch(/eve@|other.example/i);
  const [theirs] = await app.raw(`select status, start_ms from meetings where start_ms = $1`, Date.parse(start));
  expect(theirs).toMatchObject({ status: 'confirmed' });
});

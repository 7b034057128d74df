import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, scratchType } from '../actions/scratch-team.ts';
import { tellOfNotes } from '../actions/tell-of-notes.ts';
import type { NoteView } from './portal-contract.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';

let app: ScratchApp;
let claire: ScratchHost;
let ben: ScratchHost;
let owner: ScratchHost;
let meetingId: string;
let portal: string;
let now = NOW;

beforeAll(async () => {
  app = await scratchApp(undefined, scratchType('visit', { hosts: ['ben@team.example'] }));
  const { meeting, portalToken } = await bookedOf(await app.book());
  meetingId = meeting.id;
  portal = `/api/portal/${portalToken}/meetings/${meetingId}`;
  claire = await scratchHost(app, 'claire');
  ben = await scratchHost(app, 'ben');
  owner = await scratchHost(app, 'aiko', { role: 'owner' });
});

afterAll(() => app.dispose());

const notes = () => `/meetings/${meetingId}/notes`;

async function write(host: ScratchHost, body: object, headers: Record<string, string> = {}): Promise<NoteView> {
  now += 1;
  app.setNow(now);
  const response = await host.ask('POST', notes(), body, headers);
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as { note: NoteView }).note;
}

test('a host’s note is private unless it is shared, and every host who reaches the meeting reads both', async () => {
  const hidden = await write(claire, { body: ' between us \r\n' });
  expect(hidden).toMatchObject({
    body: 'between us',
    shared: false,
    mine: true,
    author: { role: 'host', name: 'Claire' },
  });
  await write(claire, { body: 'for you', shared: true });
  const { items } = (await (await owner.ask('GET', notes())).json()) as { items: NoteView[] };
  expect(items.map(({ body, mine }) => [body, mine])).toEqual([
    ['between us', false],
    ['for you', false],
  ]);
});

test('what is private changes nothing in any answer that a client gets, nor in a mail', async () => {
  const answers = async () => {
    const seen = [];
    const [root = ''] = portal.split('/meetings/');
    const pages = [root.replace('/api', ''), `${portal}/notes`, `${root}/meetings`, `${portal}/invite.ics`];
    for (const path of [portal, ...pages]) {
      const response = await app.get(path);
      const text = (await response.text()).replace(/"requestId":"[^"]*"/, '');
      seen.push([response.status, response.headers.get('etag'), response.headers.get('last-modified'), text]);
    }
    return seen;
  };
  const mails = () => app.raw(`select id, kind, payload from jobs where kind in ('mail', 'note_mail') order by id`);
  const [before, owed] = [await answers(), await mails()];
  const hidden = await write(claire, { body: 'SECRET one' });
  await claire.ask('PUT', `${notes()}/${hidden.id}`, { body: 'SECRET two' });
  await claire.ask('DELETE', `${notes()}/${(await write(claire, { body: 'SECRET three' })).id}`);
  expect(await answers()).toEqual(before);
  expect(await mails()).toEqual(owed);
  // Shared, the client reads it from the text that it then has on.
  await claire.ask('PUT', `${notes()}/${hidden.id}`, { shared: true, body: 'open' });
  const after = JSON.stringify(await answers());
  expect(after).toContain('open');
  expect(after).not.toContain('SECRET');
  await tellOfNotes(app.ctx, { meetingId, role: 'host' });
  const told = JSON.stringify((await mails()).slice(owed.length));
  expect(told).toContain('open');
  expect(told).not.toContain('SECRET');
});

test('one’s own note is changed and deleted, another host’s is 403', async () => {
  const note = await write(claire, { body: 'one' });
  const path = `${notes()}/${note.id}`;
  expect((await owner.ask('PUT', path, { body: 'mine' })).status).toBe(403);
  expect((await owner.ask('DELETE', path)).status).toBe(403);
  const changed = (await (await claire.ask('PUT', path, { body: 'two' })).json()) as { note: NoteView };
  expect(changed.note).toMatchObject({ body: 'two', revisions: [{ body: 'one' }] });
  expect((await claire.ask('DELETE', path)).status).toBe(204);
  expect((await claire.ask('DELETE', path)).status).toBe(404);
  expect((await claire.ask('PUT', path, { body: 'three' })).status).toBe(404);
});

test('on another member’s meeting nothing is read or written', async () => {
  const note = await write(claire, { body: 'one' });
  for (const [method, path, body] of [
    ['GET', notes(), undefined],
    ['POST', notes(), { body: 'x' }],
    ['PUT', `${notes()}/${note.id}`, { body: 'x' }],
    ['DELETE', `${notes()}/${note.id}`, undefined],
  ] as const) {
    const response = await ben.ask(method, path, body);
    expect([response.status, (await problemOf(response)).code]).toEqual([404, 'not_found']);
  }
});

test('what is shared does not become private again', async () => {
  const note = await write(claire, { body: 'open', shared: true });
  const response = await claire.ask('PUT', `${notes()}/${note.id}`, { shared: false });
  expect([response.status, (await problemOf(response)).code]).toEqual([409, 'change_refused']);
});

test('a note of one Idempotency-Key is written once', async () => {
  const headers = { 'idempotency-key': 'note-1' };
  const [one, two] = [await write(claire, { body: 'once' }, headers), await write(claire, { body: 'once' }, headers)];
  expect(two).toEqual(one);
  const other = await claire.ask('POST', notes(), { body: 'twice' }, headers);
  expect([other.status, (await problemOf(other)).code]).toEqual([422, 'idempotency_mismatch']);
});

test.each([
  ['nothing', { body: '' }],
  ['only space', { body: ' \n\t ' }],
  ['signs that nobody sees', { body: '\u200b\u2060' }],
  ['more than 5,000 characters', { body: 'x'.repeat(5001) }],
  ['control characters', { body: 'a\u0007b' }],
  ['a lone surrogate', { body: '\ud800' }],
  ['no body', { shared: true }],
  ['a field of no meaning', { body: 'x', colour: 'red' }],
])('a note of %s is 422', async (_, body) => {
  const response = await claire.ask('POST', notes(), body);
  expect([response.status, (await problemOf(response)).code]).toEqual([422, 'invalid_request']);
});

test('5,000 characters are a note, whatever space was around them and however its lines ended', async () => {
  const note = await write(claire, { body: `  ${'a\r\n'.repeat(2499)}ab  ` });
  expect(note.body).toBe(`${'a\n'.repeat(2499)}ab`);
});

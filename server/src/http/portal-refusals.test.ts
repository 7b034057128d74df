import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guestToken } from '../actions/guest-access.ts';
import { revokePortalLinks } from '../actions/portal-links.ts';
import { problemOf, type ScratchApp, scratchApp, VALID } from './scratch-app.ts';
import { type ScratchPortal, scratchPortal } from './scratch-portal.ts';

/** Every row of the portal's table; `as` says which links are allowed what. */
const ROWS = [
  { method: 'GET', path: '', as: ['client', 'meeting', 'guest'] },
  { method: 'GET', path: '/meetings', as: ['client', 'meeting', 'guest'] },
  { method: 'POST', path: '/meetings', body: { type: 'intro', start: '2026-11-04T09:00:00Z' }, as: ['client'] },
  { method: 'GET', path: '/feed.ics', as: ['feed'] },
  { method: 'GET', path: '/meetings/{id}', as: ['client', 'meeting', 'guest'] },
  { method: 'PUT', path: '/meetings/{id}', body: { title: 'Taken over' }, as: ['client', 'meeting'] },
  { method: 'DELETE', path: '/meetings/{id}', as: ['client', 'meeting'] },
  { method: 'POST', path: '/meetings/{id}/response', body: { response: 'declined' }, as: ['guest'] },
  { method: 'GET', path: '/meetings/{id}/invite.ics', as: ['client', 'meeting', 'guest'] },
  { method: 'GET', path: '/meetings/{id}/events', as: ['client', 'meeting'] },
  {
    method: 'GET',
    path: '/meetings/{id}/slots?from=2026-11-03T00:00:00Z&to=2026-11-04T00:00:00Z',
    as: ['client', 'meeting'],
  },
  { method: 'GET', path: '/meetings/{id}/notes', as: ['client', 'meeting'] },
  { method: 'POST', path: '/meetings/{id}/notes', body: { body: 'Hello' }, as: ['client', 'meeting'] },
  { method: 'PUT', path: '/meetings/{id}/notes/not_1', body: { body: 'Hello' }, as: ['client', 'meeting'] },
  { method: 'DELETE', path: '/meetings/{id}/notes/not_1', as: ['client', 'meeting'] },
] as const;

let app: ScratchApp;
let ada: ScratchPortal;
let eve: ScratchPortal;
let zoe: ScratchPortal;

beforeAll(async () => {
  app = await scratchApp();
  ada = await scratchPortal(app);
  const other = (name: string, start: string) => ({
    start,
    client: { name, email: `${name}@x.example` },
    guests: [`g${name}@x.example`],
  });
  eve = await scratchPortal(app, other('eve', '2026-11-03T10:00:00Z'));
  zoe = await scratchPortal(app, other('zoe', '2026-11-03T11:00:00Z'));
  await revokePortalLinks(app.ctx, zoe.clientId);
});

afterAll(() => app.dispose());

/** Else its length would tell one answer from another. */
const SAME_ID = { 'x-request-id': 'one' };

const ask = (row: (typeof ROWS)[number], token: string, id: string) =>
  ada.send(row.method, ada.at(token, row.path.replace('{id}', id)), 'body' in row ? row.body : undefined, SAME_ID);

/** The whole answer but for what differs with every request. */
async function wholeOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => !/^(date|connection|keep-alive)$/.test(name));
  return JSON.stringify({ status: response.status, headers, body: await response.text() });
}

const NOWHERE = 'mtg_00000000000000000000000000';

describe.each(ROWS)('$method …$path', (row) => {
  const isOfOne = row.path.includes('{id}');

  test('opens nothing by whatever is wrong with a link, and does not tell what it is', async () => {
    const { id } = ada.meeting;
    const { client, meeting, guest, feed } = ada.tokens;
    const altered = (token: string) => token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
    const foreign = guestToken(app.ctx.secret, { meetingId: id, generation: 1, email: 'eve@x.example' });
    const wrong = ['nothing', '..x', 'ptk_1.0', 'gst_1.0', 'a'.repeat(3000), foreign, guest.replace('gst_', 'ptk_')];
    wrong.push(
      ...[client, meeting, guest, feed].map(altered),
      ...Object.values(zoe.tokens),
      'caf%C3%A9',
      '%22%20or%201',
    );
    const answers = new Set<string>();
    for (const token of wrong) answers.add(await wholeOf(await ask(row, token, id)));
    app.setNow(Date.parse('2030-01-01T00:00:00Z'));
    for (const token of Object.values(ada.tokens)) answers.add(await wholeOf(await ask(row, token, id)));
    app.setNow(Date.parse('2026-11-02T07:00:00Z'));
    // Every kind of link of somebody else's; where their own portal answers, there is nothing of this one in it.
    if (isOfOne) for (const scope of row.as) answers.add(await wholeOf(await ask(row, eve.tokens[scope], id)));
    if (isOfOne) for (const scope of row.as) answers.add(await wholeOf(await ask(row, ada.tokens[scope], NOWHERE)));
    expect([...answers].slice(1)).toEqual([]);
    expect([...answers][0]).toContain('"status":404');
  });

  test('is forbidden, or not there, to a link that does not reach so far', async () => {
    for (const scope of ['client', 'meeting', 'guest', 'feed'] as const) {
      if ((row.as as readonly string[]).includes(scope)) continue;
      const isFeed = scope === 'feed' || row.path === '/feed.ics';
      const response = await ask(row, ada.tokens[scope], ada.meeting.id);
      const expected = isFeed ? [404, 'not_found'] : [403, 'forbidden'];
      expect([response.status, (await problemOf(response)).code], scope).toEqual(expected);
    }
  });
});

test('after all of that nothing is written and nobody was mailed', async () => {
  const rows = await app.raw('select revision, status, title from meetings order by id');
  expect(rows.every(({ revision, status }) => revision === 1 && status === 'confirmed')).toBe(true);
  expect(await app.raw('select id from notes')).toEqual([]);
  expect(rows).toHaveLength(3);
});

test('opening whatever a mail leads to changes nothing', async () => {
  const everything = async () => {
    const tables = ['meetings', 'participants', 'notes', 'portal_tokens', 'jobs', 'clients', 'idempotency_keys'];
    const rows = [];
    for (const table of tables) rows.push(await app.raw(`select * from ${table} order by 1, 2`));
    return JSON.stringify(rows);
  };
  const before = await everything();
  for (const token of Object.values(ada.tokens)) {
    await (await app.get(`/portal/${token}`)).text();
    for (const { method, path } of ROWS) {
      if (method !== 'GET' || path.endsWith('/events')) continue;
      await (await app.get(ada.at(token, path.replace('{id}', ada.meeting.id)))).text();
    }
  }
  expect(await everything()).toBe(before);
});

test('no line of the log holds a token, or any part of one', async () => {
  await ask(ROWS[0], ada.tokens.client, ada.meeting.id);
  await app.get(`/portal/${ada.tokens.client}`);
  const log = app.lines.join('');
  for (const token of [...Object.values(ada.tokens), ...Object.values(zoe.tokens)]) {
    const [, mac = ''] = token.split('.');
    expect(log).not.toContain(mac);
    expect(log).not.toContain(token);
  }
  expect(log).not.toMatch(/gst_|ptk_/);
});

test('pages of an allowed origin may do all of it, and read what they need of the answer', async () => {
  const preflight = await fetch(app.url + ada.at(ada.tokens.meeting), {
    method: 'OPTIONS',
    headers: {
      origin: 'https://www.example.com',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type,if-match,idempotency-key,last-event-id',
    },
  });
  expect(preflight.status).toBe(204);
  for (const method of ['PUT', 'DELETE', 'POST']) {
    expect(preflight.headers.get('access-control-allow-methods')).toContain(method);
  }
  for (const header of ['If-Match', 'Idempotency-Key', 'Last-Event-ID']) {
    expect(preflight.headers.get('access-control-allow-headers')).toContain(header);
  }
  const { headers } = await app.get(ada.at(ada.tokens.meeting), { origin: 'https://www.example.com' });
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('access-control-expose-headers')).toContain('ETag');
});

test('a page of another origin changes nothing by a link that it has', async () => {
  const closed = await scratchApp(() => ({ allowedOrigins: ['https://www.example.com'] }));
  const portal = await scratchPortal(closed);
  const send = (method: string, origin: string) =>
    portal.send(method, portal.at(portal.tokens.meeting), method === 'PUT' ? { title: 'X' } : undefined, { origin });
  for (const method of ['PUT', 'DELETE']) {
    const refused = await send(method, 'https://elsewhere.example');
    expect([refused.status, (await problemOf(refused)).code]).toEqual([403, 'origin_refused']);
  }
  expect((await send('PUT', 'https://www.example.com')).status).toBe(200);
  await closed.dispose();
});

test('who asks for a link is answered the same whoever they are, and not too often', async () => {
  const limited = await scratchApp(() => ({ rateLimit: true }));
  await limited.book();
  const linkFor = (email: string) =>
    fetch(`${limited.url}/api/portal/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    });
  for (const email of [VALID.client.email, 'nobody@example.com']) {
    for (let i = 0; i < 3; i += 1) {
      const answer = await linkFor(i === 1 ? email.replace('@', '+again@') : email);
      expect([answer.status, await answer.text()]).toEqual([202, '{}']);
    }
    expect((await linkFor(email)).status, email).toBe(429);
  }
  for (let i = 0; i < 2; i += 1) expect((await linkFor(`other${i}@example.com`)).status).toBe(202);
  const tooMany = await linkFor('fresh@example.com');
  expect([tooMany.status, (await problemOf(tooMany)).code]).toEqual([429, 'rate_limited']);
  await limited.dispose();
});

test('who changes too much is told to wait: by address, and by the mailboxes that hear of it', async () => {
  const limited = await scratchApp(() => ({ rateLimit: true }));
  const portal = await scratchPortal(limited);
  const path = portal.at(portal.tokens.meeting);
  const rename = (title: string) => portal.send('PUT', path, { title });
  for (let i = 1; i < 30; i += 1) expect((await rename(`Title ${i}`)).status, `${i}`).toBe(200);
  // What changes nothing is not counted.
  for (let i = 0; i < 2; i += 1) await portal.send('PUT', path, {}, { 'if-match': '"other-1"' });
  const refused = await rename('Title 30');
  expect([refused.status, (await problemOf(refused)).code]).toEqual([429, 'rate_limited']);
  let last = refused;
  for (let i = 0; i < 240 && last.headers.get('ratelimit-remaining') !== '0'; i += 1) {
    last = await portal.send('DELETE', portal.at('nothing'));
  }
  expect(last.status).toBe(404);
  const tooMany = await portal.send('DELETE', path);
  expect([tooMany.status, Number(tooMany.headers.get('retry-after')) > 0]).toEqual([429, true]);
  await limited.dispose();
});

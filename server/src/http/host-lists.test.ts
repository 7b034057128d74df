import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, scratchType } from '../actions/scratch-team.ts';
import type { HostClientView, HostMeetingView } from './host-contract.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';

/** Claire's "intro" of Ada and Élodie, Ben's "visit" of Ada, and a "pair" that both hold, of Zoé. */
let app: ScratchApp;
let claire: ScratchHost;
let ben: ScratchHost;
let owner: ScratchHost;
let ids: Record<'intro' | 'second' | 'visit' | 'pair', string>;

beforeAll(async () => {
  const hosts = ['claire@team.example', 'ben@team.example'];
  app = await scratchApp(
    undefined,
    scratchType('visit', { hosts: ['ben@team.example'] }),
    scratchType('pair', { hosts, assignment: 'collective', title: 'Atelier à 100 %' }),
  );
  let now = NOW - 10_000;
  const book = async (slug: string, start: string, name: string, email: string, phone?: string) => {
    now += 1000;
    app.setNow(now);
    const body = { start, timeZone: 'Europe/Paris', client: { name, email, phone }, metadata: { from: slug } };
    const response = await fetch(`${app.url}/api/types/${slug}/meetings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await bookedOf(response)).meeting.id;
  };
  ids = {
    intro: await book('intro', '2026-11-03T09:00:00Z', 'Ada Lovelace', 'ada@example.com', '+33 6 12 34 56 78'),
    visit: await book('visit', '2026-11-03T10:00:00Z', 'Ada Lovelace', 'ada@example.com'),
    second: await book('intro', '2026-11-04T09:00:00Z', 'Élodie Martin', 'elodie_m@example.com'),
    pair: await book('pair', '2026-11-05T09:00:00Z', 'Zoé', 'zoe@example.org'),
  };
  app.setNow(NOW);
  claire = await scratchHost(app, 'claire');
  ben = await scratchHost(app, 'ben');
  owner = await scratchHost(app, 'aiko', { role: 'owner' });
});

afterAll(() => app.dispose());

const nameOf = (id: string) => Object.entries(ids).find(([, one]) => one === id)?.[0];

async function list(host: ScratchHost, query = ''): Promise<(string | undefined)[]> {
  const { items } = (await (await host.ask('GET', `/meetings?${query}`)).json()) as { items: HostMeetingView[] };
  return items.map(({ id }) => nameOf(id));
}

test('a member lists the meetings that they hold, an owner all, soonest first', async () => {
  expect(await list(claire)).toEqual(['intro', 'second', 'pair']);
  expect(await list(ben)).toEqual(['visit', 'pair']);
  expect(await list(owner)).toEqual(['intro', 'visit', 'second', 'pair']);
  expect(await list(owner, 'order=latest')).toEqual(['pair', 'second', 'visit', 'intro']);
});

test.each([
  ['type=visit', ['visit']],
  ['type=nothing', []],
  ['from=2026-11-03T10:00:00Z&to=2026-11-05T09:00:00Z', ['visit', 'second']],
  ['status=cancelled', []],
  ['status=cancelled&status=confirmed', ['intro', 'visit', 'second', 'pair']],
  ['q=ada', ['intro', 'visit']],
  ['q=LOVELACE+ada', ['intro', 'visit']],
  ['q=lovelace+martin', []],
  ['q=%C3%A9lodie', ['second']],
  ['q=%C3%89LODIE', ['second']],
  ['q=ZO%C3%89', ['pair']],
  ['q=100+%25', ['pair']],
  ['q=elodie_m', ['second']],
  ['q=ada_example', []],
  ['q=%25', ['pair']],
  ['q=%27+or+1%3D1', []],
  ['q=+', ['intro', 'visit', 'second', 'pair']],
])('a list is narrowed by %s', async (query, expected) => {
  expect(await list(owner, query)).toEqual(expected);
});

test('a list is narrowed by host and client, and to a member never widened', async () => {
  expect(await list(owner, `host=${ben.id}`)).toEqual(['visit', 'pair']);
  expect(await list(claire, `host=${ben.id}`)).toEqual(['pair']);
  const [client] = await app.raw(`select id from clients where email = 'ada@example.com'`);
  expect(await list(owner, `client=${client?.id}`)).toEqual(['intro', 'visit']);
  expect(await list(ben, `client=${client?.id}`)).toEqual(['visit']);
});

test.each(['soonest', 'latest'])('pages hold every meeting once, the %s first', async (order) => {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = `order=${order}&limit=1${cursor ? `&cursor=${cursor}` : ''}`;
    const page = (await (await owner.ask('GET', `/meetings?${query}`)).json()) as {
      items: HostMeetingView[];
      nextCursor: string | null;
    };
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(new Set(seen)).toEqual(new Set(Object.values(ids)));
  expect(seen).toHaveLength(4);
});

test('a meeting shows its hosts what only they may know, with its revision as its ETag', async () => {
  const response = await claire.ask('GET', `/meetings/${ids.intro}`);
  expect(response.headers.get('etag')).toBe(`"${ids.intro}-1"`);
  const { meeting } = (await response.json()) as { meeting: HostMeetingView };
  expect(meeting).toMatchObject({
    metadata: { from: 'intro' },
    client: { name: 'Ada Lovelace', email: 'ada@example.com', phone: '+33 6 12 34 56 78' },
    hostIds: [claire.id],
    revision: 1,
    changes: { canMove: true },
  });
});

test('another member’s meeting is 404, with the same words as none at all', async () => {
  const words = [];
  for (const id of [ids.visit, 'mtg_nothing']) {
    const { requestId: _, ...problem } = await problemOf(await claire.ask('GET', `/meetings/${id}`));
    words.push(problem);
  }
  expect(words[0]).toMatchObject({ status: 404, code: 'not_found' });
  expect(words[1]).toEqual(words[0]);
  expect((await ben.ask('GET', `/meetings/${ids.pair}`)).status).toBe(200);
});

test('a member lists and reads the clients of their meetings, an owner all', async () => {
  const clients = async (host: ScratchHost, query = '') =>
    ((await (await host.ask('GET', `/clients?${query}`)).json()) as { items: HostClientView[] }).items;
  expect((await clients(claire)).map(({ name }) => name)).toEqual(['Ada Lovelace', 'Élodie Martin', 'Zoé']);
  expect((await clients(ben)).map(({ name }) => name)).toEqual(['Ada Lovelace', 'Zoé']);
  const all = await clients(owner);
  expect(all).toHaveLength(3);
  expect((await clients(owner, 'q=MARTIN')).map(({ name }) => name)).toEqual(['Élodie Martin']);
  const elodie = all.find(({ name }) => name === 'Élodie Martin')?.id;
  expect((await ben.ask('GET', `/clients/${elodie}`)).status).toBe(404);
  expect(await (await claire.ask('GET', `/clients/${elodie}`)).json()).toMatchObject({
    client: { email: 'elodie_m@example.com', phone: null, timeZone: 'Europe/Paris' },
  });
});

test('clients come in pages', async () => {
  const first = (await (await owner.ask('GET', '/clients?limit=2')).json()) as { items: []; nextCursor: string };
  expect(first.items).toHaveLength(2);
  const second = await (await owner.ask('GET', `/clients?limit=2&cursor=${first.nextCursor}`)).json();
  expect(second).toMatchObject({ items: [{ name: 'Zoé' }], nextCursor: null });
});

test('a portal link is given and revoked by an owner, and by no member, who would reach others’ meetings by it', async () => {
  const [client] = await app.raw(`select id from clients where email = 'ada@example.com'`);
  const path = `/clients/${client?.id}/portal-link`;
  expect((await claire.ask('POST', path)).status).toBe(403);
  expect((await claire.ask('DELETE', path)).status).toBe(403);
  expect((await ben.ask('POST', '/clients/cli_nothing/portal-link')).status).toBe(404);
  expect((await owner.ask('POST', '/clients/cli_nothing/portal-link')).status).toBe(404);
  const given = await owner.ask('POST', path);
  expect(given.status).toBe(201);
  const { url, expiresAt } = (await given.json()) as { url: string; expiresAt: string };
  expect(expiresAt).toBe('2027-01-31T07:00:00Z');
  const token = url.replace('https://book.example/portal/', '');
  expect((await app.get(`/api/portal/${token}/meetings`)).status).toBe(200);
  expect((await owner.ask('DELETE', path)).status).toBe(204);
  expect((await app.get(`/api/portal/${token}/meetings`)).status).toBe(404);
});

test.each(['status=gone', 'cursor=x', 'limit=0', 'from=soon', 'surprise=1', 'q=a&q=b', 'type=Not+A+Slug'])(
  'a wrong query is 400: %s',
  async (query) => {
    expect((await owner.ask('GET', `/meetings?${query}`)).status).toBe(400);
  },
);

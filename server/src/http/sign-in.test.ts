import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NOW } from '../actions/scratch-team.ts';
import { makeSignInLink, signInToken } from '../actions/sign-in-links.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';
import type { SignedInView } from './sign-in-contract.ts';

const OURS = { origin: 'https://book.example', 'sec-fetch-site': 'same-origin' };
const DAY_MS = 86_400_000;

let app: ScratchApp;
let ben: ScratchHost;
beforeAll(async () => {
  app = await scratchApp();
  ben = await scratchHost(app, 'ben', { role: 'admin' });
});
beforeEach(() => app.setNow(NOW));
afterAll(() => app.dispose());

type Headers = Readonly<Record<string, string>>;

function ask(method: string, path: string, body?: unknown, headers: Headers = {}, at = app): Promise<Response> {
  const typed = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
  return fetch(`${at.url}/api/host${path}`, {
    method,
    headers: typed,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function newToken(hostId = ben.id): Promise<string> {
  const link = await app.ctx.store.write((tx) => makeSignInLink(app.ctx, tx, hostId, 'sign_in'));
  return signInToken(app.ctx.secret, link);
}

/** Signs Ben in, as a page of ours does. */
async function signIn(): Promise<{ cookie: string; csrf: string; view: SignedInView }> {
  const response = await ask('POST', '/sign-in', { token: await newToken() }, OURS);
  expect(response.status).toBe(200);
  const view = (await response.json()) as SignedInView;
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', csrf: view.csrfToken, view };
}

test('a link’s token signs in, once, with a cookie that no script reads and no other site sends', async () => {
  const token = await newToken();
  const response = await ask('POST', '/sign-in', { token }, OURS);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^__Host-meeting-booker=sgn_[0-9a-z]{26}_[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=7776000$/,
    ),
  ]);
  expect(await response.json()).toEqual({
    host: {
      id: ben.id,
      name: 'Ben',
      email: 'ben@team.example',
      role: 'admin',
      timeZone: 'America/New_York',
      locale: 'en',
    },
    csrfToken: expect.stringMatching(/^[0-9a-f]{40}$/),
    expiresAt: '2026-12-02T07:00:00Z',
  });
  const again = await ask('POST', '/sign-in', { token }, OURS);
  expect(again.status).toBe(401);
  expect(again.headers.getSetCookie()).toEqual([]);
});

test('wrong, used, expired and unknown tokens are answered alike', async () => {
  const [used, expired, right] = [await newToken(), await newToken(), await newToken()];
  await ask('POST', '/sign-in', { token: used });
  const words = new Set<string>();
  const hear = async (token: string) => {
    const response = await ask('POST', '/sign-in', { token });
    const { requestId: _, ...problem } = await problemOf(response);
    words.add(JSON.stringify([response.status, problem, response.headers.get('www-authenticate')]));
  };
  for (const token of ['', 'x', used, `${right}0`, `sil_${right.slice(4).replace(/^./, '7')}`]) await hear(token);
  app.setNow(NOW + DAY_MS);
  await hear(expired);
  expect([...words]).toEqual([expect.stringContaining('"unauthorized"')]);
});

test('the cookie says who is signed in, until they sign out', async () => {
  const { cookie, csrf, view } = await signIn();
  expect(await (await ask('GET', '/sign-in', undefined, { cookie: `a=b; ${cookie}; c=d` })).json()).toEqual(view);
  for (const wrong of ['', `${cookie}0`, cookie.replace('__Host-', ''), `x${cookie}`]) {
    const answer = await ask('GET', '/sign-in', undefined, { cookie: wrong });
    expect([answer.status, (await problemOf(answer)).code]).toEqual([401, 'unauthorized']);
  }
  const out = await ask('DELETE', '/sign-in', undefined, { cookie, 'x-csrf-token': csrf, ...OURS });
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()).toEqual([
    '__Host-meeting-booker=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0',
  ]);
  expect((await ask('GET', '/sign-in', undefined, { cookie })).status).toBe(401);
  expect((await ask('GET', '/meetings', undefined, { cookie })).status).toBe(401);
  expect((await ask('DELETE', '/sign-in', undefined, { cookie, 'x-csrf-token': csrf, ...OURS })).status).toBe(401);
});

test('signing out everywhere ends the host’s other sign-ins too', async () => {
  const [one, other] = [await signIn(), await signIn()];
  const out = (query: string) =>
    ask('DELETE', `/sign-in${query}`, undefined, { cookie: one.cookie, 'x-csrf-token': one.csrf, ...OURS });
  expect((await out('?everywhere=perhaps')).status).toBe(400);
  expect((await out('?everywhere=true')).status).toBe(204);
  for (const { cookie } of [one, other]) {
    expect((await ask('GET', '/sign-in', undefined, { cookie })).status).toBe(401);
  }
});

test('who is signed in may do what a key of every scope may, as far as the host reaches', async () => {
  const { cookie, csrf } = await signIn();
  for (const path of ['/meetings', '/clients', '/api-keys', '/deliveries', '/webhooks']) {
    expect((await ask('GET', path, undefined, { cookie })).status, path).toBe(200);
  }
  const made = await ask(
    'POST',
    '/api-keys',
    { name: 'Desk', scopes: ['meetings:read'] },
    { cookie, 'x-csrf-token': csrf, ...OURS },
  );
  expect(made.status).toBe(201);
  expect((await ask('GET', '/webhooks', undefined, { cookie: (await signInAs('claire')).cookie })).status).toBe(403);
});

async function signInAs(name: 'claire') {
  const { id } = await scratchHost(app, name);
  const response = await ask('POST', '/sign-in', { token: await newToken(id) });
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

test.each<[string, Headers, boolean]>([
  ['with nothing', {}, false],
  ['without the token', OURS, false],
  ['with another token', { ...OURS, 'x-csrf-token': '0'.repeat(40) }, false],
  ['with a shorter token', { ...OURS, 'x-csrf-token': '0' }, false],
  ['by a page of another site', { origin: 'https://evil.example', 'x-csrf-token': 'CSRF' }, false],
  ['by a page of a sister site', { ...OURS, 'sec-fetch-site': 'same-site', 'x-csrf-token': 'CSRF' }, false],
  ['by a page without an origin', { origin: 'null', 'x-csrf-token': 'CSRF' }, false],
  ['by whoever does not say whose page it is', { 'x-csrf-token': 'CSRF' }, false],
  ['by a page of ours', { ...OURS, 'x-csrf-token': 'CSRF' }, true],
  ['by a page of ours in an older browser', { origin: OURS.origin, 'x-csrf-token': 'CSRF' }, true],
])('a change by the cookie, %s', async (_, headers, isGranted) => {
  const { cookie, csrf } = await signIn();
  const sent = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, text.replace('CSRF', csrf)]));
  const key = { name: 'x', scopes: ['keys'] };
  const answers = [
    await ask('POST', '/api-keys', key, { cookie, ...sent }),
    await ask('DELETE', '/sign-in', undefined, { cookie, ...sent }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(isGranted ? [201, 204] : [403, 403]);
  if (isGranted) return;
  for (const answer of answers) expect((await problemOf(answer)).code).toBe('forbidden');
  expect((await ask('GET', '/sign-in', undefined, { cookie })).status).toBe(200);
});

test('one sign-in’s token is of no use with another’s cookie', async () => {
  const [one, other] = [await signIn(), await signIn()];
  const headers = { cookie: one.cookie, 'x-csrf-token': other.csrf, ...OURS };
  expect((await ask('DELETE', '/sign-in', undefined, headers)).status).toBe(403);
});

test('a key beside a cookie is what counts, right or wrong', async () => {
  const { cookie } = await signIn();
  const { key } = await scratchHost(app, 'claire', { scopes: ['meetings:read'] });
  const by = (text: string, path: string) => ask('GET', path, undefined, { cookie, authorization: text });
  expect((await by(`Bearer ${key}`, '/meetings')).status).toBe(200);
  expect((await by(`Bearer ${key}`, '/clients')).status).toBe(403);
  expect((await by('Bearer nothing', '/meetings')).status).toBe(401);
  expect((await by('Basic x', '/meetings')).status).toBe(401);
});

test('the cookie opens nothing but the hosts’ API', async () => {
  const { cookie } = await signIn();
  const plain = await (await app.get('/api/types')).text();
  expect(await (await app.get('/api/types', { cookie })).text()).toBe(plain);
  expect((await app.get('/api/portal/nothing', { cookie })).status).toBe(404);
});

test('pages of other sites can neither ask for a link nor sign anybody in', async () => {
  const token = await newToken();
  const theirs = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await ask('POST', '/sign-in/link', { email: 'ben@team.example' }, theirs)).status).toBe(403);
  expect((await ask('POST', '/sign-in', { token }, theirs)).status).toBe(403);
  const form = { 'content-type': 'text/plain', origin: OURS.origin };
  expect((await ask('POST', '/sign-in', { token }, form)).status).toBe(415);
  expect((await ask('POST', '/sign-in', { token }, OURS)).status).toBe(200);
});

test('whoever asks for a link gets the same answer and owes the same, a host or not', async () => {
  const owed = async () => Number((await app.raw('select count(*) as n from jobs'))[0]?.n);
  const seen = [];
  for (const email of ['ben@team.example', 'nobody@team.example']) {
    const before = await owed();
    const response = await ask('POST', '/sign-in/link', { email, locale: 'fr' }, OURS);
    seen.push([response.status, await response.text(), (await owed()) - before, response.headers.get('cache-control')]);
  }
  expect(seen).toEqual([
    [202, '{}', 1, 'private, no-store'],
    [202, '{}', 1, 'private, no-store'],
  ]);
});

test.each([
  ['/sign-in/link', { email: 'ben' }, '/email'],
  ['/sign-in/link', { email: 'ben@team.example', next: '/x' }, '/next'],
  ['/sign-in', {}, '/token'],
  ['/sign-in', { token: 1 }, '/token'],
])('POST %s with %j is refused', async (path, body, at) => {
  const response = await ask('POST', path, body, OURS);
  expect(response.status).toBe(422);
  expect((await problemOf(response)).errors?.[0]?.path).toBe(at);
});

test('a mailbox gets few links at a time, an address may ask and guess only so often', async () => {
  const limited = await scratchApp(() => ({ rateLimit: true }));
  try {
    const link = (email: string) => ask('POST', '/sign-in/link', { email }, {}, limited);
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await link('Claire+x@team.example')).status);
    expect(statuses).toEqual([202, 202, 202, 202, 429]);
    for (let i = 0; i < 5; i += 1) statuses.push((await link(`nobody${i}@team.example`)).status);
    expect(statuses.slice(5)).toEqual([202, 202, 202, 202, 202]);
    const refused = await link('x@team.example');
    expect([refused.status, (await problemOf(refused)).code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const guesses = [];
    for (let i = 0; i < 61; i += 1) {
      guesses.push((await ask('POST', '/sign-in', { token: `sil_${i}.x` }, {}, limited)).status);
    }
    expect(guesses.slice(0, 60).every((status) => status === 401)).toBe(true);
    expect(guesses[60]).toBe(429);
  } finally {
    await limited.dispose();
  }
});

test('calls are counted by sign-in', async () => {
  const limited = await scratchApp(() => ({ rateLimit: true }));
  try {
    const [{ id } = {}] = await limited.raw('select id from hosts where email = $1', 'claire@team.example');
    const cookies = [];
    for (let i = 0; i < 2; i += 1) {
      const made = await limited.ctx.store.write((tx) => makeSignInLink(limited.ctx, tx, String(id), 'sign_in'));
      const token = signInToken(limited.ctx.secret, made);
      const response = await ask('POST', '/sign-in', { token }, {}, limited);
      cookies.push(response.headers.getSetCookie()[0]?.split(';')[0] ?? '');
    }
    const left = async (cookie = '') =>
      Number((await ask('GET', '/meetings', undefined, { cookie }, limited)).headers.get('ratelimit-remaining'));
    expect([await left(cookies[0]), await left(cookies[0]), await left(cookies[1])]).toEqual([1199, 1198, 1199]);
  } finally {
    await limited.dispose();
  }
});

test('neither token nor cookie is in any line of the log', async () => {
  const token = await newToken();
  const { cookie, csrf } = await signIn();
  await ask('POST', '/sign-in', { token: `${token}0` });
  await ask('POST', '/sign-in', { token });
  await app.get(`/console/sign-in?${token}`, { cookie });
  await app.get(`/${token}`, { cookie });
  const log = app.lines.join('');
  expect(log).toContain('/api/host/sign-in');
  for (const secret of [token.split('.')[1] ?? 'x', cookie.slice(-64), csrf]) expect(log).not.toContain(secret);
});

test.each(['/console', '/console/sign-in'])(
  '%s is a page for everybody, kept by nobody and framed by nobody',
  async (path) => {
    const response = await app.get(path, { accept: 'text/html', 'accept-language': 'fr' });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('<meeting-console locale="fr">');
    expect(page).toContain('La connexion demande JavaScript');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/);
    expect(response.headers.getSetCookie()).toEqual([]);
  },
);

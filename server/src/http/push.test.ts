import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { pushPublicKey } from '../actions/push-devices.ts';
import { pushWork } from '../compose-push.ts';
import { startWorker, type Worker } from '../jobs/worker.ts';
import { type ScratchPushService, scratchPushService } from '../notify/scratch-push-service.ts';
import type { PushDeviceListView, PushDeviceView } from './push-contract.ts';
import { problemOf, type ScratchApp, scratchApp, VALID } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';
import { type ScratchPortal, scratchPortal } from './scratch-portal.ts';

let app: ScratchApp;
let portal: ScratchPortal;
let claire: ScratchHost;
let ben: ScratchHost;
let service: ScratchPushService;
let worker: Worker;

beforeAll(async () => {
  app = await scratchApp();
  portal = await scratchPortal(app);
  claire = await scratchHost(app, 'claire', { role: 'owner' });
  ben = await scratchHost(app, 'ben');
});
afterAll(() => app.dispose());
beforeEach(async () => {
  service = await scratchPushService();
  const { store, clock } = app.ctx;
  const config = { webhookAllow: ['127.0.0.1/32'], mailFrom: 'Rooms <booking@rooms.example>' };
  worker = startWorker({ store, clock, pollMs: 10, ...pushWork(app.ctx, config) });
});
afterEach(async () => {
  await worker.stop();
  await service.close();
  await app.raw('delete from push_subscriptions');
});

/** Either side's routes, asked by the one or the other. */
type Ask = (method: string, rest?: string, body?: object) => Promise<Response>;
const asHost =
  (host: ScratchHost): Ask =>
  (method, rest = '', body) =>
    host.ask(method, `/push${rest}`, body);
const byToken =
  (token: string): Ask =>
  (method, rest = '', body) =>
    portal.send(method, portal.at(token, `/push${rest}`), body);

const ASKERS = ['a host', 'a client', 'a client by the link of a meeting'] as const;
const askerOf = (who: (typeof ASKERS)[number]): Ask => {
  if (who === 'a host') return asHost(claire);
  return byToken(who === 'a client' ? portal.tokens.client : portal.tokens.meeting);
};
const browser = () => service.subscribe(pushPublicKey(app.ctx));
const listOf = async (ask: Ask) => (await (await ask('GET')).json()) as PushDeviceListView;
const made = async (ask: Ask, subscription: object = browser().subscription) => {
  const response = await ask('POST', '', subscription);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { subscription: PushDeviceView }).subscription;
};

test.each(ASKERS)('%s reads the public key, subscribes a browser, sees it, tests it and takes it away', async (who) => {
  const ask = askerOf(who);
  expect(await listOf(ask)).toEqual({ publicKey: pushPublicKey(app.ctx), items: [], nextCursor: null });
  const one = browser();
  const device = await made(ask, { ...one.subscription, locale: 'ja', timeZone: 'Asia/Tokyo' });
  expect(device).toEqual({
    id: expect.stringMatching(/^psh_/),
    service: new URL(service.url).host,
    endpointHash: expect.stringMatching(/^[\w-]{43}$/),
    locale: 'ja',
    timeZone: 'Asia/Tokyo',
    createdAt: '2026-11-02T07:00:00Z',
    lastSuccessAt: null,
    lastFailureAt: null,
  });
  expect((await ask('POST', `/${device.id}/test`)).status).toBe(202);
  await expect.poll(one.titles).toEqual(['この端末に通知が届きます']);
  expect(one.got[0]?.subject).toBe('mailto:booking@rooms.example');
  await expect
    .poll(async () => (await listOf(ask)).items)
    .toEqual([{ ...device, lastSuccessAt: '2026-11-02T07:00:00Z' }]);
  expect((await ask('DELETE', `/${device.id}`)).status).toBe(204);
  for (const gone of [await ask('DELETE', `/${device.id}`), await ask('POST', `/${device.id}/test`)]) {
    expect((await problemOf(gone)).code).toBe('not_found');
  }
});

test('the same browser once more is the same, with what it says of itself now', async () => {
  const ask = askerOf('a client');
  const { subscription } = browser();
  const first = await made(ask, subscription);
  const again = await ask('POST', '', { ...subscription, locale: 'fr' });
  expect([again.status, await again.json()]).toEqual([200, { subscription: { ...first, locale: 'fr' } }]);
  expect((await listOf(ask)).items.length).toBe(1);
});

test('each reaches their own alone, and what is another’s is as unknown as what is not', async () => {
  const [host, wide, narrow] = [
    await made(asHost(claire)),
    await made(askerOf('a client')),
    await made(byToken(portal.tokens.meeting)),
  ];
  const idsOf = async (ask: Ask) => (await listOf(ask)).items.map(({ id }) => id).sort();
  expect(await idsOf(asHost(ben))).toEqual([]);
  expect(await idsOf(asHost(claire))).toEqual([host.id]);
  expect(await idsOf(byToken(portal.tokens.meeting))).toEqual([narrow.id]);
  expect(await idsOf(byToken(portal.tokens.client))).toEqual([wide.id, narrow.id].sort());
  const answers = await Promise.all([
    asHost(ben)('DELETE', `/${host.id}`),
    asHost(claire)('DELETE', `/${wide.id}`),
    byToken(portal.tokens.meeting)('DELETE', `/${wide.id}`),
    byToken(portal.tokens.meeting)('POST', `/${host.id}/test`),
    asHost(claire)('DELETE', '/psh_nothing'),
  ]);
  const problems = (await Promise.all(answers.map(problemOf))).map(({ requestId: _, ...problem }) => problem);
  expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(1);
  expect(problems[0]).toMatchObject({ status: 404, code: 'not_found' });
});

test('a guest’s link may not, a feed’s and one that is wrong open nothing, and a key needs the scope', async () => {
  const { tokens } = portal;
  for (const [method, rest, body] of [
    ['GET', ''],
    ['POST', '', browser().subscription],
    ['DELETE', '/psh_1'],
    ['POST', '/psh_1/test'],
  ] as const) {
    expect((await problemOf(await byToken(tokens.guest)(method, rest, body))).code).toBe('forbidden');
    expect((await problemOf(await byToken(tokens.feed)(method, rest, body))).code).toBe('not_found');
    expect((await problemOf(await byToken(`${tokens.client}0`)(method, rest, body))).code).toBe('not_found');
    const lacking = await scratchHost(app, 'aiko', { scopes: ['meetings:read'] });
    expect((await problemOf(await asHost(lacking)(method, rest, body))).code).toBe('forbidden');
  }
});

test('what is no subscription is refused, and each mistake named', async () => {
  const ask = askerOf('a client');
  const { subscription } = browser();
  const { keys } = subscription;
  const refused = async (body: object) => {
    const problem = await problemOf(await ask('POST', '', body));
    return [problem.status, ...(problem.errors ?? []).map(({ path }) => path)];
  };
  expect(await refused({ ...subscription, more: 1 })).toEqual([422, '/more']);
  expect(await refused({ ...subscription, keys: { ...keys, more: 1 } })).toEqual([422, '/keys/more']);
  expect(await refused({ keys })).toEqual([422, '/endpoint']);
  expect(await refused({ ...subscription, keys: { ...keys, auth: 'AAAA' } })).toEqual([422, '/keys/auth']);
  expect(await refused({ ...subscription, keys: { ...keys, p256dh: keys.p256dh.slice(0, -4) } })).toEqual([
    422,
    '/keys/p256dh',
  ]);
  const offCurve = Buffer.alloc(65, 4).toString('base64url');
  expect(await refused({ ...subscription, keys: { ...keys, p256dh: offCurve } })).toEqual([422, '/keys/p256dh']);
  expect(await refused({ ...subscription, timeZone: 'Mars/Olympus' })).toEqual([422, '/timeZone']);
  expect(await refused({ ...subscription, locale: 'no such tag' })).toEqual([422, '/locale']);
  for (const endpoint of [
    'http://push.example/1',
    'https://10.0.0.1/1',
    'https://[::1]/1',
    'https://169.254.169.254/latest',
    'https://user:pass@push.example/1',
    'https://push.example:25/1',
    'file:///etc/passwd',
    `https://push.example/${'x'.repeat(1000)}`,
  ]) {
    expect(await refused({ ...subscription, endpoint })).toEqual([422, '/endpoint']);
  }
  expect((await listOf(ask)).items).toEqual([]);
});

test('a person has ten browsers at most, and a link to one meeting takes nothing from the client’s own', async () => {
  const narrow = byToken(portal.tokens.meeting);
  for (let i = 0; i < 10; i += 1) await made(narrow);
  expect((await problemOf(await narrow('POST', '', browser().subscription))).code).toBe('change_refused');
  await made(askerOf('a client'));
});

test('a browser’s new address is answered alike whether or not it was known', async () => {
  const { subscription } = browser();
  const device = await made(askerOf('a client'), subscription);
  const fresh = browser().subscription;
  const renew = (auth: string, endpoint = subscription.endpoint) =>
    portal.send('POST', '/api/push/renewal', { endpoint, auth, subscription: fresh });
  const answers = [
    await renew(fresh.keys.auth),
    await renew(subscription.keys.auth, 'https://push.example/nobody'),
    await renew(subscription.keys.auth),
  ];
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  const [now] = (await listOf(askerOf('a client'))).items;
  expect(now?.id).toBe(device.id);
  expect(now?.endpointHash).not.toBe(device.endpointHash);
});

test('a host finds the notices about their meetings among the deliveries', async () => {
  await made(asHost(claire));
  expect((await app.book({ ...VALID, start: '2026-11-04T09:00:00Z' })).status).toBe(201);
  const items = async () =>
    ((await (await claire.ask('GET', '/deliveries?kind=push')).json()) as { items: object[] }).items;
  await expect
    .poll(async () => (await items())[0])
    .toMatchObject({ template: 'host_booked', state: 'done', recipient: 'claire@team.example' });
  const all = (await (await claire.ask('GET', '/deliveries?limit=3')).json()) as {
    items: { id: string; kind: string }[];
  };
  const numbers = all.items.map(({ id }) => Number(id.slice(4)));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(new Set(all.items.map(({ kind }) => kind))).toEqual(new Set(['push', 'mail']));
});

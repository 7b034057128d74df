import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { shutOut } from '../actions/invite-host.ts';
import { pushPublicKey } from '../actions/push-devices.ts';
import { makeSignInLink, signInToken } from '../actions/sign-in-links.ts';
import { type ScratchPushService, scratchPushService } from '../notify/scratch-push-service.ts';
import type { PushDeviceListView, PushDeviceView } from './push-contract.ts';
import { type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';
import { type ScratchPortal, scratchPortal } from './scratch-portal.ts';

const OURS = { origin: 'https://book.example', 'sec-fetch-site': 'same-origin' };

let app: ScratchApp;
let portal: ScratchPortal;
let ben: ScratchHost;
let claire: ScratchHost;
let service: ScratchPushService;

beforeAll(async () => {
  app = await scratchApp();
  portal = await scratchPortal(app);
  ben = await scratchHost(app, 'ben');
  claire = await scratchHost(app, 'claire');
});
afterAll(() => app.dispose());
beforeEach(async () => {
  service = await scratchPushService();
});
afterEach(async () => {
  await service.close();
  await app.raw('delete from push_subscriptions');
});

/** Signs Ben in; answers how his browser asks from then on. */
async function signedIn(): Promise<(method: string, path: string, body?: object) => Promise<Response>> {
  const link = await app.ctx.store.write((tx) => makeSignInLink(app.ctx, tx, ben.id, 'sign_in'));
  const ask = (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${app.url}/api/host${path}`, {
      method,
      headers: { ...OURS, ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  const response = await ask('POST', '/sign-in', { token: signInToken(app.ctx.secret, link) });
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return (method, path, body) => ask(method, path, body, { cookie, 'x-csrf-token': csrfToken });
}

const browser = () => service.subscribe(pushPublicKey(app.ctx)).subscription;
async function told(answer: Promise<Response>): Promise<PushDeviceView> {
  const response = await answer;
  expect(response.status).toBe(201);
  return ((await response.json()) as { subscription: PushDeviceView }).subscription;
}
async function devicesOf(host: ScratchHost): Promise<string[]> {
  const { items } = (await (await host.ask('GET', '/push')).json()) as PushDeviceListView;
  return items.map(({ id }) => id);
}

test('a browser that signs out is told no more; the host’s others and other hosts’ are, at the same address too', async () => {
  const [here, there] = [browser(), browser()];
  const [one, other] = [await signedIn(), await signedIn()];
  const device = await told(one('POST', '/push', here));
  const kept = await told(other('POST', '/push', there));
  const claires = await told(claire.ask('POST', '/push', here));
  expect((await one('DELETE', `/sign-in?device=${device.endpointHash}`)).status).toBe(204);
  expect(await devicesOf(ben)).toEqual([kept.id]);
  expect(await devicesOf(claire)).toEqual([claires.id]);
  expect((await other('GET', '/sign-in')).status).toBe(200);
});

test('who names another’s device ends nothing but the own sign-in', async () => {
  const claires = await told(claire.ask('POST', '/push', browser()));
  const ask = await signedIn();
  expect((await ask('DELETE', `/sign-in?device=${claires.endpointHash}`)).status).toBe(204);
  expect(await devicesOf(claire)).toEqual([claires.id]);
});

test('a browser that is told of nothing signs out as ever', async () => {
  const ask = await signedIn();
  const elsewhere = await told(ben.ask('POST', '/push', browser()));
  expect((await ask('DELETE', '/sign-in')).status).toBe(204);
  expect(await devicesOf(ben)).toEqual([elsewhere.id]);
});

test('what cannot be a device is refused, and nobody is signed out by it', async () => {
  const ask = await signedIn();
  const { endpointHash } = await told(ask('POST', '/push', browser()));
  for (const wrong of ['', 'x', `${endpointHash}x`, `${endpointHash}&device=${endpointHash}`]) {
    expect((await ask('DELETE', `/sign-in?device=${wrong}`)).status, wrong).toBe(400);
  }
  expect((await ask('GET', '/sign-in')).status).toBe(200);
  expect(await devicesOf(ben)).toHaveLength(1);
});

test('no page of another site ends the notices', async () => {
  const ask = await signedIn();
  const { id, endpointHash } = await told(ask('POST', '/push', browser()));
  const theirs = await fetch(`${app.url}/api/host/sign-in?device=${endpointHash}`, { method: 'DELETE' });
  expect(theirs.status).toBe(401);
  expect(await devicesOf(ben)).toEqual([id]);
});

test.each([
  ['at the console', async () => void (await (await signedIn())('DELETE', '/sign-in?everywhere=true'))],
  ['by whoever runs the program', async () => void (await shutOut(app.ctx, 'ben@team.example'))],
])(
  'signed out everywhere %s, no device of the host is told any more, and nobody else’s is touched',
  async (_, signOut) => {
    await told(ben.ask('POST', '/push', browser()));
    await told((await signedIn())('POST', '/push', browser()));
    const claires = await told(claire.ask('POST', '/push', browser()));
    const client = portal.at(portal.tokens.client, '/push');
    await told(portal.send('POST', client, browser()));
    await signOut();
    expect(await devicesOf(ben)).toEqual([]);
    expect(await devicesOf(claire)).toEqual([claires.id]);
    expect(await app.raw('select id from push_subscriptions where client_id is not null')).toHaveLength(1);
  },
);

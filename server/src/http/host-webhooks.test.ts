import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { webhookWork } from '../compose-webhooks.ts';
import { startWorker, type Worker } from '../jobs/worker.ts';
import { type ScratchReceiver, scratchReceiver } from '../notify/scratch-receiver.ts';
import type { HostMeetingView } from './host-contract.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';
import { type DeliveryView, type WebhookBodyView, type WebhookView, webhookBody } from './webhook-contract.ts';

let app: ScratchApp;
let owner: ScratchHost;
let member: ScratchHost;
let receiver: ScratchReceiver;
let worker: Worker;

beforeAll(async () => {
  app = await scratchApp();
  owner = await scratchHost(app, 'claire', { role: 'owner' });
  member = await scratchHost(app, 'ben');
});
afterAll(() => app.dispose());

beforeEach(async () => {
  receiver = await scratchReceiver();
  const { store, clock } = app.ctx;
  worker = startWorker({ store, clock, pollMs: 10, ...webhookWork(app.ctx, { webhookAllow: ['127.0.0.1/32'] }) });
});
afterEach(async () => {
  await worker.stop();
  await receiver.close();
  await app.raw('delete from webhooks');
});

const PATH = '/webhooks';
const EVENTS = ['meeting.created', 'note.created'];

async function bodyOf<T>(response: Promise<Response> | Response, status = 200): Promise<T> {
  const answered = await response;
  if (answered.status !== status) throw new Error(`${answered.status} ${await answered.text()}`);
  return (await answered.json()) as T;
}
const make = (body: object = {}, host = owner) =>
  host.ask('POST', PATH, { url: `${receiver.url}/hook`, events: EVENTS, ...body });
const made = async (body: object = {}) => bodyOf<{ webhook: WebhookView; secret: string }>(await make(body), 201);
const deliveriesOf = async (id: string, query = '') =>
  bodyOf<{ items: DeliveryView[]; nextCursor: string | null }>(
    await owner.ask('GET', `${PATH}/${id}/deliveries${query}`),
  );

test('a webhook is made, listed, read, changed and deleted, and its secret is shown this once', async () => {
  const response = await make({ description: 'CRM' });
  const { webhook, secret } = await bodyOf<{ webhook: WebhookView; secret: string }>(response.clone(), 201);
  expect(response.headers.get('location')).toBe(`https://book.example/api/host/webhooks/${webhook.id}`);
  expect(webhook).toEqual({
    id: expect.stringMatching(/^whk_/),
    url: `${receiver.url}/hook`,
    description: 'CRM',
    events: EVENTS,
    active: true,
    switchedOff: null,
    oldSecretUntil: null,
    createdAt: '2026-11-02T07:00:00Z',
    updatedAt: '2026-11-02T07:00:00Z',
  });
  expect(secret).toMatch(/^whsec_/);
  const one = `${PATH}/${webhook.id}`;
  const seen = [await (await owner.ask('GET', PATH)).text(), await (await owner.ask('GET', one)).text()];
  for (const text of seen) {
    expect(text).toContain(webhook.id);
    expect(text).not.toContain('whsec_');
  }
  const change = { events: ['meeting.cancelled'], active: false, url: 'https://example.com/x' };
  const changed = await bodyOf<{ webhook: WebhookView }>(owner.ask('PUT', one, change));
  expect(changed.webhook).toEqual({ ...webhook, ...change });
  expect((await owner.ask('DELETE', one)).status).toBe(204);
  expect((await owner.ask('GET', one)).status).toBe(404);
  expect((await owner.ask('DELETE', one)).status).toBe(404);
});

test('a rotation shows a new secret, and until when the one before signs along', async () => {
  const { webhook, secret } = await made();
  const rotated = await bodyOf<{ webhook: WebhookView; secret: string }>(
    owner.ask('POST', `${PATH}/${webhook.id}/rotate`),
  );
  expect(rotated.secret).not.toBe(secret);
  expect(rotated.webhook.oldSecretUntil).toBe('2026-11-03T07:00:00Z');
});

test('what a webhook is sent is as the contract says, the meeting as the hosts’ API answers it', async () => {
  const { webhook } = await made({ events: ['meeting.created'] });
  const start = '2026-11-03T09:00:00Z';
  const booking = {
    start,
    metadata: { from: 'shop' },
    client: { name: 'Ada', email: 'ada@example.com', phone: '+33 1' },
  };
  const { meeting } = await bookedOf(await app.book(booking));
  await expect.poll(async () => (await deliveriesOf(webhook.id)).items[0]?.state).toBe('delivered');
  const text = receiver.received[0]?.body ?? '';
  const body: WebhookBodyView = webhookBody.strict().parse(JSON.parse(text));
  const { meeting: shown } = await bodyOf<{ meeting: HostMeetingView }>(owner.ask('GET', `/meetings/${meeting.id}`));
  expect(body.data.meeting).toEqual(shown);
  expect(shown).toMatchObject({ metadata: { from: 'shop' }, client: { phone: '+33 1' } });
  expect(text).not.toMatch(/ptk_|gst_|portalToken|whsec_/);
  const [delivery] = (await deliveriesOf(webhook.id)).items;
  expect(delivery).toEqual({
    id: receiver.received[0]?.headers['webhook-id'],
    event: 'meeting.created',
    meetingId: meeting.id,
    state: 'delivered',
    attempts: 1,
    request: {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'webhook-id': delivery?.id,
        'webhook-timestamp': receiver.received[0]?.headers['webhook-timestamp'],
      },
      body: text,
    },
    response: { status: 204, body: '' },
    error: null,
    createdAt: '2026-11-02T07:00:00Z',
    triedAt: '2026-11-02T07:00:00Z',
    settledAt: '2026-11-02T07:00:00Z',
  });
});

test('a note’s event holds the note and its meeting', async () => {
  const { webhook } = await made({ events: ['note.created'] });
  const { meeting } = await bookedOf(await app.book({ start: '2026-11-03T10:00:00Z' }));
  const write = (body: object) => owner.ask('POST', `/meetings/${meeting.id}/notes`, body);
  await write({ body: 'Private' });
  await write({ body: 'Shared', shared: true });
  await expect.poll(async () => (await deliveriesOf(webhook.id)).items[0]?.state).toBe('delivered');
  expect(receiver.received).toHaveLength(1);
  const { type, data } = webhookBody.strict().parse(JSON.parse(receiver.received[0]?.body ?? ''));
  expect([type, data.note?.body, data.note?.author, data.meeting?.id]).toEqual([
    'note.created',
    'Shared',
    { role: 'host', name: 'Claire' },
    meeting.id,
  ]);
});

test('a test is answered 202, and its delivery tells what became of it; it can be sent again', async () => {
  receiver.answer = (_, res) => void res.writeHead(418).end('teapot');
  const { webhook } = await made();
  const { delivery } = await bodyOf<{ delivery: DeliveryView }>(owner.ask('POST', `${PATH}/${webhook.id}/test`), 202);
  expect(delivery).toMatchObject({ event: 'ping', meetingId: null, state: 'pending', response: null, triedAt: null });
  expect(JSON.parse(delivery.request.body)).toEqual({ type: 'ping', timestamp: '2026-11-02T07:00:00Z', data: {} });
  const one = `${PATH}/${webhook.id}/deliveries/${delivery.id}`;
  const read = async () => (await bodyOf<{ delivery: DeliveryView }>(owner.ask('GET', one))).delivery;
  await expect.poll(async () => (await read()).state).toBe('failed');
  expect(await read()).toMatchObject({
    attempts: 1,
    response: { status: 418, body: 'teapot' },
    error: 'The receiver answered 418.',
  });
  receiver.answer = (_, res) => void res.writeHead(200).end();
  const again = await bodyOf<{ delivery: DeliveryView }>(owner.ask('POST', `${one}/retry`), 202);
  expect(again.delivery).toMatchObject({ id: delivery.id, state: 'pending' });
  await expect.poll(async () => (await read()).state).toBe('delivered');
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([delivery.id, delivery.id]);
});

test('deliveries come newest first, by pages and by state', async () => {
  const { webhook } = await made();
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    app.setNow(app.ctx.clock.now() + 1000);
    const sent = await bodyOf<{ delivery: DeliveryView }>(owner.ask('POST', `${PATH}/${webhook.id}/test`), 202);
    ids.unshift(sent.delivery.id);
  }
  await expect.poll(async () => (await deliveriesOf(webhook.id, '?state=delivered')).items.length).toBe(5);
  const first = await deliveriesOf(webhook.id, '?limit=3');
  const second = await deliveriesOf(webhook.id, `?limit=3&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  expect((await deliveriesOf(webhook.id, '?state=failed')).items).toEqual([]);
});

test('a delivery of one webhook is none of another', async () => {
  const [one, two] = [await made(), await made()];
  const { delivery } = await bodyOf<{ delivery: DeliveryView }>(
    owner.ask('POST', `${PATH}/${one.webhook.id}/test`),
    202,
  );
  const wrong = `${PATH}/${two.webhook.id}/deliveries/${delivery.id}`;
  for (const response of [await owner.ask('GET', wrong), await owner.ask('POST', `${wrong}/retry`)]) {
    expect([response.status, (await problemOf(response)).code]).toEqual([404, 'not_found']);
  }
});

test('webhooks are for owners and admins alone', async () => {
  const { webhook } = await made();
  const one = `${PATH}/${webhook.id}`;
  const url = 'https://example.com/';
  for (const [method, path, body] of [
    ['GET', PATH, undefined],
    ['POST', PATH, { url, events: EVENTS }],
    ['GET', one, undefined],
    ['PUT', one, { url }],
    ['DELETE', one, undefined],
    ['POST', `${one}/rotate`, undefined],
    ['POST', `${one}/test`, undefined],
    ['GET', `${one}/deliveries`, undefined],
    ['GET', `${one}/deliveries/dlv_x`, undefined],
    ['POST', `${one}/deliveries/dlv_x/retry`, undefined],
  ] as const) {
    const response = await member.ask(method, path, body);
    expect([response.status, (await problemOf(response)).code], `${method} ${path}`).toEqual([403, 'forbidden']);
  }
  const admin = await scratchHost(app, 'aiko', { role: 'admin' });
  expect((await admin.ask('GET', one)).status).toBe(200);
});

test.each([
  [{ url: 'http://example.com/' }, '/url'],
  [{ url: 'https://10.0.0.1/' }, '/url'],
  [{ url: 'https://169.254.169.254/latest' }, '/url'],
  [{ url: 'https://ada:x@example.com/' }, '/url'],
  [{ url: 'https://example.com:25/' }, '/url'],
  [{ url: 'example.com' }, '/url'],
  [{ url: '' }, '/url'],
  [{ events: [] }, '/events'],
  [{ events: ['meeting.exploded'] }, '/events/0'],
  [{ events: ['ping'] }, '/events/0'],
  [{ active: false }, '/active'],
  [{ secret: 'whsec_x' }, '/secret'],
])('a webhook that cannot be made so is refused: %j', async (body, path) => {
  const response = await make(body);
  expect(response.status).toBe(422);
  expect((await problemOf(response)).errors?.[0]?.path).toBe(path);
});

test('a change is looked at as a making is', async () => {
  const { webhook } = await made();
  const response = await owner.ask('PUT', `${PATH}/${webhook.id}`, { url: 'https://[::1]/' });
  expect([response.status, (await problemOf(response)).errors?.[0]?.path]).toEqual([422, '/url']);
});

test('there are at most fifty', async () => {
  for (let i = 0; i < 50; i += 1) await made();
  const response = await make();
  expect([response.status, (await problemOf(response)).code]).toEqual([409, 'change_refused']);
});

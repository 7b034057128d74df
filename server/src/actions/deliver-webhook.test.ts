import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startJobs } from '../compose-jobs.ts';
import { readConfig } from '../config.ts';
import { WEBHOOK_EVENTS } from '../domain/webhook.ts';
import type { OwedWebhookMail } from '../domain/webhook-mail.ts';
import { timetableRunner } from '../jobs/timetable.ts';
import { openLog } from '../log.ts';
import { type Received, type ScratchReceiver, scratchReceiver } from '../notify/scratch-receiver.ts';
import { findHost } from '../store/hosts.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { changeWebhook, deleteWebhook } from './change-webhook.ts';
import { createWebhook, type KeyedWebhook } from './create-webhook.ts';
import { listDeliveries, readWebhook } from './list-webhooks.ts';
import type { HostCaller } from './open-api-key.ts';
import { rotateWebhookKey } from './rotate-webhook-key.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendWebhookAgain, testWebhook } from './send-webhook-again.ts';

const HOUR = 3_600_000;
const PATIENT = { timeout: 15_000, interval: 10 };

let team: ScratchTeam;
let receiver: ScratchReceiver;
let owner: HostCaller;
let jobs: ReturnType<typeof startJobs>;

beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'));
  receiver = await scratchReceiver();
  await team.raw(`update hosts set role = 'owner' where email = 'claire@team.example'`);
  await team.raw(`update hosts set role = 'admin' where email = 'aiko@team.example'`);
  const [row] = await team.raw(`select id from hosts where email = 'claire@team.example'`);
  const host = await findHost(team.ctx.store.db, String(row?.id));
  if (!host) throw new Error('no host');
  owner = { host, keyId: 'key', scopes: ['webhooks'] };
  jobs = work('127.0.0.1');
});
afterEach(async () => {
  await jobs.stop();
  await receiver.close();
  await team.dispose();
});

function work(allow: string) {
  return startJobs(team.ctx, readConfig({}, { BOOKER_WEBHOOK_ALLOW: allow }), openLog('silent').logger, 1000);
}

const listen = (path = '/hook'): Promise<KeyedWebhook> =>
  createWebhook(team.ctx, owner, { url: receiver.url + path, description: 'CRM', events: WEBHOOK_EVENTS });
const book = async (start = '2026-11-03T09:00:00Z') => (await bookMeeting(team.ctx, wish('intro', start))).meeting;
const byHost = { role: 'host', hostId: 'hst' } as const;

/** Wakes the workers until `sees` answers what is expected: a job may owe the next, or wait for the clock. */
const until = (sees: () => unknown) =>
  expect.poll(async () => {
    jobs.wake();
    return sees();
  }, PATIENT);
/** Makes it `now` once no try is under way: what a try waits for is reckoned from when it ends. */
async function timePasses(now: number): Promise<void> {
  await until(() => team.raw('select id from jobs where leased_by is not null')).toEqual([]);
  team.setNow(now);
}
const requests = () => receiver.received.length;
const deliveries = async ({ webhook }: KeyedWebhook) =>
  (await listDeliveries(team.ctx, owner, webhook.id, { limit: 100 })).items;
const states = async (made: KeyedWebhook) => (await deliveries(made)).map(({ state }) => state).sort();
const bodyOf = ({ body }: Received) =>
  JSON.parse(body) as {
    type: string;
    timestamp: string;
    data: { meeting?: { id: string; status: string; title: string } };
  };
const answer = (status: number, when: (request: Received) => boolean = () => true) => {
  receiver.answer = (request, res) => void res.writeHead(when(request) ? status : 204).end(`said ${status}`);
};
/** What a receiver does by the library that the Standard Webhooks publish, at the time of the test. */
const verify = (secret: string, { body, headers }: Received) => {
  vi.useFakeTimers({ toFake: ['Date'], now: team.ctx.clock.now() });
  try {
    return new Verifier(secret).verify(body, headers as Record<string, string>);
  } finally {
    vi.useRealTimers();
  }
};

test('an event comes signed as the standard has it, with the meeting as the hosts’ API shows it', async () => {
  const made = await listen();
  expect(made.key).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const meeting = await book();
  await until(requests).toBe(1);
  const [got] = receiver.received as [Received];
  expect(got.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(got.headers['user-agent']).toMatch(/^Meeting-Booker\//);
  expect(got.headers['webhook-id']).toMatch(/^dlv_/);
  expect(got.headers['webhook-timestamp']).toBe(String(NOW / 1000));
  expect(verify(made.key, got)).toMatchObject({
    type: 'meeting.created',
    timestamp: '2026-11-02T07:00:00Z',
    data: {
      meeting: {
        id: meeting.id,
        status: 'confirmed',
        start: '2026-11-03T09:00:00Z',
        client: { id: meeting.clientId, phone: null },
        hostIds: [owner.host.id],
        metadata: {},
      },
    },
  });
  await until(() => states(made)).toEqual(['delivered']);
  expect((await deliveries(made))[0]).toMatchObject({ attempts: 1, status: 204, answer: '', error: null });
  expect(() => verify(made.key, { ...got, body: `${got.body} ` })).toThrow();
  expect(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`, got)).toThrow();
});

test('nothing in the database signs', async () => {
  const { key, webhook } = await listen();
  await rotateWebhookKey(team.ctx, owner, webhook.id);
  await book();
  await until(requests).toBe(1);
  const signature = String(receiver.received[0]?.headers['webhook-signature']).slice(3);
  const tables = ['webhooks', 'webhook_deliveries', 'jobs', 'job_attempts'];
  const kept = JSON.stringify(await Promise.all(tables.map((table) => team.raw(`select * from ${table}`))));
  const bare = key.slice(6);
  for (const text of [bare, Buffer.from(bare, 'base64').toString('hex'), signature]) expect(kept).not.toContain(text);
});

test('after a rotation both keys sign for a day, and then the new one alone', async () => {
  const first = await listen();
  const second = await rotateWebhookKey(team.ctx, owner, first.webhook.id);
  expect(second.key).not.toBe(first.key);
  await testWebhook(team.ctx, owner, first.webhook.id);
  await until(requests).toBe(1);
  for (const key of [first.key, second.key]) expect(verify(key, receiver.received[0] as Received)).toBeTruthy();
  const third = await rotateWebhookKey(team.ctx, owner, first.webhook.id);
  await testWebhook(team.ctx, owner, first.webhook.id);
  await until(requests).toBe(2);
  const got = receiver.received[1] as Received;
  expect(() => verify(first.key, got)).toThrow();
  expect(verify(second.key, got)).toBeTruthy();
  team.setNow(NOW + 24 * HOUR);
  await testWebhook(team.ctx, owner, first.webhook.id);
  await until(requests).toBe(3);
  const last = receiver.received[2] as Received;
  expect(() => verify(second.key, last)).toThrow();
  expect(verify(third.key, last)).toBeTruthy();
});

test('what fails is tried again later, under one id and the same body, with a time and a signature of its own', async () => {
  const made = await listen();
  answer(503);
  await book();
  await until(requests).toBe(1);
  await until(() => states(made)).toEqual(['pending']);
  await until(async () => (await deliveries(made))[0]?.error).toBe('The receiver answered 503.');
  expect((await deliveries(made))[0]).toMatchObject({ attempts: 1, status: 503, answer: 'said 503' });
  answer(204);
  await timePasses(NOW + 10_000);
  await until(() => states(made)).toEqual(['delivered']);
  const [one, two] = receiver.received as [Received, Received];
  expect([two.headers['webhook-id'], two.body]).toEqual([one.headers['webhook-id'], one.body]);
  expect(two.headers['webhook-timestamp']).toBe(String(NOW / 1000 + 10));
  expect(verify(made.key, two)).toBeTruthy();
  expect((await deliveries(made))[0]).toMatchObject({ attempts: 2, status: 204, error: null });
});

test('the events of a meeting come in their order, and hold up no other meeting', async () => {
  const made = await listen();
  const stuck = await book();
  await until(() => states(made)).toEqual(['delivered']);
  answer(500, (request) => bodyOf(request).data.meeting?.id === stuck.id);
  const meetingId = stuck.id;
  await changeMeeting(team.ctx, { meetingId, actor: byHost, changes: { start: Date.parse('2026-11-03T13:00:00Z') } });
  await cancelMeeting(team.ctx, { meetingId, actor: byHost, reason: null });
  const free = await book('2026-11-03T10:00:00Z');
  await cancelMeeting(team.ctx, { meetingId: free.id, actor: byHost, reason: null });
  await until(() => states(made)).toEqual(['delivered', 'delivered', 'delivered', 'pending', 'pending']);
  const told = () => {
    const seen = receiver.received.map(bodyOf).filter(({ data }) => data.meeting?.id === stuck.id);
    return seen.map(({ type }) => type);
  };
  expect(new Set(told())).toEqual(new Set(['meeting.created', 'meeting.rescheduled']));
  answer(204);
  await timePasses(NOW + HOUR);
  await until(() => states(made)).toEqual(Array(5).fill('delivered'));
  expect(told().at(-1)).toBe('meeting.cancelled');
  expect(told().indexOf('meeting.cancelled')).toBeGreaterThan(told().lastIndexOf('meeting.rescheduled'));
});

/** Lets time pass in steps, a try each, until the webhook is switched off; answers how many hours that took. */
async function failUntilOff(made: KeyedWebhook): Promise<number> {
  let now = NOW;
  for (let step = 0; step < 40; step += 1) {
    const before = (await deliveries(made))[0]?.attempts ?? 0;
    jobs.wake();
    await until(async () => ((await deliveries(made))[0]?.attempts ?? 0) > before).toBe(true);
    await until(async () => (await team.raw(`select leased_by from jobs where kind = 'webhook'`))[0]?.leased_by).toBe(
      null,
    );
    if (!(await readWebhook(team.ctx, owner, made.webhook.id)).active) return (now - NOW) / HOUR;
    now += 6 * HOUR;
    team.setNow(now);
  }
  throw new Error('it was never switched off');
}

const notices = async (): Promise<OwedWebhookMail[]> =>
  (await team.raw(`select payload from jobs where kind = 'mail' order by id`))
    .map(({ payload }) => JSON.parse(String(payload)) as OwedWebhookMail)
    .filter(({ template }) => template === 'host_webhook_off');

test('after three days of failures the webhook is switched off, owners and admins are told, and it can be switched on again', async () => {
  const made = await listen();
  answer(500);
  const meeting = await book('2026-11-20T09:00:00Z');
  expect(await failUntilOff(made)).toBe(72);
  expect(await readWebhook(team.ctx, owner, made.webhook.id)).toMatchObject({ active: false, switchedOff: 'failing' });
  expect(await states(made)).toEqual(['failed']);
  const told = await notices();
  expect(told.map(({ recipient }) => recipient.email).sort()).toEqual(['aiko@team.example', 'claire@team.example']);
  expect(told[0]).toMatchObject({
    reason: 'failing',
    error: 'The receiver answered 500.',
    webhook: { hostname: `127.0.0.1:${receiver.port}`, description: 'CRM' },
  });
  await cancelMeeting(team.ctx, { meetingId: meeting.id, actor: byHost, reason: null });
  expect(await states(made)).toEqual(['failed']);
  answer(204);
  const [delivery] = await deliveries(made);
  const again = () => sendWebhookAgain(team.ctx, owner, made.webhook.id, delivery?.id ?? '');
  await expect(again()).rejects.toMatchObject({ code: 'change_refused' });
  expect(await changeWebhook(team.ctx, owner, made.webhook.id, { active: true })).toMatchObject({ switchedOff: null });
  await again();
  await until(() => states(made)).toEqual(['delivered']);
});

test('410 switches the webhook off at once, and what waits behind it is given up', async () => {
  const made = await listen();
  answer(503);
  const meeting = await book();
  await until(() => states(made)).toEqual(['pending']);
  await cancelMeeting(team.ctx, { meetingId: meeting.id, actor: byHost, reason: null });
  const of = async (event: string) => (await deliveries(made)).find((delivery) => delivery.event === event);
  await until(async () => (await of('meeting.created'))?.attempts).toBe(1);
  answer(410);
  await timePasses(NOW + 10_000);
  await until(() => states(made)).toEqual(['failed', 'failed']);
  expect(await readWebhook(team.ctx, owner, made.webhook.id)).toMatchObject({ active: false, switchedOff: 'gone' });
  expect(new Set((await notices()).map(({ reason }) => reason))).toEqual(new Set(['gone']));
  expect(await of('meeting.cancelled')).toMatchObject({ attempts: 0, error: 'The webhook is switched off.' });
  expect(receiver.received.map((request) => bodyOf(request).type)).not.toContain('meeting.cancelled');
});

test('a delivery is sent again under its own id, at any time while it is kept', async () => {
  const made = await listen();
  await book();
  await until(() => states(made)).toEqual(['delivered']);
  const [delivery] = await deliveries(made);
  team.setNow(NOW + 29 * 24 * HOUR);
  expect(await sendWebhookAgain(team.ctx, owner, made.webhook.id, delivery?.id ?? '')).toMatchObject({
    state: 'pending',
    round: 2,
  });
  await until(() => states(made)).toEqual(['delivered']);
  const [one, two] = receiver.received as [Received, Received];
  expect([two.headers['webhook-id'], two.body]).toEqual([one.headers['webhook-id'], one.body]);
  expect(verify(made.key, two)).toBeTruthy();
  expect((await deliveries(made))[0]?.attempts).toBe(2);
});

test('a delivery that waits for its next try is tried at once when it is asked for', async () => {
  const made = await listen();
  answer(503);
  await book();
  await until(async () => (await team.raw(`select last_error, leased_by from jobs where kind = 'webhook'`))[0]).toEqual(
    {
      last_error: 'The receiver answered 503.',
      leased_by: null,
    },
  );
  answer(204);
  const [delivery] = await deliveries(made);
  await sendWebhookAgain(team.ctx, owner, made.webhook.id, delivery?.id ?? '');
  await until(() => states(made)).toEqual(['delivered']);
  expect(requests()).toBe(2);
});

test('a ping is sent once, switched on or not, and whatever it is answered changes nothing', async () => {
  const made = await listen();
  await changeWebhook(team.ctx, owner, made.webhook.id, { active: false });
  await testWebhook(team.ctx, owner, made.webhook.id);
  await until(() => states(made)).toEqual(['delivered']);
  const [got] = receiver.received as [Received];
  expect(verify(made.key, got)).toEqual({ type: 'ping', timestamp: '2026-11-02T07:00:00Z', data: {} });
  await changeWebhook(team.ctx, owner, made.webhook.id, { active: true });
  answer(410);
  await testWebhook(team.ctx, owner, made.webhook.id);
  await until(() => states(made)).toEqual(['delivered', 'failed']);
  expect((await readWebhook(team.ctx, owner, made.webhook.id)).active).toBe(true);
});

test('a webhook that is deleted is sent nothing more', async () => {
  const made = await listen();
  answer(503);
  await book();
  await until(() => states(made)).toEqual(['pending']);
  await until(requests).toBe(1);
  await deleteWebhook(team.ctx, owner, made.webhook.id);
  await timePasses(NOW + HOUR);
  await until(async () => (await team.raw(`select state from jobs where kind = 'webhook'`))[0]?.state).toBe('done');
  expect(requests()).toBe(1);
  expect(await team.raw('select id from webhook_deliveries')).toEqual([]);
});

test('where the loopback is not allowed nothing reaches it', async () => {
  await jobs.stop();
  jobs = work('');
  const made = await listen();
  await book();
  await until(async () => (await deliveries(made))[0]?.error).toBe('The address must begin with https://.');
  expect(requests()).toBe(0);
});

test('deliveries are kept for 30 days', async () => {
  const made = await listen();
  await book();
  await until(() => states(made)).toEqual(['delivered']);
  // Else the timetable may come round, and tell that the meeting is completed.
  await jobs.stop();
  const forget = () => timetableRunner(team.ctx)({ entry: 'forget what is past' }, AbortSignal.timeout(60_000));
  team.setNow(NOW + 30 * 24 * HOUR);
  await forget();
  expect(await deliveries(made)).toHaveLength(1);
  team.setNow(NOW + 30 * 24 * HOUR + 1);
  await forget();
  expect(await deliveries(made)).toEqual([]);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { startJobs } from '../compose-jobs.ts';
import { readConfig } from '../config.ts';
import type { Author } from '../domain/note.ts';
import { openLog } from '../log.ts';
import { type ScratchBrowser, type ScratchPushService, scratchPushService } from '../notify/scratch-push-service.ts';
import { listDeliveries } from '../store/deliveries.ts';
import { findHost } from '../store/hosts.ts';
import { listPushSubscriptions } from '../store/push-subscriptions.ts';
import { addNote } from './add-note.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { confirmMeeting } from './confirm-meeting.ts';
import { declineMeeting } from './decline-meeting.ts';
import { revokePortalLinks } from './portal-links.ts';
import { listPushDevices, type PushReach, pushPublicKey, renewPush, subscribePush, testPush } from './push-devices.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendMeetingReminders } from './send-meeting-reminders.ts';

const HOUR = 3_600_000;
const PATIENT = { timeout: 15_000, interval: 10 };
const ADA = { name: 'Ada', email: 'ada@example.com' };

let team: ScratchTeam;
let service: ScratchPushService;
let jobs: ReturnType<typeof startJobs>;
let claire: string;

beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'), scratchType('asked', { requiresConfirmation: true }));
  service = await scratchPushService();
  const [row] = await team.raw(`select id from hosts where email = 'claire@team.example'`);
  claire = String(row?.id);
  jobs = startJobs(team.ctx, readConfig({}, { BOOKER_WEBHOOK_ALLOW: '127.0.0.1' }), openLog('silent').logger, 1000);
});
afterEach(async () => {
  await jobs.stop();
  await service.close();
  await team.dispose();
});

const byHost = () => ({ role: 'host', hostId: claire }) as const;
const byClient = { role: 'client' } as const;

/** Wakes the workers until `sees` answers what is expected. */
const until = (sees: () => unknown) =>
  expect.poll(async () => {
    jobs.wake();
    return sees();
  }, PATIENT);
const book = async (slug = 'intro', start: string | number = '2026-11-04T09:00:00Z') =>
  (await bookMeeting(team.ctx, wish(slug, start, { client: ADA, locale: 'en' }))).meeting;

async function subscribe(reach: PushReach, more: { locale?: string; timeZone?: string } = {}): Promise<ScratchBrowser> {
  const browser = service.subscribe(pushPublicKey(team.ctx));
  const { endpoint, keys } = browser.subscription;
  await subscribePush(team.ctx, reach, { endpoint, ...keys, ...more });
  return browser;
}
const hostReach = async (): Promise<PushReach> => {
  const host = await findHost(team.ctx.store.db, claire);
  if (!host) throw new Error('no host');
  return { owner: { hostId: claire }, email: host.email, locale: host.locale, timeZone: host.timeZone };
};
const clientReach = (clientId: string, meetingId: string | null = null): PushReach => ({
  owner: { clientId, meetingId },
  email: ADA.email,
  locale: 'en',
  timeZone: 'Europe/Paris',
});
const pushes = async () =>
  (await listDeliveries(team.ctx.store.db, { kinds: ['push'], hostId: null, limit: 100 })).reverse();
const settled = async () => (await pushes()).every(({ state }) => state !== 'pending');
const outcomes = async () =>
  (await pushes()).map(({ template, state, attempts }) => [template, state, attempts.at(-1)?.error ?? null]);

test('a host is told of a booking, in their language and zone, by a message that only their browser reads', async () => {
  const browser = await subscribe(await hostReach());
  const meeting = await book();
  await until(browser.titles).toEqual(['Nouveau rendez-vous\u00a0: mercredi 4 nov. à\u00a010\u00a0h']);
  const [got] = browser.got;
  expect(got?.message).toEqual({
    title: expect.any(String),
    body: expect.stringMatching(/Ada.+\nThe intro$/),
    lang: 'fr',
    dir: 'ltr',
    tag: meeting.id,
    url: 'https://book.example/console',
    meetingId: meeting.id,
    template: 'host_booked',
  });
  expect(got?.headers).toMatchObject({ urgency: 'normal', 'content-encoding': 'aes128gcm' });
  // Until it begins: in two days and two hours.
  expect(Number(got?.headers.ttl)).toBe(50 * 3600);
  expect(got?.subject).toBe('https://book.example');
  await until(settled).toBe(true);
  expect((await pushes())[0]).toMatchObject({
    recipient: 'claire@team.example',
    meetingId: meeting.id,
    state: 'done',
    attempts: [{ error: null }],
  });
  expect((await listPushDevices(team.ctx, await hostReach()))[0]).toMatchObject({ succeededAt: NOW, failedAt: null });
});

test('a client is told what a host does, with a link to the portal, and not what they do themselves', async () => {
  const meeting = await book('asked');
  const { clientId, id: meetingId } = meeting;
  const browser = await subscribe(clientReach(clientId), { locale: 'de', timeZone: 'America/New_York' });
  await confirmMeeting(team.ctx, { meetingId, actor: byHost() });
  await until(browser.titles).toEqual(['Bestätigt: Mittwoch, 4. Nov., 04:00\u00a0Uhr']);
  expect(browser.got[0]?.message.url).toMatch(/^https:\/\/book\.example\/portal\/ptk_\w+\.[0-9a-f]{40}$/);
  await changeMeeting(team.ctx, { meetingId, actor: byHost(), changes: { start: meeting.start + HOUR } });
  await until(() => browser.got.length).toBe(2);
  expect(browser.got[1]?.message).toMatchObject({ template: 'client_moved', tag: meetingId });
  await changeMeeting(team.ctx, { meetingId, actor: byHost(), changes: { title: 'Another name' } });
  await changeMeeting(team.ctx, { meetingId, actor: byClient, changes: { start: meeting.start } });
  await until(settled).toBe(true);
  expect(browser.got.length).toBe(2);
  await cancelMeeting(team.ctx, { meetingId, actor: byHost(), reason: null });
  // What its client has moved awaits its host again, who so declines it.
  await until(() => browser.got.at(-1)?.message.template).toBe('client_declined');
  // No link that opens anything is at rest.
  const tokens = browser.got.flatMap(({ message }) => /\.([0-9a-f]{40})$/.exec(message.url ?? '')?.[1] ?? []);
  const rest = JSON.stringify(await team.raw('select * from jobs where kind = $1', 'push'));
  for (const token of tokens) expect(rest).not.toContain(token);
});

test('what a host declines, and what they are asked for', async () => {
  const host = await subscribe(await hostReach());
  const meeting = await book('asked');
  const client = await subscribe(clientReach(meeting.clientId));
  await until(() => host.got.map(({ message }) => message.template)).toEqual(['host_awaiting']);
  await declineMeeting(team.ctx, { meetingId: meeting.id, actor: byHost(), reason: null });
  await until(() => client.got.map(({ message }) => message.template)).toEqual(['client_declined']);
  await until(settled).toBe(true);
  expect(host.got.length).toBe(1);
});

test('a link to one meeting lets a browser be told of that one alone, and two links make no notice twice', async () => {
  const first = await book('intro', '2026-11-04T09:00:00Z');
  const second = await book('intro', '2026-11-05T09:00:00Z');
  const narrow = await subscribe(clientReach(first.clientId, first.id));
  const wide = await subscribe(clientReach(first.clientId));
  const { endpoint, keys } = wide.subscription;
  await subscribePush(team.ctx, clientReach(first.clientId, first.id), { endpoint, ...keys });
  for (const { id: meetingId } of [first, second]) {
    await cancelMeeting(team.ctx, { meetingId, actor: byHost(), reason: null });
  }
  await until(() => wide.got.map(({ message }) => message.meetingId).sort()).toEqual([first.id, second.id].sort());
  await until(settled).toBe(true);
  expect(narrow.got.map(({ message }) => message.meetingId)).toEqual([first.id]);
});

test('a reminder comes as often as its mail, and never once the meeting has begun or is cancelled', async () => {
  const meeting = await book();
  const { clientId, start } = meeting;
  const browser = await subscribe(clientReach(clientId));
  team.setNow(start - 24 * HOUR);
  await sendMeetingReminders(team.ctx);
  await until(() => browser.got.length).toBe(1);
  expect(browser.got[0]?.message).toMatchObject({
    template: 'client_reminder',
    title: 'Reminder: Wednesday 4 Nov, 10:00',
  });
  expect(browser.got[0]?.headers).toMatchObject({ ttl: String(24 * 3600), urgency: 'high' });

  // What is under way would count as left by its worker, were the clock to leap.
  await until(settled).toBe(true);
  service.trouble = { status: 503 };
  team.setNow(start - HOUR);
  await sendMeetingReminders(team.ctx);
  await until(async () => (await pushes()).at(-1)?.attempts[0]?.error).toBe('The push service answered 503.');
  team.setNow(start - 1000);
  await until(async () => (await pushes()).at(-1)?.attempts[1]?.error).toBe('The push service answered 503.');
  service.trouble = null;
  team.setNow(start + HOUR);
  await until(settled).toBe(true);
  expect(browser.got.length).toBe(1);
  expect((await outcomes()).at(-1)).toEqual(['client_reminder', 'failed', 'It was too late to tell of it.']);
});

test('a reminder that waits is not sent of a meeting that is cancelled meanwhile', async () => {
  const meeting = await book();
  const browser = await subscribe(clientReach(meeting.clientId));
  service.trouble = { status: 500 };
  team.setNow(meeting.start - 24 * HOUR);
  await sendMeetingReminders(team.ctx);
  await until(async () => (await pushes())[0]?.attempts[0]?.error).toBe('The push service answered 500.');
  await cancelMeeting(team.ctx, { meetingId: meeting.id, actor: byHost(), reason: null });
  service.trouble = null;
  team.setNow(meeting.start - 23 * HOUR);
  await until(() => browser.got.map(({ message }) => message.template)).toEqual(['client_cancelled']);
  expect((await outcomes())[0]).toEqual(['client_reminder', 'failed', 'The meeting does not take place any more.']);
});

test('a new note is told to the other side five minutes later, and not what it says', async () => {
  const meeting = await book();
  const client = await subscribe(clientReach(meeting.clientId));
  const host = await subscribe(await hostReach());
  const { id: meetingId, clientId } = meeting;
  const asHost: Author = { role: 'host', hostId: claire, name: 'Claire' };
  const asClient: Author = { role: 'client', clientId, name: 'Ada' };
  await addNote(team.ctx, { meetingId, author: asHost, body: 'The secret plan', shared: true });
  await addNote(team.ctx, { meetingId, author: asHost, body: 'Between us', shared: false });
  await addNote(team.ctx, { meetingId, author: asClient, body: 'My answer' });
  team.setNow(NOW + 5 * 60_000);
  await until(() => [client.got.length, host.got.length]).toEqual([1, 1]);
  expect(client.got[0]?.message).toMatchObject({
    template: 'client_notes',
    title: expect.stringMatching(/^New note: /),
  });
  expect(host.got[0]?.message.template).toBe('host_notes');
  expect(JSON.stringify([client.got, host.got])).not.toMatch(/secret plan|Between us|My answer/);
});

test.each([404, 410])('%s from the push service: the browser is forgotten, and the rest is told', async (status) => {
  const [lost, there] = [await subscribe(await hostReach()), await subscribe(await hostReach())];
  if (status === 410) service.drop(lost);
  else
    await team.raw(
      'update push_subscriptions set endpoint = endpoint || $1 where endpoint = $2',
      'x',
      lost.subscription.endpoint,
    );
  await book();
  await until(() => there.got.length).toBe(1);
  await until(settled).toBe(true);
  expect((await listPushDevices(team.ctx, await hostReach())).map(({ endpoint }) => endpoint)).toEqual([
    there.subscription.endpoint,
  ]);
  expect((await outcomes()).map(([, state]) => state).sort()).toEqual(['done', 'failed']);
  expect((await outcomes()).flat()).toContain(`The push service answered ${status}.`);
});

test('429 is tried again once the push service says so, and not before', async () => {
  const browser = await subscribe(await hostReach());
  service.trouble = { status: 429, headers: { 'retry-after': '7200' } };
  await book();
  await until(() => service.answered).toEqual([429]);
  service.trouble = null;
  await until(async () => (await pushes())[0]?.nextTryAt).toBe(NOW + 2 * HOUR);
  team.setNow(NOW + 2 * HOUR - 1);
  jobs.wake();
  expect(service.answered).toEqual([429]);
  team.setNow(NOW + 2 * HOUR);
  await until(() => browser.got.length).toBe(1);
  expect((await pushes())[0]?.attempts.map(({ error }) => error)).toEqual(['The push service answered 429.', null]);
});

test('a message that is refused as it is, is not sent again, and the browser stays', async () => {
  await subscribe(await hostReach());
  service.trouble = { status: 403 };
  await book();
  await until(outcomes).toEqual([['host_booked', 'failed', 'The push service answered 403.']]);
  expect((await listPushDevices(team.ctx, await hostReach()))[0]).toMatchObject({ succeededAt: null, failedAt: NOW });
});

test('the service refuses what is signed with another key', async () => {
  const browser = service.subscribe(pushPublicKey({ ...team.ctx, secret: new Uint8Array(32).fill(9) }));
  const { endpoint, keys } = browser.subscription;
  await subscribePush(team.ctx, await hostReach(), { endpoint, ...keys });
  await book();
  await until(() => service.answered).toEqual([403]);
  expect(browser.got).toEqual([]);
});

test('an address that leads into our own network is not written to', async () => {
  await jobs.stop();
  jobs = startJobs(team.ctx, readConfig({}, {}), openLog('silent').logger, 1000);
  await subscribe(await hostReach());
  await book();
  await until(async () => (await pushes())[0]?.attempts[0]?.error).toBe('The address must begin with https://.');
  expect(service.answered).toEqual([]);
});

test('a browser shows that notices come when it is asked to', async () => {
  const reach = await hostReach();
  const browser = await subscribe(reach);
  const [device] = await listPushDevices(team.ctx, reach);
  for (let i = 0; i < 3; i += 1) await testPush(team.ctx, reach, device?.id ?? '');
  await until(settled).toBe(true);
  await until(browser.titles).toEqual(['Les notifications arrivent sur cet appareil']);
  expect(browser.got[0]?.message).toMatchObject({ template: 'test', tag: 'test', url: null, meetingId: null });
});

test('a browser with another address is told there once it proves that it is the same, and nobody else is', async () => {
  const reach = await hostReach();
  const browser = await subscribe(reach);
  const other = service.subscribe(pushPublicKey(team.ctx));
  const fresh = { endpoint: other.subscription.endpoint, ...other.subscription.keys };
  const { endpoint, keys } = browser.subscription;
  await renewPush(team.ctx, { endpoint, auth: other.subscription.keys.auth, subscription: fresh });
  expect((await listPushDevices(team.ctx, reach))[0]?.endpoint).toBe(endpoint);
  await renewPush(team.ctx, { endpoint, auth: keys.auth, subscription: fresh });
  await book();
  await until(() => other.got.length).toBe(1);
  expect(browser.got).toEqual([]);
});

test('nothing in the database sends a notice, or proves that one is a browser', async () => {
  const browser = await subscribe(await hostReach());
  const rows = JSON.stringify(await team.raw('select * from push_subscriptions'));
  expect(rows).toContain(browser.subscription.keys.p256dh);
  expect(rows).not.toContain(browser.subscription.keys.auth);
});

test('under another secret a browser is forgotten at the first notice', async () => {
  await subscribe(await hostReach());
  await jobs.stop();
  const ctx = { ...team.ctx, secret: new Uint8Array(32).fill(9) };
  jobs = startJobs(ctx, readConfig({}, { BOOKER_WEBHOOK_ALLOW: '127.0.0.1' }), openLog('silent').logger, 1000);
  await book();
  await until(async () => (await outcomes()).map(([, state]) => state)).toEqual(['failed']);
  expect(await listPushSubscriptions(team.ctx.store.db, { hostId: claire })).toEqual([]);
  expect(service.answered).toEqual([]);
});

test('whose links are revoked has no browser that is told', async () => {
  const meeting = await book();
  const { clientId } = meeting;
  await subscribe(clientReach(clientId));
  await subscribe(clientReach(clientId, meeting.id));
  await revokePortalLinks(team.ctx, clientId);
  expect(await listPushDevices(team.ctx, clientReach(clientId))).toEqual([]);
});

test('another process hears at once that somebody is told', async () => {
  const other = await team.another();
  await bookMeeting(other, wish('intro', '2026-11-04T08:00:00Z'));
  const browser = await subscribe(await hostReach());
  await bookMeeting(other, wish('intro', '2026-11-04T10:00:00Z'));
  await until(() => browser.got.length).toBe(1);
});

test('where nobody is told, a booking does not even look for a browser', async () => {
  await book('intro', '2026-11-04T08:00:00Z');
  // Whoever works on the database holds it.
  await jobs.stop();
  await team.raw('alter table push_subscriptions rename to elsewhere');
  const meeting = await book('intro', '2026-11-04T09:00:00Z');
  await cancelMeeting(team.ctx, { meetingId: meeting.id, actor: byHost(), reason: null });
  await team.raw('alter table elsewhere rename to push_subscriptions');
  jobs = startJobs(team.ctx, readConfig({}, {}), openLog('silent').logger, 1000);
});

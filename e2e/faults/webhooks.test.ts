import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { onSqlite, type Statement } from '../stage/many-meetings.ts';
import { command, forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { type Arrival, openReceiver, type Receiver } from '../stage/receiver.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';

/* Webhooks of a process that is killed while they are under way, to a receiver that is slow and refuses some. */

const KILLS = 6;
const VISITORS = 4;
const SLOW_MS = 40;
const REFUSES_EVERY = 7;
const PATIENT = { timeout: 60_000, interval: 20 };
const EVENTS = ['meeting.created', 'meeting.rescheduled', 'meeting.cancelled'];

const dataDir = newFolder();
const settings = {
  BOOKER_DATA_DIR: dataDir,
  BOOKER_RATE_LIMIT: 'off',
  BOOKER_LOG_LEVEL: 'error',
  BOOKER_WEBHOOK_ALLOW: '127.0.0.1',
};
const ask: Statement = onSqlite(dataDir);
let receiver: Receiver;
/** Not asked for by anybody yet. */
let starts: string[] = [];

beforeAll(async () => {
  receiver = await openReceiver(SLOW_MS, REFUSES_EVERY);
  await prepare(dataDir, team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' })));
  const key = await command(['api-key', 'create', '--host', ADDRESSES.claire, '--name', 'CRM', '--scope', 'webhooks'], {
    settings,
  });
  const product = await serve(settings);
  starts = await offeredStarts(product.url, 'quarter');
  for (const path of ['/crm', '/books']) {
    const response = await fetch(`${product.url}/api/host/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key.stdout.trim()}` },
      body: JSON.stringify({ url: `${receiver.url}${path}`, events: EVENTS }),
    });
    if (response.status !== 201) throw new Error(await response.text());
  }
  await product.stop();
});

afterAll(async () => {
  await receiver.close();
  forget(dataDir);
});

/** What the product has granted, so that its webhooks are owed: the meeting and the event. */
const granted: string[] = [];

/** Books, moves and cancels one meeting after another, until the process is gone. */
async function visit(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  for (;;) {
    const [start = '', moved = ''] = starts.splice(0, 2);
    const answer = await book(url, 'quarter', start, `v${start.replaceAll(/\D/g, '')}@example.com`);
    if (!isBooked(answer)) throw new Error(JSON.stringify(answer.body));
    const { meeting, portalToken } = answer.body;
    granted.push(`${meeting.id} ${EVENTS[0]}`);
    const at = `${url}/api/portal/${portalToken}/meetings/${meeting.id}`;
    const changes = [{ method: 'PUT', headers, body: JSON.stringify({ start: moved }) }, { method: 'DELETE' }];
    for (const [index, change] of changes.entries()) {
      const response = await fetch(at, change);
      if (!response.ok) throw new Error(await response.text());
      granted.push(`${meeting.id} ${EVENTS[index + 1]}`);
    }
  }
}

/** Visitors until the kill, which comes among deliveries: while several wait for their answers, or just after some were answered. */
async function workUntilKilled(product: Product, kill: number): Promise<void> {
  const before = receiver.arrivals.length;
  const visitors = Array.from({ length: VISITORS }, () =>
    visit(product.url).catch((error: unknown) => {
      // The connection broke in the middle: whatever else is wrong is told.
      if (!(error instanceof TypeError)) throw error;
    }),
  );
  await expect
    .poll(() => receiver.underWay() > 2 && receiver.arrivals.length > before + 16, { ...PATIENT, interval: 1 })
    .toBe(true);
  await delay((kill * 11) % SLOW_MS);
  await product.kill();
  await Promise.all(visitors);
}

/** The deliveries that were under way when a process died. */
async function heldByTheDead(): Promise<string[]> {
  const rows = await ask(`select payload from jobs where kind = 'webhook' and leased_by is not null`);
  return rows.map(({ payload }) => (JSON.parse(String(payload)) as { deliveryId: string }).deliveryId);
}

/** Nobody waits: what was refused is due, and so is what nobody living holds. */
async function letTimePass(): Promise<void> {
  await ask(`update jobs set run_at_ms = 0 where kind = 'webhook' and state = 'pending' and leased_by is null`);
}

/** Whose order is kept: one webhook's of one meeting. */
const lineOf = ({ path, meetingId }: Arrival) => `${path} ${meetingId}`;

test('a process killed again and again loses no webhook, keeps each meeting’s in order, and repeats only what was under way', async () => {
  const underWay: string[][] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await workUntilKilled(await serve(settings), kill);
    underWay.push(await heldByTheDead());
    await ask(`update jobs set leased_by = null, leased_until_ms = null where kind = 'webhook'`);
    await letTimePass();
  }
  const last = await serve(settings);
  const pending = async () => {
    await letTimePass();
    return (await ask(`select id from webhook_deliveries where state <> 'delivered'`)).length;
  };
  await expect.poll(pending, PATIENT).toBe(0);
  await last.stop();

  const owed = await ask('select id, meeting_id, event from webhook_deliveries');
  const taken = receiver.arrivals.filter(({ isTaken }) => isTaken);
  const times = Map.groupBy(taken, ({ id }) => id);
  expect([...times.keys()].sort()).toEqual(owed.map(({ id }) => id).sort());
  for (const path of ['/crm', '/books']) {
    const came = new Set(taken.filter((one) => one.path === path).map(({ meetingId, type }) => `${meetingId} ${type}`));
    expect(granted.filter((event) => !came.has(event))).toEqual([]);
  }

  // Refused ones too: nothing comes before what went before it was taken, nor after what comes after it.
  for (const line of Map.groupBy(receiver.arrivals, lineOf).values()) {
    const order = line.map(({ type }) => EVENTS.indexOf(type));
    expect(order).toEqual(order.toSorted());
    const steps = line.filter(({ type }, index) => index > 0 && line[index - 1]?.type !== type);
    for (const step of steps) expect(line[line.indexOf(step) - 1]?.isTaken).toBe(true);
  }

  // One event is one id and one text, however often it comes.
  const events = Map.groupBy(receiver.arrivals, (one) => `${lineOf(one)} ${one.type}`);
  for (const same of events.values()) expect(new Set(same.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
  expect(events.size).toBe(owed.length);

  for (const [id, { length }] of times) {
    expect(length - 1).toBeLessThanOrEqual(underWay.filter((held) => held.includes(id)).length);
  }
  // What was waiting for its answer at a kill had been taken, and came again.
  expect(taken.length).toBeGreaterThan(times.size);
  expect(receiver.arrivals.length).toBeGreaterThan(taken.length);
}, 120_000);

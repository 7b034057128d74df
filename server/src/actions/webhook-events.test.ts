import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Author } from '../domain/note.ts';
import { WEBHOOK_EVENTS, type Webhook, type WebhookEvent } from '../domain/webhook.ts';
import { webhookBodyText } from '../http/webhook-view.ts';
import { findHost } from '../store/hosts.ts';
import { addNote } from './add-note.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { changeNote } from './change-note.ts';
import { changeWebhook, deleteWebhook } from './change-webhook.ts';
import { completeMeetings } from './complete-meetings.ts';
import { confirmMeeting } from './confirm-meeting.ts';
import type { Context } from './context.ts';
import { createWebhook } from './create-webhook.ts';
import { declineMeeting } from './decline-meeting.ts';
import { expireConfirmation } from './expire-confirmation.ts';
import { markNoShow } from './mark-no-show.ts';
import type { HostCaller } from './open-api-key.ts';
import type { EventContent } from './owe-events.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
let owner: HostCaller;

beforeEach(async () => {
  team = await scratchTeam(
    scratchType('intro'),
    scratchType('asked', { requiresConfirmation: true, confirmationDeadlineMinutes: 60 }),
  );
  await team.raw(`update hosts set role = 'owner' where email = 'aiko@team.example'`);
  const [row] = await team.raw(`select id from hosts where email = 'aiko@team.example'`);
  const host = await findHost(team.ctx.store.db, String(row?.id));
  if (!host) throw new Error('no host');
  owner = { host, keyId: 'key', scopes: ['webhooks'] };
});
afterEach(() => team.dispose());

async function listen(events: readonly WebhookEvent[] = WEBHOOK_EVENTS, ctx: Context = team.ctx): Promise<Webhook> {
  const wanted = { url: 'https://hooks.example/', description: '', events };
  return (await createWebhook(ctx, owner, wanted)).webhook;
}

/** What each webhook is owed, in the order in which it was. */
async function owed(): Promise<{ event: string; content: EventContent }[]> {
  const rows = await team.raw(
    `select event, content from jobs
     join webhook_deliveries on jobs.dedupe_key = webhook_deliveries.id || ' 1' where kind = 'webhook' order by jobs.id`,
  );
  return rows.map(({ event, content }) => ({
    event: String(event),
    content: JSON.parse(String(content)) as EventContent,
  }));
}
const events = async () => (await owed()).map(({ event }) => event);

const client = { role: 'client' } as const;
const byHost = { role: 'host', hostId: 'hst' } as const;
const START = '2026-11-03T09:00:00Z';
const book = async (slug = 'intro', start = START) => (await bookMeeting(team.ctx, wish(slug, start))).meeting;

test('what happens to a meeting is an event of its own, in its order', async () => {
  await listen();
  const { id: meetingId } = await book('asked');
  await confirmMeeting(team.ctx, { meetingId, actor: byHost });
  await changeMeeting(team.ctx, { meetingId, actor: byHost, changes: { start: Date.parse('2026-11-03T13:00:00Z') } });
  await changeMeeting(team.ctx, { meetingId, actor: byHost, changes: { title: 'Another title' } });
  await cancelMeeting(team.ctx, { meetingId, actor: client, reason: 'Ill' });
  await cancelMeeting(team.ctx, { meetingId, actor: client, reason: 'Ill' });
  const told = await owed();
  expect(told.map(({ event }) => event)).toEqual([
    'meeting.created',
    'meeting.confirmed',
    'meeting.rescheduled',
    'meeting.cancelled',
  ]);
  expect(told.map(({ content }) => content.seen?.meeting.status)).toEqual([
    'scheduled',
    'confirmed',
    'confirmed',
    'cancelled',
  ]);
  const keys = await team.raw(`select distinct order_key from jobs where kind = 'webhook'`);
  expect(keys).toHaveLength(1);
});

test('a refusal and a lapse are cancellations, too', async () => {
  await listen(['meeting.cancelled']);
  const one = await book('asked');
  await declineMeeting(team.ctx, { meetingId: one.id, actor: byHost, reason: null });
  const two = await book('asked');
  team.setNow((two.confirmBy ?? 0) + 1);
  expect(await expireConfirmation(team.ctx, { meetingId: two.id })).toBe(true);
  expect((await owed()).map(({ content }) => content.seen?.meeting.cancelledBy)).toEqual(['host', 'system']);
});

test('each meeting that is over is completed once, however many there are', async () => {
  await listen(['meeting.completed']);
  const ids = [];
  for (let day = 3; day <= 5; day += 1) {
    for (let half = 0; half < 18; half += 1) {
      const start = Date.parse(`2026-11-0${day}T08:00:00Z`) + half * 30 * 60_000;
      if (half < 16) ids.push((await bookMeeting(team.ctx, wish('intro', start))).meeting.id);
    }
  }
  expect(ids).toHaveLength(48);
  for (const start of ['2026-11-06T08:00:00Z', '2026-11-06T09:00:00Z', '2026-11-06T10:00:00Z'])
    ids.push((await book('intro', start)).id);
  team.setNow(Date.parse('2026-11-07T00:00:00Z'));
  const counts = await Promise.all([completeMeetings(team.ctx), completeMeetings(await team.another())]);
  expect(counts[0] + counts[1]).toBe(51);
  expect(await completeMeetings(team.ctx)).toBe(0);
  const told = await owed();
  expect(told.map(({ content }) => content.seen?.meeting.id).sort()).toEqual(ids.sort());
  expect(new Set(told.map(({ content }) => content.seen?.meeting.status))).toEqual(new Set(['completed']));
});

test('who came after all has a completed meeting', async () => {
  await listen(['meeting.completed']);
  const { id: meetingId, start, end } = await book();
  team.setNow(start + 60_000);
  await markNoShow(team.ctx, { meetingId, actor: byHost, noShow: true });
  team.setNow(end + 60_000);
  await completeMeetings(team.ctx);
  expect(await events()).toEqual([]);
  await markNoShow(team.ctx, { meetingId, actor: byHost, noShow: false });
  await markNoShow(team.ctx, { meetingId, actor: byHost, noShow: false });
  expect(await events()).toEqual(['meeting.completed']);
});

test('of notes only what the client may read is told, from when they may', async () => {
  await listen();
  const meeting = await book();
  const hostId = meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '';
  const host: Author = { role: 'host', hostId, name: 'Claire' };
  const meetingId = meeting.id;
  const secret = await addNote(team.ctx, { meetingId, author: host, body: 'Between us' });
  await changeNote(team.ctx, { meetingId, noteId: secret.id, author: host, body: 'Still between us' });
  expect(await events()).toEqual(['meeting.created']);
  team.setNow(team.ctx.clock.now() + 60_000);
  await changeNote(team.ctx, { meetingId, noteId: secret.id, author: host, body: 'For you', shared: true });
  await changeNote(team.ctx, { meetingId, noteId: secret.id, author: host, body: 'For you all' });
  await addNote(team.ctx, { meetingId, author: host, body: 'At once', shared: true });
  const mine: Author = { role: 'client', clientId: meeting.clientId, name: 'Ada' };
  await addNote(team.ctx, { meetingId, author: mine, body: 'Mine' });
  const told = (await owed()).slice(1);
  expect(told.map(({ event, content }) => [event, content.note?.body])).toEqual([
    ['note.created', 'For you'],
    ['note.created', 'At once'],
    ['note.created', 'Mine'],
  ]);
  const { data } = JSON.parse(webhookBodyText(told[0]?.content as EventContent)) as {
    data: { note: Record<string, unknown>; meeting: Record<string, unknown> };
  };
  expect(data.note).toEqual({
    id: secret.id,
    author: { role: 'host', name: 'Claire' },
    body: 'For you',
    shared: true,
    createdAt: '2026-11-02T07:01:00Z',
    updatedAt: '2026-11-02T07:01:00Z',
    revisions: [],
  });
  expect(data.meeting).toMatchObject({ notesShared: true, notesSharedAt: '2026-11-02T07:01:00Z' });
  const all = JSON.stringify(await team.raw('select content from webhook_deliveries'));
  expect(all).not.toMatch(/between us/i);
});

test('only active webhooks are told, each what it asked for, from when it is made', async () => {
  await book('intro', '2026-11-03T08:00:00Z');
  const all = await listen();
  await listen(['meeting.cancelled']);
  const off = await listen();
  await changeWebhook(team.ctx, owner, off.id, { active: false });
  await book();
  const rows = await team.raw('select webhook_id, event from webhook_deliveries');
  expect(rows).toEqual([{ webhook_id: all.id, event: 'meeting.created' }]);
});

test('another process that has booked before hears of a webhook that is made, changed or deleted', async () => {
  const other = await team.another();
  const elsewhere = (start: string) => bookMeeting(other, wish('intro', start));
  await elsewhere('2026-11-03T08:00:00Z');
  const webhook = await listen(['meeting.cancelled']);
  await elsewhere('2026-11-03T08:30:00Z');
  expect(await events()).toEqual([]);
  await changeWebhook(team.ctx, owner, webhook.id, { events: ['meeting.created'] });
  await elsewhere('2026-11-03T09:00:00Z');
  expect(await events()).toEqual(['meeting.created']);
  await changeWebhook(team.ctx, owner, webhook.id, { active: false });
  await elsewhere('2026-11-03T09:30:00Z');
  expect(await events()).toHaveLength(1);
  await deleteWebhook(team.ctx, owner, webhook.id);
  await elsewhere('2026-11-03T10:00:00Z');
  expect(await team.raw('select id from webhook_deliveries')).toEqual([]);
});

test('a change that fails leaves no event', async () => {
  await listen();
  await book();
  await expect(book()).rejects.toThrow();
  const tryWith = (calls: number) => {
    const ctx: Context = { ...team.ctx, clock: { ...team.ctx.clock, randomBytes: failingAfter(calls) } };
    return bookMeeting(ctx, wish('intro', '2026-11-03T13:00:00Z'));
  };
  let calls = 0;
  // At whichever point it fails, the last of which is the event itself.
  for (; calls < 20; calls += 1) {
    const failure = await tryWith(calls).then(
      () => null,
      (error: Error) => error.message,
    );
    if (failure === null) break;
    expect(failure).toBe('no randomness');
    expect(await events()).toEqual(['meeting.created']);
    expect(await team.raw('select id from webhook_deliveries')).toHaveLength(1);
  }
  expect(calls).toBeGreaterThan(3);
  expect(await events()).toEqual(['meeting.created', 'meeting.created']);
});

/** Enough for the meeting, but not for all that it owes. */
function failingAfter(calls: number): (size: number) => Uint8Array {
  let left = calls;
  return (size) => {
    left -= 1;
    if (left < 0) throw new Error('no randomness');
    return team.ctx.clock.randomBytes(size);
  };
}

test('an event is fixed when it happens', async () => {
  await listen();
  const { id: meetingId } = await book();
  await changeMeeting(team.ctx, { meetingId, actor: byHost, changes: { title: 'Later' } });
  expect((await owed())[0]?.content.seen?.meeting.title).toBe('The intro');
});

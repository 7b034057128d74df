import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import type { Context } from '../actions/context.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from '../actions/scratch-team.ts';
import { requestPortalLink } from '../actions/send-portal-link.ts';
import { claimJobs } from '../store/jobs.ts';
import { startTimetable, TIMETABLE, timetableRunner } from './timetable.ts';
import { startWorker } from './worker.ts';

let team: ScratchTeam;
beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'));
});
afterEach(() => team.dispose());

/** One round of the timetable, as a process that starts makes it. */
const comeRound = (...contexts: Context[]) => Promise.all(contexts.map((ctx) => startTimetable({ ctx }).stop()));
const rounds = () =>
  team.ctx.store.db
    .selectFrom('jobs')
    .select(['order_key', 'state'])
    .where('kind', '=', TIMETABLE)
    .orderBy('order_key')
    .execute();

test('however many processes come round, each entry is one job, and one more when its time has come again', async () => {
  const contexts = [team.ctx, await team.another(), await team.another()];
  await comeRound(...contexts, ...contexts);
  const first = await rounds();
  expect(new Set(first.map((job) => job.order_key)).size).toBe(first.length);
  team.setNow(NOW + 60_000);
  await comeRound(...contexts);
  expect((await rounds()).length).toBe(first.length + 1);
});

test('an entry that is held by one worker is run by no other, nor is its next time meanwhile', async () => {
  await comeRound(team.ctx);
  const claim = () =>
    team.ctx.store.write((tx) =>
      claimJobs(tx, { worker: 'one', kinds: [TIMETABLE], now: team.ctx.clock.now(), leaseMs: 600_000, limit: 10 }),
    );
  expect((await claim()).length).toBe((await rounds()).length);
  team.setNow(NOW + 60_000);
  await comeRound(team.ctx);
  expect(await claim()).toEqual([]);
});

test('a worker does what came round: a meeting that is over is completed', async () => {
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00Z'));
  team.setNow(meeting.end + 1);
  const { store, clock } = team.ctx;
  const worker = startWorker({ store, clock, run: { [TIMETABLE]: timetableRunner(team.ctx) }, pollMs: 5 });
  await comeRound(team.ctx);
  await expect.poll(() => team.raw('select status from meetings')).toEqual([{ status: 'completed' }]);
  await expect.poll(async () => (await rounds()).every((job) => job.state === 'done')).toBe(true);
  await worker.stop();
});

test('what is past its time is forgotten: settled jobs, and requests that can come again no more', async () => {
  const idempotency = { scope: 's', key: 'k', requestHash: 'h' };
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00Z', { idempotency }));
  await team.raw(`update jobs set state = 'done', settled_at_ms = $1`, NOW);
  await requestPortalLink(team.ctx, { email: 'nobody@example.com' });
  await team.raw(`update jobs set state = 'done', settled_at_ms = $1 where kind = 'portal_link'`, NOW);
  const asked = () => team.raw(`select id from jobs where kind = 'portal_link'`);
  const forget = () => timetableRunner(team.ctx)({ entry: 'forget what is past' }, AbortSignal.timeout(60_000));
  await forget();
  const left = async () => [
    (await team.raw('select id from jobs')).length > 0,
    (await team.raw('select key from idempotency_keys')).length > 0,
  ];
  expect(await left()).toEqual([true, true]);
  expect(await asked()).toHaveLength(1);
  team.setNow(NOW + 2 * 86_400_000);
  await forget();
  expect(await left()).toEqual([true, false]);
  expect(await asked()).toEqual([]);
  team.setNow(NOW + 61 * 86_400_000);
  await forget();
  expect(await left()).toEqual([false, false]);
});

test('every process that comes round sends the reminders that are due, and each is one job', async () => {
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-04T09:00:00Z'));
  team.setNow(meeting.start - 86_400_000);
  await comeRound(team.ctx, await team.another());
  const mails = await team.raw(`select id from jobs where kind = 'mail' and payload like '%client_reminder%'`);
  expect(mails).toHaveLength(1);
});

test.each([
  ['ahead by two days', NOW - 48 * 3_600_000],
  ['back by an hour', NOW + 3_600_000],
])('where the clock is set %s, what is due by it is seen to at once', async (_, startedAt) => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  team.setNow(startedAt);
  const timetable = startTimetable({ ctx: team.ctx });
  team.setNow(NOW);
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T08:00:00Z', { reminderMinutes: [1499] }));
  team.setNow(NOW + 2 * 60_000);
  expect(meeting.start - NOW).toBe(1500 * 60_000);
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
  const mails = () => team.raw(`select id from jobs where kind = 'mail' and payload like '%client_reminder%'`);
  await expect.poll(mails).toHaveLength(1);
  await timetable.stop();
});

test('what was to come when the clock was set back does not come round once all is stopped', async () => {
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    now: NOW + 1_000,
  });
  let asked = 0;
  const now = () => {
    asked += 1;
    return NOW;
  };
  const timetable = startTimetable({ ctx: { ...team.ctx, clock: { ...team.ctx.clock, now } } });
  vi.setSystemTime(NOW - 3_600_000);
  vi.advanceTimersByTime(20_000);
  await timetable.stop();
  const before = asked;
  vi.advanceTimersByTime(2 * 3_600_000);
  vi.useRealTimers();
  expect(asked).toBe(before);
});

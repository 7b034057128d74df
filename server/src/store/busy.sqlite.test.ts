import Sqlite from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { type ScratchTeam, scratchTeam, scratchType } from '../actions/scratch-team.ts';
import { hasDueJobs } from './jobs.ts';
import { type DatabasePlace, openDatabase } from './open-database.ts';

/** What listing and booking ask of the tables that grow, as SQLite would go about it. */
let team: ScratchTeam;
afterEach(() => team.dispose());

const fileOf = (place: DatabasePlace) => ('file' in place ? place.file : '');

/** The statements that `run` makes SQLite prepare, with SQLite's plan of each select. */
async function plansOf(run: () => Promise<unknown>): Promise<Map<string, string[]>> {
  const texts = new Set<string>();
  const { prepare } = Sqlite.prototype;
  Sqlite.prototype.prepare = function (this: Sqlite.Database, source: string) {
    texts.add(source);
    return prepare.call(this, source);
  } as typeof prepare;
  try {
    await run();
  } finally {
    Sqlite.prototype.prepare = prepare;
  }
  const database = new Sqlite(fileOf(team.place));
  const plans = new Map<string, string[]>();
  for (const source of texts) {
    if (!/^(select|update|delete|insert)/i.test(source)) continue;
    const statement = database.prepare(`explain query plan ${source}`);
    const details = statement.all(...Array.from({ length: source.split('?').length - 1 }, () => 1));
    plans.set(
      source,
      (details as { detail: string }[]).map((row) => row.detail),
    );
  }
  database.close();
  return plans;
}

test('no question reads the whole of a table that grows with bookings', async () => {
  team = await scratchTeam(
    scratchType('intro', { weeklyLimit: 50 }),
    scratchType('group', { capacity: 2, requiresConfirmation: true }),
    scratchType('any', { assignment: 'round_robin', hosts: ['claire@team.example', 'ben@team.example'] }),
  );
  // A store of its own, whose statements are not prepared yet.
  const store = await openDatabase(team.place);
  const ctx = { ...team.ctx, store };
  const [{ bookMeeting }, { listSlots }, { wish }, { openPortal, readMeeting }, { completeMeetings }] =
    await Promise.all([
      import('../actions/book-meeting.ts'),
      import('../actions/list-slots.ts'),
      import('../actions/scratch-team.ts'),
      import('../actions/portal-access.ts'),
      import('../actions/complete-meetings.ts'),
    ]);
  const plans = await plansOf(async () => {
    const idempotency = { scope: 's', key: 'k', requestHash: 'h' };
    const { meeting, portalToken } = await bookMeeting(ctx, wish('intro', '2026-11-03T09:00:00Z', { idempotency }));
    for (const hour of [10, 10, 10]) {
      await bookMeeting(ctx, wish('group', `2026-11-03T${hour}:00:00Z`)).catch(() => null);
      await bookMeeting(ctx, wish('any', `2026-11-03T${hour + 1}:00:00Z`)).catch(() => null);
    }
    const now = ctx.clock.now();
    await listSlots(ctx, { slug: 'group', from: now, to: now + 86_400_000 });
    await readMeeting(ctx, await openPortal(ctx, portalToken), meeting.id);
    await completeMeetings(ctx);
  });
  await store.close();
  expect(plans.size).toBeGreaterThan(15);
  const growing =
    /SCAN (claims|sessions|meetings|participants|clients|jobs|job|external_busy|portal_tokens|idempotency_keys)\b/;
  for (const [source, details] of plans) {
    for (const detail of details) expect(detail, source).not.toMatch(growing);
  }
});

test('a host is read from a range of claims, bounded on both sides', async () => {
  team = await scratchTeam(scratchType('intro'));
  const store = await openDatabase(team.place);
  const { listSlots } = await import('../actions/list-slots.ts');
  const now = team.ctx.clock.now();
  const plans = await plansOf(() =>
    listSlots({ ...team.ctx, store }, { slug: 'intro', from: now, to: now + 86_400_000 }),
  );
  await store.close();
  const details = [...plans.values()].flat();
  expect(details).toContain('SEARCH claims USING PRIMARY KEY (host_id=? AND held_from_ms>? AND held_from_ms<?)');
  expect(details).toContain(
    'SEARCH external_busy USING INDEX external_busy_short (host_id=? AND start_ms>? AND start_ms<?)',
  );
  expect(details).toContain('SEARCH external_busy USING INDEX external_busy_long (host_id=? AND end_ms>?)');
  expect(details).toContain('SEARCH time_off USING INDEX time_off_ahead (host_id=? AND end_ms>?)');
});

test('due jobs are read from the index of the pending ones, and what comes before each from the jobs of its order', async () => {
  team = await scratchTeam();
  const store = await openDatabase(team.place);
  const plans = await plansOf(() => hasDueJobs(store.db, ['mail'], team.ctx.clock.now()));
  await store.close();
  expect([...plans.values()].flat()).toEqual([
    'SEARCH job USING INDEX jobs_due (kind=? AND run_at_ms<?)',
    expect.stringContaining('SUBQUERY'),
    'SEARCH earlier USING INDEX sqlite_autoindex_jobs_1 (order_key=?)',
  ]);
});

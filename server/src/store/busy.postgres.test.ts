import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import { completeMeetings } from '../actions/complete-meetings.ts';
import { listSlots } from '../actions/list-slots.ts';
import { openPortal, readMeeting } from '../actions/portal-access.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from '../actions/scratch-team.ts';
import { claimJobs, hasDueJobs } from './jobs.ts';

/** What listing, booking and the jobs ask of the tables that grow, as PostgreSQL would go about it once they have grown. */
let team: ScratchTeam;

interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A step of a plan, with those below it. */
interface Step {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Step[];
}

const DAY_MS = 86_400_000;
const GROWING = /^(claims|sessions|meetings|participants|clients|jobs)$/;

beforeAll(async () => {
  team = await scratchTeam(
    scratchType('intro', { weeklyLimit: 50 }),
    scratchType('group', { capacity: 2 }),
    scratchType('any', { assignment: 'round_robin', hosts: ['claire@team.example', 'ben@team.example'] }),
  );
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00Z'));
  await grow(meeting.id);
}, 60_000);
afterAll(() => team.dispose());

/** Thirty hosts with four hundred meetings each, as many behind as ahead, and whatever else comes with them. */
async function grow(model: string): Promise<void> {
  const { raw } = team;
  const copy = async (table: string, changes: Readonly<Record<string, string>>, from: string) => {
    const names = (
      await raw('select column_name as name from information_schema.columns where table_name = $1', table)
    ).map(({ name }) => String(name));
    const kept = names.filter((name) => name !== 'id' || table !== 'jobs');
    const values = kept.map((name) => changes[name] ?? `model."${name}"`);
    await raw(`insert into ${table} (${kept.map((name) => `"${name}"`).join()}) select ${values.join()} from ${from}`);
  };
  const [host] = await raw(`select id from hosts where name = 'Claire'`);
  const each = `generate_series(0, 11999) as n`;
  const at = `(${NOW - 200 * DAY_MS}::bigint + (n / 30) * ${DAY_MS}::bigint)`;
  const meetings = (table: string, key: string) => `${table} as model, ${each} where model.${key} = '${model}'`;
  await copy(
    'hosts',
    { id: `'hst_' || n`, email: `n || '@team.example'` },
    `(select * from hosts limit 1) as model, generate_series(0, 29) as n`,
  );
  await copy(
    'clients',
    { id: `'cli_' || n`, email: `n || '@example.com'` },
    `(select * from clients limit 1) as model, ${each}`,
  );
  const span = { start_ms: at, end_ms: `${at} + 1800000` };
  await copy('sessions', { id: `'ses_' || n`, ...span }, `(select * from sessions limit 1) as model, ${each}`);
  await copy(
    'claims',
    {
      host_id: `case n % 30 when 0 then '${host?.id}' else 'hst_' || n % 30 end`,
      held_from_ms: at,
      held_to_ms: `${at} + 1800000`,
      session_id: `'ses_' || n`,
    },
    `(select * from claims limit 1) as model, ${each}`,
  );
  await copy(
    'meetings',
    {
      id: `'mtg_' || n`,
      uid: `'mtg_' || n || '@book.example'`,
      session_id: `'ses_' || n`,
      client_id: `'cli_' || n`,
      ...span,
    },
    meetings('meetings', 'id'),
  );
  await copy('participants', { meeting_id: `'mtg_' || n` }, meetings('participants', 'meeting_id'));
  await copy(
    'jobs',
    {
      order_key: `'order ' || n`,
      dedupe_key: `'job ' || n`,
      state: `case when n % 10 > 0 then 'done' else 'pending' end`,
      run_at_ms: at,
      settled_at_ms: `case when n % 10 > 0 then ${at} end`,
    },
    `(select * from jobs limit 1) as model, ${each}`,
  );
  await raw('analyze');
}

/** The statements that `run` sends on tables, each once. */
async function askedBy(run: () => Promise<unknown>): Promise<Asked[]> {
  const asked = new Map<string, Asked>();
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [Asked | string];
    if (typeof first === 'object' && /^(with|select|update|delete)\b.* (from|update|set) /is.test(first.text)) {
      asked.set(first.text, first);
    }
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    await run();
  } finally {
    pg.Client.prototype.query = query;
  }
  return [...asked.values()];
}

/** Every step of PostgreSQL's plan: for these very values, or (`generic`) for whatever may come, as a kept statement has it in the long run. */
async function planOf({ text, values }: Asked, generic: boolean): Promise<Step[]> {
  const literals = values.map((value) => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`));
  await team.raw(`set plan_cache_mode = ${generic ? 'force_generic_plan' : 'force_custom_plan'}`);
  await team.raw(`prepare asked as ${text}`);
  const given = literals.length > 0 ? `(${literals.join()})` : '';
  const [row] = await team.raw(`explain (format json) execute asked${given}`);
  await team.raw('deallocate asked');
  const below = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(below)];
  const plans = (row?.['QUERY PLAN'] ?? []) as { Plan: Step }[];
  return plans.flatMap(({ Plan }) => below(Plan));
}

const indexes = (steps: readonly Step[]) =>
  steps.flatMap((step) => (step['Index Name'] ? [`${step['Index Name']} ${step['Index Cond'] ?? ''}`] : []));

test.each([
  ['for the values at hand', false],
  ['for any values', true],
])('no question reads the whole of a table that grows with bookings, planned %s', async (_, generic) => {
  const { ctx } = team;
  const now = ctx.clock.now();
  const asked = await askedBy(async () => {
    const idempotency = { scope: 's', key: `k${generic}`, requestHash: 'h' };
    const start = generic ? '2026-11-04T10:00:00Z' : '2026-11-05T10:00:00Z';
    const { meeting, portalToken } = await bookMeeting(ctx, wish('intro', start, { idempotency }));
    await bookMeeting(ctx, wish('group', Date.parse(start) + 3_600_000));
    await bookMeeting(ctx, wish('any', Date.parse(start) + 7_200_000));
    await listSlots(ctx, { slug: 'group', from: now + Number(generic), to: now + DAY_MS });
    await readMeeting(ctx, await openPortal(ctx, portalToken), meeting.id);
    await completeMeetings(ctx);
    await hasDueJobs(ctx.store.db, ['mail'], now);
    await ctx.store.write((tx) => claimJobs(tx, { worker: 'w', kinds: ['mail'], now, leaseMs: 1, limit: 2 }));
  });
  expect(asked.length).toBeGreaterThan(12);
  for (const one of asked) {
    const scanned = (await planOf(one, generic)).filter((step) => step['Node Type'] === 'Seq Scan');
    const grown = scanned.filter((step) => GROWING.test(step['Relation Name'] ?? ''));
    expect(grown, one.text).toEqual([]);
  }
});

test.each([
  ['for the values at hand', false],
  ['for any values', true],
])('a host is read from a range of claims, bounded on both sides, planned %s', async (_, generic) => {
  const now = team.ctx.clock.now();
  const asked = await askedBy(() =>
    listSlots(team.ctx, { slug: 'intro', from: now + 1 + Number(generic), to: now + DAY_MS }),
  );
  const busy = asked.filter(({ text }) => text.includes('"claims"."held_from_ms"'));
  expect(busy).toHaveLength(1);
  const used = indexes(await planOf(busy[0] as Asked, generic));
  expect(used).toContainEqual(expect.stringMatching(/^claims_of_host .*host_id = .*held_from_ms >= .*held_from_ms < /));
});

test.each([
  ['for the values at hand', false],
  ['for any values', true],
])('due jobs are read from the index of the pending ones, planned %s', async (_, generic) => {
  const asked = await askedBy(() => hasDueJobs(team.ctx.store.db, ['mail'], team.ctx.clock.now()));
  expect(asked).toHaveLength(1);
  const used = indexes(await planOf(asked[0] as Asked, generic));
  expect(used).toContainEqual(expect.stringMatching(/^jobs_due .*kind = .*run_at_ms <= /));
  expect(used).toContainEqual(expect.stringMatching(/^jobs_waiting .*order_key = .*id < /));
  expect(used).toHaveLength(2);
});

test('jobs that all fall due at once are found before PostgreSQL has counted them', async () => {
  const fresh = await scratchTeam();
  try {
    await fresh.raw(`insert into jobs (kind, payload, order_key, dedupe_key, state, run_at_ms, attempts, created_at_ms)
      select 'mail', '{}', 'order ' || n, 'mail', 'pending', 1, 0, 1 from generate_series(1, 10000) as n`);
    const [{ text, values }] = (await askedBy(() => hasDueJobs(fresh.ctx.store.db, ['mail'], 2))) as [Asked];
    await fresh.raw(`prepare asked as ${text}`);
    const [row] = await fresh.raw(
      `explain (analyze, format json) execute asked(${values.map((value) => `'${value}'`).join()})`,
    );
    const [top] = (row?.['QUERY PLAN'] ?? []) as [{ Plan: Step }];
    const rows = (step: Step & { 'Actual Rows'?: number; 'Actual Loops'?: number }): number[] => [
      (step['Actual Rows'] ?? 0) * (step['Actual Loops'] ?? 0),
      ...(step.Plans ?? []).flatMap(rows),
    ];
    expect(Math.max(...rows(top.Plan))).toBeLessThan(10);
  } finally {
    await fresh.dispose();
  }
});

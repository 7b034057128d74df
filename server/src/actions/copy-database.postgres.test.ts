import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readyDatabase } from '../ready-database.ts';
import type { Store } from '../store/database.ts';
import { migrate } from '../store/migrations/migrate.ts';
import { type DatabasePlace, openDatabase } from '../store/open-database.ts';
import { rawOn, scratchPlace } from '../store/scratch-store.ts';
import { bookMeeting } from './book-meeting.ts';
import { type CopyOutcome, copyDatabase } from './copy-database.ts';
import { holdSecret } from './hold-secret.ts';
import { firstKey, openPortal, portalToken } from './portal-access.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

const CLIENTS = 4500;
let team: ScratchTeam;
let meetingId: string;
let original: DatabasePlace;
let folder: string;
const disposals: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'booker-copy-'));
  team = await scratchTeam(scratchType('intro'), scratchType('group', { capacity: 3 }));
  await holdSecret(team.ctx.store, team.ctx.secret);
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00+01:00'));
  meetingId = meeting.id;
  await bookMeeting(team.ctx, wish('group', '2026-11-04T09:00:00+01:00'));
  await bookMeeting(team.ctx, wish('group', '2026-11-04T09:00:00+01:00'));
  await fillTheRest();
  original = await shelved(team);
});

afterAll(async () => {
  for (const dispose of disposals) await dispose();
  await team.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Rows of every kind, with what is awkward in text, and more clients than fit into one step. */
async function fillTheRest(): Promise<void> {
  const { raw } = team;
  const [host] = await raw('select id from hosts order by id limit 1');
  const [schedule] = await raw('select id from schedules limit 1');
  const [client] = await raw('select id from clients limit 1');
  const awkward = `"quoted" \\back\n\tline é 漢字 🗓️ '; drop table --`;
  await raw(
    `insert into clients select 'cli_' || i, 'many' || i || '@example.com', 'Zoë', null, 'UTC', 'en', 1, i from generate_series(1, ${CLIENTS}) i`,
  );
  await raw('insert into date_overrides values ($1, $2, $3)', schedule?.id, '2026-12-24', '[ ]');
  await raw(
    'insert into time_off values ($1, $2, $3, $4, $5, $6)',
    'off_1',
    host?.id,
    1,
    8_640_000_000_000_000,
    awkward,
    0,
  );
  await raw('insert into external_busy values ($1, $2, $3, $4, $5, $6)', 'bsy_1', host?.id, 'ics', 'a@b', -5, 5);
  await raw(
    'insert into notes values ($1, $2, $3, null, $4, $5, $6, 1, 1, 2, null)',
    'note_1',
    meetingId,
    'host',
    host?.id,
    '',
    awkward,
  );
  await raw('insert into note_revisions values ($1, 1, $2, 3)', 'note_1', '');
  await raw('insert into portal_tokens values ($1, $2, $3, 1, 2, 3)', 'ptk_feed', 'feed', client?.id);
  await raw(
    `insert into api_keys values ('key_1', $1, $2, '[ "notes:read" ]', 'hash', 1, null, 2, null)`,
    host?.id,
    awkward,
  );
  await raw(`insert into sign_ins values ('sgn_1', $1, 'hash', 1, 2, 3)`, host?.id);
  await raw(`insert into sign_in_links values ('sil_1', $1, 'invitation', 1, 2, null)`, host?.id);
  await raw(`insert into mails_off values ('ada@example.com', 'reminders', 3)`);
  await raw('insert into refused_addresses values ($1, 550, null, $2, 1, 2)', 'gone@example.com', awkward);
  await raw('insert into blocked_addresses values ($1, $2, $3, $4, 5)', 'blk_1', 'spam.example', awkward, host?.id);
  await raw(
    `insert into address_proofs select 'prf_1', id, 'ada@example.com', 1, 0, 1, 2, null from meeting_types limit 1`,
  );
  await raw(
    `insert into webhooks values ('whk_1', 'https://hooks.example/', $1, '[ "note.created" ]', 0, 'gone', 2, 5, 1, 2)`,
    awkward,
  );
  await raw(
    `insert into webhook_deliveries values
     ('dlv_1', 'whk_1', 'ping', null, '{ "type": "ping" }', 'failed', 1, 1, null, 1, 2, 3, 410, $1, $1)`,
    awkward,
  );
  await raw(
    `insert into templates values ('client_link', 'fr', null, $1, null, 1, $2, 3, null, null)`,
    awkward,
    host?.id,
  );
  await raw('insert into text_choices values ($1, $1, null, $2, 3)', client?.id, '+33612345678');
  await raw('insert into counted_texts values ($1, $2)', 'txt_1', '2026-11');
  await raw('insert into mails_off values ($1, $2, 3)', 'quiet@example.com', 'notes');
  await raw(`insert into mail_tokens values ('hash', 'sealed', 'nobody', 0, 1)`);
  await raw(
    `insert into push_subscriptions values
     ('psh_1', null, $1, $2, 'https://push.example/1', 'key', 'sealed', 'en', 'UTC', 1, null, 2, 3)`,
    client?.id,
    meetingId,
  );
  await raw('insert into job_attempts select id, 1, 5, null, $1 from jobs order by id limit 2', awkward);
  await raw(`insert into idempotency_keys values ('book', $1, 'hash', '{ "a": 1 }', 1, 2)`, awkward);
}

/** The team's database without the server on it, under a name of its own: what is in use is not copied. */
async function shelved({ place }: ScratchTeam): Promise<DatabasePlace> {
  await team.ctx.store.close();
  return place;
}

async function emptyPostgres(): Promise<DatabasePlace> {
  const { place, dispose } = await scratchPlace();
  disposals.push(dispose);
  return place;
}

let files = 0;
function emptyFile(): DatabasePlace {
  files += 1;
  return { file: join(folder, `${files}.db`) };
}

async function opensThePortal(place: DatabasePlace): Promise<string | null> {
  const store = await openDatabase(place);
  try {
    await readyDatabase(store, team.ctx.secret);
    const token = portalToken(team.ctx.secret, firstKey(meetingId));
    return (await openPortal({ ...team.ctx, store }, token)).meetingId;
  } finally {
    await store.close();
  }
}

const sums = ({ tables }: CopyOutcome) => tables.map(({ table, rows, checksum }) => `${table} ${rows} ${checksum}`);

test('there and back everything is the same, and links in sent mails still open', async () => {
  const file = emptyFile();
  const server = await emptyPostgres();
  const there = await copyDatabase({ from: original, to: file });
  expect(there.tables.filter(({ rows }) => rows === 0)).toEqual([]);
  expect(there.tables.find(({ table }) => table === 'clients')?.rows).toBeGreaterThan(CLIENTS);
  expect(await opensThePortal(file)).toBe(meetingId);
  const back = await copyDatabase({ from: file, to: server });
  expect(sums(back)).toEqual(sums(there));
  expect(await opensThePortal(server)).toBe(meetingId);
  expect(sums(await copyDatabase({ from: server, to: emptyFile() }))).toEqual(sums(there));
});

test.each(['a file', 'PostgreSQL'])('into %s, numbers of jobs go on above those that were copied', async (kind) => {
  const to = kind === 'a file' ? emptyFile() : await emptyPostgres();
  await copyDatabase({ from: original, to });
  const { raw, end } = rawOn(to);
  const [highest] = await raw('select max(id) as id from jobs');
  const [next] = await raw(
    `insert into jobs (kind, payload, order_key, dedupe_key, state, run_at_ms, attempts, created_at_ms) values ('mail', '{}', 'o', 'd', 'pending', 1, 0, 1) returning id`,
  );
  expect(next?.id).toBeGreaterThan(Number(highest?.id));
  await end();
});

test.each(['a file', 'PostgreSQL'])(
  'into %s, stopped again and again, it cannot be used, and goes on from there',
  async (kind) => {
    const to = kind === 'a file' ? emptyFile() : await emptyPostgres();
    const whole = sums(await copyDatabase({ from: original, to: emptyFile() }));
    const heard: string[] = [];
    let copied: CopyOutcome | null = null;
    for (let step = 0; copied === null; step += 3) {
      const stop = (table: string, rows: number) => {
        heard.push(`${table} ${rows}`);
        if (heard.length > step) throw new Error('stopped');
      };
      copied = await copyDatabase({ from: original, to, report: stop }).catch((error) => {
        if (error.message !== 'stopped') throw error;
        return null;
      });
      if (copied === null)
        await expect(opensThePortal(to)).rejects.toThrow(
          /unfinished copy of postgres:.*run "meeting-booker copy" again/,
        );
    }
    expect(sums(copied)).toEqual(whole);
    // Each step was done once.
    expect(new Set(heard).size).toBe(heard.length);
    expect(heard.filter((step) => step.startsWith('clients'))).toHaveLength(3);
  },
);

test('a target that holds anything is refused, and nothing in it is changed', async () => {
  const to = emptyFile();
  await copyDatabase({ from: original, to });
  const { raw, end } = rawOn(to);
  await raw(`delete from migrations where name like '0006%'`);
  const before = JSON.stringify([
    await raw('select * from hosts'),
    await raw('select sql from sqlite_master'),
    await raw('select * from migrations'),
  ]);
  await expect(copyDatabase({ from: original, to: { file: (to as { file: string }).file } })).rejects.toThrow(/in use/);
  await end();
  await expect(copyDatabase({ from: original, to })).rejects.toThrow(
    /not empty \(it has rows in hosts\): nothing was copied/,
  );
  const after = rawOn(to);
  expect(
    JSON.stringify([
      await after.raw('select * from hosts'),
      await after.raw('select sql from sqlite_master'),
      await after.raw('select * from migrations'),
    ]),
  ).toBe(before);
  await after.end();
});

test('tables of another program are left alone', async () => {
  const to = await emptyPostgres();
  const { raw, end } = rawOn(to);
  await raw('create table clients (name text)');
  await expect(copyDatabase({ from: original, to })).rejects.toThrow(/tables of another program/);
  expect(await raw(`select table_name from information_schema.tables where table_schema = 'public'`)).toEqual([
    { table_name: 'clients' },
  ]);
  await end();
});

test('the copy of one source is not gone on with from another', async () => {
  const to = emptyFile();
  const stop = () => {
    throw new Error('stopped');
  };
  await expect(copyDatabase({ from: original, to, report: stop })).rejects.toThrow('stopped');
  const other = emptyFile();
  await copyDatabase({ from: original, to: other });
  await expect(copyDatabase({ from: other, to })).rejects.toThrow(/unfinished copy of postgres:.*not of sqlite:/);
  await expect(copyDatabase({ from: to, to: emptyFile() })).rejects.toThrow(/unfinished copy/);
});

test('a source that is newer, older or no database of this program is refused with what to do', async () => {
  const from = emptyFile();
  const store = await openDatabase(from);
  await store.close();
  await expect(copyDatabase({ from, to: emptyFile() })).rejects.toThrow(/is no database of Meeting Booker/);
  const again = await openDatabase(from);
  await migrate(again);
  await again.close();
  const { raw, end } = rawOn(from);
  await raw(`insert into migrations values ('9999-from-tomorrow')`);
  await end();
  await expect(copyDatabase({ from, to: emptyFile() })).rejects.toThrow(/newer.*9999-from-tomorrow/);
  const older = rawOn(from);
  await older.raw(`delete from migrations where name >= '0006'`);
  await older.end();
  await expect(copyDatabase({ from, to: emptyFile() })).rejects.toThrow(
    /older than this program: run "meeting-booker migrate"/,
  );
  await expect(copyDatabase({ from: emptyFile(), to: emptyFile() })).rejects.toThrow(/There is no database at/);
  await expect(copyDatabase({ from, to: from })).rejects.toThrow(/same database/);
});

test.each(['a file', 'PostgreSQL'])('what is in use is copied neither from nor to, where it is %s', async (kind) => {
  const busy = kind === 'a file' ? emptyFile() : await emptyPostgres();
  const server = await openDatabase(busy);
  await migrate(server);
  await expect(copyDatabase({ from: busy, to: emptyFile() })).rejects.toThrow(/in use: stop every server/);
  await expect(copyDatabase({ from: original, to: busy })).rejects.toThrow(/in use: stop every server/);
  // Taken back: the server may be started anew.
  await readyDatabase(server, team.ctx.secret);
  await server.close();
});

test('what somebody else writes to the target meanwhile is found, by its table, and the copy stays unusable', async () => {
  const to = emptyFile();
  const intrude = async (table: string) => {
    if (table !== 'idempotency_keys') return;
    const { raw, end } = rawOn(to);
    await raw(`update clients set name = 'Zoé' where id = 'cli_7'`);
    await end();
  };
  await expect(copyDatabase({ from: original, to, report: (table) => void intrude(table) })).rejects.toThrow(
    /The table clients was not copied as it is .*empty the target and copy again/,
  );
  await expect(opensThePortal(to)).rejects.toThrow(/unfinished copy/);
  await expect(copyDatabase({ from: original, to })).rejects.toThrow(/The table clients/);
});

test('what is used meanwhile is not the source of a copy that counts, where it is a file', async () => {
  const from = emptyFile();
  const to = emptyFile();
  await copyDatabase({ from: original, to: from });
  const { raw, end } = rawOn(from);
  // Every copied row stays the same: only the database itself can tell.
  const report = (table: string) =>
    void (table === 'hosts' && raw('update settings_version set version = version + 1'));
  await expect(copyDatabase({ from, to, report })).rejects.toThrow(/in use/);
  await end();
  await expect(opensThePortal(to)).rejects.toThrow(/unfinished copy/);
});

test('what is used meanwhile is not the source of a copy that counts, where it is PostgreSQL', async () => {
  const to = emptyFile();
  const servers: Promise<Store>[] = [];
  const report = (table: string) => void (table === 'hosts' && servers.push(openDatabase(original)));
  await expect(copyDatabase({ from: original, to, report })).rejects.toThrow(/in use/);
  for (const server of servers) await (await server).close();
  await expect(opensThePortal(to)).rejects.toThrow(/unfinished copy/);
  expect((await copyDatabase({ from: original, to })).tables.length).toBeGreaterThan(0);
});

test('a row that the target refuses is told with its table', async () => {
  const from = emptyFile();
  await copyDatabase({ from: original, to: from });
  const { raw, end } = rawOn(from);
  await raw(`update clients set name = 'nul' || char(0) || 'l' where id = 'cli_8'`);
  await end();
  await expect(copyDatabase({ from, to: await emptyPostgres() })).rejects.toThrow(/The target refuses rows of clients/);
});

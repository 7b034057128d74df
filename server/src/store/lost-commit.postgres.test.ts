import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store, Transaction } from './database.ts';
import { migrate } from './migrations/migrate.ts';
import { openDatabase } from './open-database.ts';
import { openScratchLine, type ScratchLine } from './scratch-line.ts';
import { type ScratchPostgres, startPostgres } from './scratch-postgres.ts';
import { rawOn, scratchPlace } from './scratch-store.ts';

/** What a transaction comes to when its connection, its server or its turn is lost: seen from the one who waits for it. */
let line: ScratchLine;
let store: Store;
let raw: ReturnType<typeof rawOn>['raw'];
let url: string;
const endings: (() => Promise<unknown>)[] = [];
let tries: number;

/** A store that reaches the database at `direct` over the line. */
async function open(direct: string): Promise<void> {
  url = direct;
  line = await openScratchLine(Number(new URL(direct).port));
  endings.unshift(line.close);
  const around = new URL(direct);
  around.port = String(line.port);
  store = await openDatabase({ url: around.href });
  endings.unshift(store.close);
  const past = rawOn({ url: direct });
  endings.unshift(past.end);
  raw = past.raw;
}

beforeEach(() => {
  tries = 0;
});
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function addHost(tx: Transaction, id: string): Promise<void> {
  const words = { name: id, email: `${id}@example.com`, time_zone: 'Europe/Paris', locale: 'en', avatar_url: null };
  const numbers = { daily_limit: null, created_at_ms: 1, updated_at_ms: 1 };
  await tx
    .insertInto('hosts')
    .values({ id, role: 'member', ...words, ...numbers })
    .execute();
}

const add = (id: string) =>
  store.write((tx) => {
    tries += 1;
    return addHost(tx, id);
  });
const hosts = async () => (await raw('select id from hosts order by id')).map((row) => row.id);
const lock = (tx: Transaction, id: string) =>
  tx.selectFrom('hosts').select('id').where('id', '=', id).forUpdate().execute();

describe('on a server that lives', () => {
  beforeEach(async () => {
    const { place, dispose } = await scratchPlace({ migrated: true });
    endings.unshift(dispose);
    await open('url' in place ? place.url : '');
  });

  test.each([
    ['before it reached the server is made by another try', 'before', 2],
    ['while the server made it is not made twice', 'while', 1],
    ['on the way back is known to stand', 'after', 1],
  ] as const)('a commit that was lost %s', async (_, where, expected) => {
    const lost = line.loseCommit(where).then(line.mend);
    await add('one');
    await lost;
    expect(tries).toBe(expected);
    expect(await hosts()).toEqual(['one']);
  });

  test('a connection that is lost within a transaction costs another try, unseen', async () => {
    await store.write(async (tx) => {
      tries += 1;
      await addHost(tx, 'one');
      if (tries > 1) return;
      line.cut();
      line.mend();
      await addHost(tx, 'two');
    });
    expect(tries).toBe(2);
    expect(await hosts()).toEqual(['one']);
  });

  test('connections that the server ended while nobody used them are not noticed by who comes next', async () => {
    await add('one');
    await store.version();
    await raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await add('two');
    expect(await store.db.selectFrom('hosts').select('id').orderBy('id').execute()).toEqual([
      { id: 'one' },
      { id: 'two' },
    ]);
  });

  test('the one that PostgreSQL undoes to end a deadlock is made anew, unseen', async () => {
    await add('one');
    await add('two');
    tries = 0;
    const rival = new pg.Client({ connectionString: url });
    await rival.connect();
    endings.unshift(() => rival.end());
    // The one that has waited its own deadlock_timeout first is undone.
    await rival.query(`set deadlock_timeout = '20s'`);
    await rival.query('begin');
    await rival.query(`select from hosts where id = 'two' for update`);
    const [{ pid } = { pid: 0 }] = (await rival.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
    const waits = () => raw(`select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'`, pid);
    let other: Promise<unknown> | undefined;
    await store.write(async (tx) => {
      tries += 1;
      await lock(tx, 'one');
      if (!other) {
        other = rival.query(`select from hosts where id = 'one' for update`).then(() => rival.query('commit'));
        // A deadlock is looked for once, a second after one begins to wait: by then both must.
        await expect.poll(waits, { timeout: 10_000, interval: 20 }).toHaveLength(1);
      }
      await lock(tx, 'two');
    });
    await other;
    expect(tries).toBe(2);
  });

  test('a transaction that could not be put in a row with others is made anew, unseen', async () => {
    await add('one');
    await raw(
      `do $$ begin execute format('alter database %I set default_transaction_isolation = ''repeatable read''', current_database()); end $$`,
    );
    const strict = await openDatabase({ url });
    endings.unshift(strict.close);
    tries = 0;
    await strict.write(async (tx) => {
      tries += 1;
      await tx.selectFrom('hosts').select('daily_limit').execute();
      if (tries === 1) await raw('update hosts set daily_limit = 1');
      await tx
        .updateTable('hosts')
        .set((row) => ({ daily_limit: row('daily_limit', '+', 1) }))
        .execute();
    });
    expect(tries).toBe(2);
    expect(await raw('select daily_limit from hosts')).toEqual([{ daily_limit: 2 }]);
  });
});

describe('on a server that crashes at a commit', () => {
  let server: ScratchPostgres;

  beforeEach(async () => {
    server = await startPostgres();
    endings.unshift(server.stop);
    await open(`${server.url}/postgres`);
    await migrate(store);
    await add('first');
    tries = 0;
  }, 60_000);

  async function crashAtCommit(): Promise<void> {
    await line.loseCommit('before');
    await server.halt('immediate');
    await server.resume();
    const past = rawOn({ url });
    endings.unshift(past.end);
    raw = past.raw;
  }

  test('what it forgot is made anew', async () => {
    const crashed = crashAtCommit().then(line.mend);
    await add('one');
    await crashed;
    expect(tries).toBe(2);
    expect(await hosts()).toEqual(['first', 'one']);
  });

  test('a number that it gave to another transaction since is not taken for the one that was lost', async () => {
    const crashed = crashAtCommit().then(async () => {
      for (let i = 0; i < 20; i += 1) await raw('select pg_current_xact_id()');
      line.mend();
    });
    await expect(add('one')).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      message: expect.stringContaining('may have been saved or not'),
    });
    await crashed;
    expect(tries).toBe(1);
    expect(await hosts()).toEqual(['first']);
    await add('one');
    expect(await hosts()).toEqual(['first', 'one']);
  });
});

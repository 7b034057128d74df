import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { inject } from 'vitest';
import { copiedTables, leftTables } from './copied-tables.ts';
import type { Store } from './database.ts';
import { migrate } from './migrations/migrate.ts';
import { type DatabasePlace, openDatabase } from './open-database.ts';
import type { PostgresPlace } from './postgres.ts';
import { onServer, type ScratchServer } from './scratch-server.ts';

/** For tests: a database of its own, on the engine that the run is for. */
export interface ScratchStore {
  readonly engine: 'sqlite' | 'postgres';
  readonly store: Store;
  /** Where it is, to open it once more, as another process would. */
  readonly place: DatabasePlace;
  /** Runs one statement past the product, on a connection of its own, with $1, $2 … for the parameters; answers its rows. */
  raw(statement: string, ...parameters: unknown[]): Promise<Record<string, unknown>[]>;
  /** Closes and erases it. */
  dispose(): Promise<void>;
}

/** For tests: an empty place for a database that nothing was done to yet. */
export async function scratchPlace({ migrated = false } = {}): Promise<{
  place: DatabasePlace;
  dispose(): Promise<void>;
}> {
  const server = inject('postgres');
  if (server !== null) return { place: await scratchDatabase(server, migrated), dispose: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'booker-store-'));
  const dispose = async () => rmSync(folder, { recursive: true, force: true });
  return { place: { file: join(folder, 'booker.db') }, dispose };
}

/** It goes with its server, or when all tests are done: to drop one takes as long as a whole test. */
async function scratchDatabase(server: ScratchServer, migrated: boolean): Promise<PostgresPlace> {
  const name = `${server.prefix}_${randomUUID().replaceAll('-', '')}`;
  const made = migrated ? ` template ${server.template}` : '';
  await onServer(server.url, async (client) => void (await client.query(`create database ${name}${made}`)));
  return { url: `${server.url}/${name}`, connections: 7 };
}

/** Migrated databases that a test before has left empty. */
const emptied: DatabasePlace[] = [];

/** For tests: an empty, migrated database; `dispose` closes it and empties or erases it. */
export async function scratchStore(): Promise<ScratchStore> {
  const used = emptied.pop();
  const { place, dispose } = used ? { place: used, dispose: async () => {} } : await scratchPlace({ migrated: true });
  const store = await openDatabase(place);
  if ('file' in place) await migrate(store);
  const { raw, end } = rawOn(place);
  return {
    engine: 'file' in place ? 'sqlite' : 'postgres',
    store,
    place,
    raw,
    async dispose() {
      await store.close();
      if ('url' in place) {
        const [{ size = 0 } = {}] = await raw(SIZE);
        if (Number(size) < MOST_BYTES) {
          await raw(EMPTY);
          emptied.push(place);
        }
      }
      await end();
      await dispose();
    },
  };
}

/** What a test has filled with thousands of rows is left as it is. */
const MOST_BYTES = 1_000_000;
const SIZE = `select sum(pg_relation_size(oid)) as size from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;

const KEPT = ['migrations', 'settings_version'];

/**
 * A transaction that a test has left open must not hold up the next. The few rows of a test are deleted, each after what refers to it: to
 * truncate makes every table and index anew, which takes thirty times as long.
 */
const EMPTY = [
  `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  ...[...copiedTables.map(({ name }) => name), ...leftTables.filter((name) => !KEPT.includes(name))]
    .reverse()
    .map((name) => `delete from ${name}`),
  `select setval(oid::regclass, 1, false) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'`,
].join('; ');

/** A connection past the product. */
type Raw = Pick<ScratchStore, 'raw'> & { end(): Promise<void> };

/** For tests: runs statements on a database by a connection of its own, which opens at the first. */
export function rawOn(place: DatabasePlace): Raw {
  return 'file' in place ? rawSqlite(place.file) : rawPostgres(place.url);
}

function rawSqlite(file: string): Raw {
  let database: Sqlite.Database | null = null;
  return {
    async raw(statement, ...parameters) {
      if (!database) {
        database = new Sqlite(file);
        database.pragma('foreign_keys = on');
      }
      const prepared = database.prepare(statement);
      const numbered = Object.fromEntries(parameters.map((value, index) => [index + 1, value]));
      const values = parameters.length > 0 ? [numbered] : [];
      if (prepared.reader) return prepared.all(...values) as Record<string, unknown>[];
      prepared.run(...values);
      return [];
    },
    async end() {
      database?.close();
    },
  };
}

function rawPostgres(url: string): Raw {
  let opening: Promise<pg.Client> | null = null;
  return {
    async raw(statement, ...parameters) {
      opening ??= connect(url);
      return (await (await opening).query(statement, parameters)).rows;
    },
    async end() {
      await (await opening)?.end();
    },
  };
}

async function connect(url: string): Promise<pg.Client> {
  const { INT8 } = pg.types.builtins;
  const client = new pg.Client({
    connectionString: url,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

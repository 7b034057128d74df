import { setTimeout as delay } from 'node:timers/promises';
import { Kysely } from 'kysely';
import pg from 'pg';
import { Failure } from '../domain/failures.ts';
import { DatabaseUnusable, PATIENCE_MS, type Store, type Transaction, unavailable } from './database.ts';
import { CommitUnheard, postgresDialect, ReadingDriver, WritingDriver } from './postgres-driver.ts';
import {
  isConnectionLost,
  isDemoted,
  isOutOfRoom,
  isOutOfTime,
  isUndoneForOthers,
  isUnknownNumber,
} from './postgres-trouble.ts';
import { openWorkChannel } from './postgres-work.ts';
import type { Database } from './schema.ts';

/** A PostgreSQL server's database, `postgres://user:password@hostname:5432/name`, and how many connections a process may hold there. */
export interface PostgresPlace {
  readonly url: string;
  /** At least 3: one hears of work, the others read and write by halves. */
  readonly connections?: number;
}

const CONNECTIONS = 10;
/** From this version on a server can be asked what became of a commit, and its indexes and constraints are those that were tested. */
const OLDEST_VERSION = 140_000;

/** Milliseconds. The server ends what takes longer, and so frees what a process holds that is gone without a word. */
const LIMITS = {
  statement_timeout: 8_000,
  lock_timeout: 6_000,
  idle_in_transaction_session_timeout: 15_000,
  // Past the server's own limit: no answer comes because the line is dead.
  query_timeout: 12_000,
};
const CONNECT_MS = 4_000;

const SILENT = 'The database does not answer. Try again in a moment.';
/** Seconds after which it is worth asking again. */
const SOON = 2;

/**
 * Opens the PostgreSQL database and migrates nothing. A commit is as durable as the server's `synchronous_commit` makes it (its default: on
 * the disk when it returns).
 * @throws DatabaseUnusable when the server refuses, does not answer, or is older than version 14.
 */
export async function openPostgres({ url, connections = CONNECTIONS }: PostgresPlace): Promise<Store> {
  const half = Math.max(1, Math.floor((connections - 1) / 2));
  const readers = openPool(url, half, { ...LIMITS, options: '-c default_transaction_read_only=on' });
  const writers = openPool(url, Math.max(1, connections - 1 - half), LIMITS);
  try {
    // A server that starts at the same time may take its time.
    await insisting(async () => ({ value: await checkServer(readers) }));
  } catch (error) {
    await Promise.all([readers.end(), writers.end()]);
    throw unusable(error, url);
  }
  const reading = new Kysely<Database>({ dialect: postgresDialect(new ReadingDriver(readers, answered)) });
  const writing = new Kysely<Database>({ dialect: postgresDialect(new WritingDriver(writers)) });
  const channel = openWorkChannel(url);
  return {
    db: reading,
    write: (run, { patient = false } = {}) =>
      patient ? alone(url, (db) => written(db, readers, run)) : written(writing, readers, run),
    version: oneAtATime(() => answered(() => snapshot(readers))),
    sharedCounts: { query: (text) => writers.query(text) },
    announceWork: channel.announce,
    onWork: channel.onWork,
    close: once(async () => {
      await channel.close();
      await Promise.all([reading.destroy(), writing.destroy()]);
      await Promise.all([readers.end(), writers.end()]);
    }),
  };
}

/** Runs `run` over a connection of its own, whose statements may take any time. */
async function alone<T>(url: string, run: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const pool = openPool(url, 1, {});
  try {
    return await run(new Kysely<Database>({ dialect: postgresDialect(new WritingDriver(pool)) }));
  } finally {
    await pool.end();
  }
}

function openPool(url: string, max: number, limits: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    ...limits,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'meeting-booker',
    types: {
      getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // An idle connection that is cut is taken out by the pool; whoever needs one opens another.
  pool.on('error', () => {});
  // One that is cut while in use tells its query as well; unheard, its event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; name: string }>(
    `select current_setting('server_version_num') as version, current_setting('server_version') as name`,
  );
  const [server] = rows;
  if (server && Number(server.version) < OLDEST_VERSION) {
    throw new DatabaseUnusable(`PostgreSQL ${server.name} is too old: version 14 or newer is needed.`);
  }
}

/** What is said of a server that cannot be used; its address without user and password. */
function unusable(failure: unknown, url: string): unknown {
  const error = failure instanceof Failure ? failure.cause : failure;
  if (error instanceof DatabaseUnusable || !(error instanceof Error)) return error;
  const { hostname, port, pathname } = new URL(url);
  const place = `${hostname || 'this machine'}${port && `:${port}`}${pathname}`;
  const why = error instanceof AggregateError ? error.errors.map(String).join(', ') : error.message;
  return new DatabaseUnusable(`The database at ${place} cannot be used: ${why}`, { cause: error });
}

/**
 * Which transactions are visible: the same text means the very same data
 * (https://www.postgresql.org/docs/current/functions-info.html, pg_current_snapshot).
 */
async function snapshot(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ snapshot: string }>({
    name: 'snapshot',
    text: 'select pg_current_snapshot()::text as snapshot',
  });
  return rows[0]?.snapshot ?? '';
}

/** However often it is called. */
function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}

/** Shares each answer among all who asked before the question went out; later ones wait for the next. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    next ??= underWay.then(() => {
      next = null;
      const answer = ask();
      underWay = answer.catch(() => {});
      return answer;
    });
    return next;
  };
}

/** A single read, asked again on another connection while the server does not answer. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  return insisting(async () => ({ value: await ask() }));
}

/** Runs a transaction to its commit, anew where the database undid it or the connection was lost before. */
async function written<T>(
  writing: Kysely<Database>,
  readers: pg.Pool,
  run: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return insisting(async () => {
    let value: T | undefined;
    try {
      value = await writing.transaction().execute(async (tx) => {
        value = await run(tx);
        return value;
      });
      return { value };
    } catch (error) {
      if (isDemoted(error)) return null;
      if (!(error instanceof CommitUnheard)) throw error;
      if (error.xid === null || (await stands(readers, error))) return { value: value as T };
      return null;
    }
  });
}

/**
 * Whether the transaction whose commit was not heard of was committed. Throws Failure where the server does not tell in time, or cannot: one that
 * crashed forgets numbers that it gave out, and another's transaction may have this one's by now.
 */
async function stands(readers: pg.Pool, { xid, life }: CommitUnheard): Promise<boolean> {
  try {
    return await insisting(async () => {
      const fate = await fateOf(readers, xid, life !== null);
      const isSameLife = fate.life === life;
      if (fate.status === 'in progress') return isSameLife ? null : { value: false };
      if (fate.status === 'aborted') return { value: false };
      if (fate.status === 'committed' && isSameLife) return { value: true };
      throw new Error(`the server does not know what became of transaction ${xid}`);
    });
  } catch (error) {
    throw unavailable(error, 'The database went away at the last step: this may have been saved or not.', SOON);
  }
}

async function fateOf(readers: pg.Pool, xid: string | null, hasLives: boolean) {
  const life = hasLives ? '(select id from server_life)' : 'null';
  try {
    const { rows } = await readers.query<{ status: string | null; life: string | null }>(
      `select pg_xact_status($1::xid8) as status, ${life} as life`,
      [xid],
    );
    return rows[0] ?? { status: null, life: null };
  } catch (error) {
    if (isUnknownNumber(error)) return { status: 'aborted', life: null };
    throw error;
  }
}

/** Tries until there is a value, waiting longer and longer where there is none or the server was not there, up to PATIENCE_MS after the first failure. */
async function insisting<T>(attempt: () => Promise<{ value: T } | null>): Promise<T> {
  let patience: AbortSignal | null = null;
  for (let wait = 10; ; wait = Math.min(wait * 2, 500)) {
    let trouble: unknown;
    try {
      const result = await attempt();
      if (result) return result.value;
    } catch (error) {
      if (!isConnectionLost(error) && !isUndoneForOthers(error)) throw told(error);
      trouble = error;
    }
    patience ??= AbortSignal.timeout(PATIENCE_MS);
    if (patience.aborted) throw unavailable(trouble, SILENT, SOON);
    await delay(wait);
  }
}

function told(error: unknown): unknown {
  if (isOutOfTime(error)) return unavailable(error, SILENT, SOON);
  if (isOutOfRoom(error)) return unavailable(error, 'Nothing can be written at the moment.', 30);
  return error;
}

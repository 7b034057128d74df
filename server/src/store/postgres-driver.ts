import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { nameOfText } from './database.ts';
import { isConnectionLost, isDemoted, isNoTable, isOutOfRoom } from './postgres-trouble.ts';

/** The connection was lost while a commit was under way: whether transaction `xid` stands is not known yet. */
export class CommitUnheard extends Error {
  override readonly name = 'CommitUnheard';
  /** Null: it wrote nothing. */
  readonly xid: string | null;
  /** The life of the server (`server_life`) in which that number is this transaction's; null: before the migration that made the table. */
  readonly life: string | null;

  constructor(xid: string | null, life: string | null, cause: unknown) {
    super('The answer to a commit was lost.', { cause });
    this.xid = xid;
    this.life = life;
  }
}

/** Kysely's way to PostgreSQL, over a driver of ours. */
export function postgresDialect(driver: Driver): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

async function ask<Row>(on: pg.Pool | pg.ClientBase, { sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
  const name = nameOfText(sql);
  const text = { text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) };
  const { command, rowCount, rows } = await on.query(text);
  const result = { rows: rows as Row[] };
  return CHANGES.has(command) ? { ...result, numAffectedRows: BigInt(rowCount ?? 0) } : result;
}

async function* noStream(): AsyncIterableIterator<never> {
  yield* [];
  throw new Error('rows are not streamed');
}

/** Single statements, each on whichever connection is free, through `asking`, which may ask again. */
export class ReadingDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(pool: pg.Pool, asking: <T>(ask: () => Promise<T>) => Promise<T>) {
    this.#connection = {
      executeQuery: (query) => asking(() => ask(pool, query)),
      streamQuery: noStream,
    };
  }

  async init(): Promise<void> {}
  acquireConnection = async (): Promise<DatabaseConnection> => this.#connection;
  beginTransaction = refuse;
  commitTransaction = refuse;
  rollbackTransaction = refuse;
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

async function refuse(): Promise<never> {
  throw new Error('what reads opens no transaction');
}

/** One transaction's connection, thrown away afterwards where it failed. */
class WritingConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  isBroken = false;

  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return await ask<Row>(this.client, query);
    } catch (error) {
      if (isConnectionLost(error) || isDemoted(error)) this.isBroken = true;
      throw error;
    }
  }

  streamQuery = noStream;
}

const BEGIN = CompiledQuery.raw('begin');
const NUMBER = CompiledQuery.raw('select pg_current_xact_id_if_assigned()::text as xid');
const ROLLBACK = CompiledQuery.raw('rollback');
const LIVE = CompiledQuery.raw(
  'insert into server_life (only_row, id) values (1, gen_random_uuid()) on conflict do nothing',
);
const LIFE = CompiledQuery.raw('select id from server_life');

/** Transactions, each on a connection of its own, which know their number so that a lost commit can be asked for. */
export class WritingDriver implements Driver {
  readonly #pool: pg.Pool;
  /** A connection ends with the life of its server at the latest. */
  readonly #lives = new WeakMap<pg.PoolClient, string>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<WritingConnection> {
    return new WritingConnection(await this.#pool.connect());
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#learnLife(connection as WritingConnection);
    await connection.executeQuery(BEGIN);
  }

  async #learnLife(connection: WritingConnection): Promise<void> {
    if (this.#lives.has(connection.client)) return;
    try {
      await connection.executeQuery(LIVE);
      const { rows } = await connection.executeQuery<{ id: string }>(LIFE);
      if (rows[0]) this.#lives.set(connection.client, rows[0].id);
    } catch (error) {
      if (!isNoTable(error)) throw error;
    }
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const writing = connection as WritingConnection;
    const { rows } = await connection.executeQuery<{ xid: string | null }>(NUMBER);
    const xid = rows[0]?.xid ?? null;
    try {
      const { command } = await writing.client.query('commit');
      // So PostgreSQL answers where an error within was caught and forgotten.
      if (command === 'ROLLBACK') throw new Error('the transaction was undone by an error within it');
    } catch (error) {
      // A server without room may have gone down over this very commit, or after it.
      if (!isConnectionLost(error) && !isOutOfRoom(error)) throw error;
      writing.isBroken = true;
      throw new CommitUnheard(xid, this.#lives.get(writing.client) ?? null, error);
    }
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const writing = connection as WritingConnection;
    if (writing.isBroken) return;
    // The error that led here is the one to hear of; what cannot be rolled back is thrown away with its connection.
    await writing.executeQuery(ROLLBACK).catch(() => {
      writing.isBroken = true;
    });
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { client, isBroken } = connection as WritingConnection;
    client.release(isBroken);
  }

  async destroy(): Promise<void> {}
}

import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type Transaction as KyselyTransaction,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { Failure } from '../domain/failures.ts';
import type { Database } from './schema.ts';

/** The database as it is read: a write through it is refused, for only `Store.write` writes. */
export type Db = Kysely<Database>;
/** An open write transaction; whatever takes one can stand only inside `Store.write`. */
export type Transaction = KyselyTransaction<Database>;

/** An open database. Reads see the last commit and wait for no writer; writes take their turn. */
export interface Store {
  readonly db: Db;
  /**
   * Runs `run` alone among all writers, of this process and others, and commits what it wrote; whatever it throws undoes all of it.
   * Never call it inside itself: the inner one waits for the outer for ever. Throws Failure temporarily_unavailable when its turn does not
   * come for ten seconds.
   */
  write<T>(run: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A number that differs after every commit, ours or another process's: what was read under the same one still holds. */
  version(): number;
  close(): Promise<void>;
}

/** The database cannot be used; the message is one line for whoever started the program. */
export class DatabaseUnusable extends Error {
  override readonly name: string = 'DatabaseUnusable';
}

/** How long a write waits for the writers before it, and a read for a database that is being recovered. */
const PATIENCE_MS = 10_000;
/** Pages kept in memory by each connection. */
const CACHE_KIB = 32 * 1024;
/** Of a new database. A commit writes the last page of some twenty trees: half the usual size is half to wait for. */
const PAGE_BYTES = 2048;
/** 8 MiB of log: those last pages are written again and again and copied back the less often; past that, a longer log costs more than it saves. */
const PAGES_BETWEEN_CHECKPOINTS = 4096;
/** Distinct statements are few; a list of values of every length must not keep them all. */
const KEPT_STATEMENTS = 400;

/**
 * Opens (or makes, with its folder) the SQLite database in `file` and migrates nothing. Two connections: one that writes, one that
 * reads beside it (WAL). A commit is on the disk when it returns.
 * @throws DatabaseUnusable when the folder or file cannot be written, or the file is no database.
 */
export async function openDatabase({ file }: { file: string }): Promise<Store> {
  const [writer, reader] = connect(file);
  const writing = new Kysely<Database>({ dialect: new ImmediateDialect(writer) });
  const reading = new Kysely<Database>({ dialect: new SqliteDialect({ database: keepingStatements(reader) }) });
  const dataVersion = reader.prepare('pragma data_version').pluck();
  const written = keepingStatements(writer);
  const read = keepingStatements(reader);
  atOnce.set(reading, (sql) => {
    // A commit of one connection empties the cache of the other: between transactions the writer answers readers faster.
    const statement = writer.inTransaction ? null : written.prepare(sql);
    return statement?.readonly ? statement : read.prepare(sql);
  });
  return {
    db: reading,
    write: (run) =>
      writing.transaction().execute(async (tx) => {
        atOnce.set(tx, written.prepare);
        try {
          return await run(tx);
        } finally {
          // Whatever still comes must not run outside the transaction: Kysely refuses it.
          atOnce.delete(tx);
        }
      }),
    version: () => dataVersion.get() as number,
    async close() {
      await reading.destroy();
      await writing.destroy();
      // A connection that Kysely never used is not Kysely's to close.
      reader.close();
      writer.close();
    },
  };
}

/** Where a query of each may be run without waiting. */
const atOnce = new WeakMap<Db, (sql: string) => Sqlite.Statement>();

/**
 * Runs a compiled query and answers its rows, none where it reads none. SQLite answers at once, and is asked at once: the promises that
 * Kysely puts around a query cost as much as a short one.
 */
export async function runCompiled<Row>(db: Db, query: CompiledQuery<Row>): Promise<Row[]> {
  const prepare = atOnce.get(db);
  if (!prepare) return (await db.executeQuery(query)).rows;
  const statement = prepare(query.sql);
  if (statement.reader) return statement.all(query.parameters) as Row[];
  statement.run(query.parameters);
  return [];
}

/**
 * True when `error` is the database's own refusal under this name: what a trigger raises (SQLite). The one place that knows how.
 */
export function isRefusal(error: unknown, name: string): boolean {
  return error instanceof Sqlite.SqliteError && error.code === 'SQLITE_CONSTRAINT_TRIGGER' && error.message === name;
}

function connect(file: string): [writer: Sqlite.Database, reader: Sqlite.Database] {
  const opened: Sqlite.Database[] = [];
  try {
    // What it holds is nobody's business but the program's.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    accessSync(dirname(file), constants.R_OK | constants.W_OK);
    const writer = new Sqlite(file, { timeout: PATIENCE_MS });
    opened.push(writer);
    accessSync(file, constants.R_OK | constants.W_OK);
    writer.pragma(`page_size = ${PAGE_BYTES}`);
    if (writer.pragma('journal_mode = wal', { simple: true }) !== 'wal') {
      throw new DatabaseUnusable(`The database ${file} cannot be written.`);
    }
    writer.pragma('synchronous = full');
    writer.pragma('foreign_keys = on');
    writer.pragma(`cache_size = -${CACHE_KIB}`);
    writer.pragma(`wal_autocheckpoint = ${PAGES_BETWEEN_CHECKPOINTS}`);
    // A writer's turn is awaited in `beginTransaction`, without blocking the thread that may hold the lock.
    writer.pragma('busy_timeout = 0');
    const reader = new Sqlite(file, { timeout: PATIENCE_MS });
    opened.push(reader);
    reader.pragma('query_only = on');
    reader.pragma(`cache_size = -${CACHE_KIB}`);
    return [writer, reader];
  } catch (error) {
    for (const connection of opened) connection.close();
    throw unusable(error, file);
  }
}

/** What is said of a file that does not open; anything unforeseen stays as it is. */
function unusable(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const because: Record<string, string> = {
    SQLITE_NOTADB: `The file ${file} is not a database.`,
    SQLITE_CORRUPT: `The database ${file} is damaged; restore a backup.`,
    SQLITE_BUSY: `The database ${file} is held by another program.`,
    SQLITE_FULL: `The disk that holds ${file} is full.`,
    EEXIST: `The data folder ${dirname(file)} is not a folder.`,
    ENOTDIR: `The data folder ${dirname(file)} is not a folder.`,
  };
  const text = because[code];
  if (text) return new DatabaseUnusable(text, { cause: error });
  if (/^(SQLITE_(CANTOPEN|READONLY|IOERR)|EACCES|EPERM|EROFS)/.test(code)) {
    return new DatabaseUnusable(`The database ${file} cannot be written (${code}).`, { cause: error });
  }
  return error;
}

/** The same text is prepared once a connection, which Kysely alone would do at every call. */
function keepingStatements(connection: Sqlite.Database) {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    prepare(sql: string) {
      let statement = kept.get(sql);
      if (!statement) {
        if (kept.size >= KEPT_STATEMENTS) kept.clear();
        statement = connection.prepare(sql);
        kept.set(sql, statement);
      }
      return statement;
    },
    close: () => connection.close(),
  };
}

class ImmediateDialect extends SqliteDialect {
  readonly #writer: Sqlite.Database;

  constructor(writer: Sqlite.Database) {
    super({ database: keepingStatements(writer) });
    this.#writer = writer;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#writer);
  }
}

const BEGIN = CompiledQuery.raw('begin immediate');

/** A transaction takes the write lock at its first word, so that nothing it read can change before it writes. */
class ImmediateDriver extends SqliteDriver {
  readonly #writer: Sqlite.Database;

  constructor(writer: Sqlite.Database) {
    super({ database: keepingStatements(writer) });
    this.#writer = writer;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    for (let waited = 0, wait = 1; ; waited += wait, wait = Math.min(wait * 2, 16)) {
      try {
        await connection.executeQuery(BEGIN);
        return;
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (waited > PATIENCE_MS) {
          throw new Failure('temporarily_unavailable', 'Too much is being written at once.', { retryAfterSeconds: 1 });
        }
      }
      await delay(wait);
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // Some errors (a full disk) have undone the transaction already; the first error is the one to hear of.
    if (this.#writer.inTransaction) await super.rollbackTransaction(connection);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

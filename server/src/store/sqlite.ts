import { EventEmitter } from 'node:events';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import { Failure } from '../domain/failures.ts';
import { answersAtOnce, answersNoMore, DatabaseUnusable, PATIENCE_MS, type Store, unavailable } from './database.ts';
import type { Database } from './schema.ts';

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
 * reads beside it (WAL). A commit is on the disk when it returns. Announced work is heard in this process alone.
 * @throws DatabaseUnusable when the folder or file cannot be written, or the file is no database.
 */
export async function openSqlite(file: string): Promise<Store> {
  const [writer, reader] = connect(file);
  const writing = new Kysely<Database>({ dialect: new ImmediateDialect(writer) });
  const reading = new Kysely<Database>({ dialect: new ReadingDialect({ database: keepingStatements(reader) }) });
  const dataVersion = reader.prepare('pragma data_version').pluck();
  const written = keepingStatements(writer);
  const read = keepingStatements(reader);
  const work = new EventEmitter();
  answersAtOnce(reading, (query) =>
    orTold(() => {
      // A commit of one connection empties the cache of the other: between transactions the writer answers readers faster.
      const statement = writer.inTransaction ? null : written.prepare(query.sql);
      return rowsOf(statement?.readonly ? statement : read.prepare(query.sql), query.parameters);
    }),
  );
  return {
    db: reading,
    async write(run) {
      try {
        return await writing.transaction().execute(async (tx) => {
          answersAtOnce(tx, (query) => rowsOf(written.prepare(query.sql), query.parameters));
          try {
            return await run(tx);
          } finally {
            answersNoMore(tx);
          }
        });
      } catch (error) {
        throw told(error);
      }
    },
    version: async () => orTold(() => dataVersion.get() as number),
    sharedCounts: null,
    announceWork: () => void work.emit('work'),
    onWork: (hear) => void work.on('work', hear),
    async close() {
      work.removeAllListeners();
      await reading.destroy();
      await writing.destroy();
      // A connection that Kysely never used is not Kysely's to close.
      reader.close();
      writer.close();
    },
  };
}

/** SQLite answers at once, and is asked at once: the promises that Kysely puts around a query cost as much as a short one. */
function rowsOf<Row>(statement: Sqlite.Statement, parameters: readonly unknown[]): Row[] {
  if (statement.reader) return statement.all(parameters) as Row[];
  statement.run(parameters);
  return [];
}

/** A database that is busy past its patience, or a disk that takes no more, is no bug, and nothing of a transaction stands: as the caller is told. */
function told(error: unknown): unknown {
  const code = error instanceof Sqlite.SqliteError ? error.code : '';
  const isFull = /^SQLITE_(FULL|IOERR)/.test(code);
  if (!isFull && !/^SQLITE_(BUSY|LOCKED)/.test(code)) return error;
  const detail = isFull ? 'Nothing can be written at the moment.' : 'The database is busy. Try again in a moment.';
  return unavailable(error, detail, isFull ? 30 : 2);
}

function orTold<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw told(error);
  }
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
export function unusable(error: unknown, file: string): unknown {
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

class ReadingDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ReadingDriver(this.#config);
  }
}

class ReadingDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: (query) => connection.executeQuery<never>(query).catch((error) => Promise.reject(told(error))),
      streamQuery: (...asked) => connection.streamQuery(...asked),
    };
  }
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

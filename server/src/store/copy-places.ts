import { existsSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { copiedTables } from './copied-tables.ts';
import { refuseUnderCopy } from './copy-progress.ts';
import { isEmpty } from './copy-rows.ts';
import { DatabaseUnusable, type Db, hasOneWriter, type Store } from './database.ts';
import { checkMigrated, migrate } from './migrations/migrate.ts';
import { type DatabasePlace, openDatabase, placeName } from './open-database.ts';
import type { Database } from './schema.ts';
import { unusable } from './sqlite.ts';

/** A database that rows are taken from. */
export interface CopySource {
  readonly db: Db;
  /** Throws DatabaseUnusable where somebody wrote to it since it was opened, or is about to. */
  refuseUse(): Promise<void>;
  close(): Promise<void>;
}

/** What the server calls its connections; a copy's have another name. */
const SERVED_AS = ['meeting-booker', 'meeting-booker work'];

/**
 * Opens a database to read from it alone. Throws DatabaseUnusable where there is none, where it has not exactly this program's schema, is an
 * unfinished copy itself, or is in use: what is written to it meanwhile would be lost.
 */
export async function openCopySource(place: DatabasePlace): Promise<CopySource> {
  const name = placeName(place);
  if ('file' in place && !statSync(place.file, { throwIfNoEntry: false })?.isFile()) {
    throw new DatabaseUnusable(`There is no database at ${place.file}.`);
  }
  refuseOpenFile(place);
  const source = 'file' in place ? readFile(place.file) : await readServer(place);
  try {
    await checkMigrated(source.db, name);
    await refuseUnderCopy(source.db);
    await source.refuseUse();
    return source;
  } catch (error) {
    await source.close();
    throw 'file' in place ? unusable(error, place.file) : error;
  }
}

/**
 * Opens (or makes) a database to copy into, brought to this program's schema. Throws DatabaseUnusable, and changes nothing, where it holds
 * anything but this program's own empty tables or an unfinished copy, or where a file is in use.
 */
export async function openCopyTarget(place: DatabasePlace): Promise<Store> {
  refuseOpenFile(place);
  const target = await openDatabase(asCopy(place));
  try {
    await refuseFilled(target.db, placeName(place));
    await migrate(target);
    return target;
  } catch (error) {
    await target.close();
    throw error;
  }
}

/** Throws DatabaseUnusable where a PostgreSQL database is in use by a server or a command of this program. */
export async function refuseServed(db: Db, name: string): Promise<void> {
  if (hasOneWriter(db)) return;
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and application_name in (${sql.join(SERVED_AS)})
    limit 1`.execute(db);
  if (rows.length > 0) throw inUse(name);
}

/** Looks before anything is made: a schema that is only brought up to date was changed, too. */
async function refuseFilled(db: Db, name: string): Promise<void> {
  const there = new Set((await db.introspection.getTables()).map((table) => table.name));
  if (there.has('copy_under_way')) {
    const copy = await db.selectFrom('copy_under_way').select('source').executeTakeFirst();
    if (copy) return;
  }
  for (const table of copiedTables) {
    if (!there.has(table.name) || table.name === 'secret_fingerprint') continue;
    if (!there.has('migrations')) throw new DatabaseUnusable(`${name} has tables of another program.`);
    if (await isEmpty(db, table)) continue;
    throw new DatabaseUnusable(`${name} is not empty (it has rows in ${table.name}): nothing was copied.`);
  }
}

/** Under a name of its own, so that it is not taken for a server. */
function asCopy(place: DatabasePlace): DatabasePlace {
  if ('file' in place) return place;
  const url = new URL(place.url);
  url.searchParams.set('application_name', 'meeting-booker copy');
  return { ...place, url: url.href };
}

async function readServer(place: DatabasePlace): Promise<CopySource> {
  const { db, close } = await openDatabase(asCopy(place));
  return { db, close, refuseUse: () => refuseServed(db, placeName(place)) };
}

function readFile(file: string): CopySource {
  try {
    const connection = new Sqlite(file, { readonly: true, fileMustExist: true });
    // A number that others' commits change.
    const version = () => connection.pragma('data_version', { simple: true });
    const atFirst = version();
    const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: connection }) });
    return {
      db,
      async refuseUse() {
        if (version() !== atFirst) throw inUse(placeName({ file }));
      },
      async close() {
        await db.destroy();
        connection.close();
      },
    };
  } catch (error) {
    throw unusable(error, file);
  }
}

/** Whoever has the file open holds a lock on it, even while it does nothing (https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory). */
function refuseOpenFile(place: DatabasePlace): void {
  if (!('file' in place) || !existsSync(place.file)) return;
  try {
    const probe = new Sqlite(place.file, { timeout: 0 });
    try {
      probe.pragma('locking_mode = exclusive');
      probe.exec('begin immediate; rollback');
    } finally {
      probe.close();
    }
  } catch (error) {
    const code = error instanceof Sqlite.SqliteError ? error.code : '';
    if (code.startsWith('SQLITE_BUSY')) throw inUse(placeName(place));
    // What may only be read is nobody's to write.
    if (!code.startsWith('SQLITE_READONLY')) throw unusable(error, place.file);
  }
}

function inUse(name: string): DatabaseUnusable {
  return new DatabaseUnusable(`${name} is in use: stop every server on it, then copy.`);
}

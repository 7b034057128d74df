import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/* The database as an operator with another tool sees it: past the program, and beside it. */

/** Opens the one database in a data folder; throws where there is none. */
export function openFile(dataDir: string): Sqlite.Database {
  const name = readdirSync(dataDir).find((file) => /\.(db|sqlite3?)$/.test(file));
  if (name === undefined) throw new Error(`there is no database in ${dataDir}`);
  return new Sqlite(join(dataDir, name));
}

/** The ids of all meetings that hold their seat. */
export function heldMeetings(dataDir: string): string[] {
  const file = openFile(dataDir);
  try {
    return file.prepare("select id from meetings where status <> 'cancelled'").pluck().all() as string[];
  } finally {
    file.close();
  }
}

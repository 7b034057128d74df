import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findClient } from './clients.ts';
import { DatabaseUnusable } from './database.ts';
import { migrate } from './migrations/migrate.ts';
import { openDatabase } from './open-database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'booker-sqlite-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('commits are on the disk when they return, references hold, and the log is written ahead', async () => {
  const store = await openDatabase({ file: join(folder, 'booker.db') });
  await store.write(async (tx) => {
    expect((await sql`pragma synchronous`.execute(tx)).rows).toEqual([{ synchronous: 2 }]);
    expect((await sql`pragma foreign_keys`.execute(tx)).rows).toEqual([{ foreign_keys: 1 }]);
    expect((await sql`pragma journal_mode`.execute(tx)).rows).toEqual([{ journal_mode: 'wal' }]);
  });
  await store.close();
});

test('a data folder that cannot be is refused in one line', async () => {
  const notAFolder = join(folder, 'file');
  writeFileSync(notAFolder, '');
  const opening = openDatabase({ file: join(notAFolder, 'booker.db') });
  await expect(opening).rejects.toThrow(DatabaseUnusable);
  await expect(opening).rejects.toThrow(/^The data folder .* is not a folder\.$/);
});

test('a file that is no database is refused in one line', async () => {
  const file = join(folder, 'booker.db');
  writeFileSync(file, 'a letter to my aunt, rather longer than the header of a database would be'.repeat(20));
  await expect(openDatabase({ file })).rejects.toThrow(`The file ${file} is not a database.`);
});

test('a database that another program holds past its patience is temporarily unavailable, with what the system said', async () => {
  const file = join(folder, 'booker.db');
  const store = await openDatabase({ file });
  await migrate(store);
  const busy = () => {
    throw new Sqlite.SqliteError('database is locked', 'SQLITE_BUSY');
  };
  vi.spyOn(Sqlite.prototype, 'prepare').mockImplementation(busy);
  const expected = {
    code: 'temporarily_unavailable',
    details: { retryAfterSeconds: 2 },
    cause: expect.any(Sqlite.SqliteError),
  };
  await expect(store.db.selectFrom('hosts').selectAll().execute()).rejects.toMatchObject(expected);
  await expect(findClient(store.db, 'cli_1')).rejects.toMatchObject(expected);
  vi.restoreAllMocks();
  expect(await findClient(store.db, 'cli_1')).toBeNull();
  await store.close();
});

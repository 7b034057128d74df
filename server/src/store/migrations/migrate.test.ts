import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './list.ts';
import { DatabaseTooNew, migrate } from './migrate.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'booker-migrate-'));
  file = join(folder, 'booker.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function migrated(): Promise<string[]> {
  const store = await openDatabase({ file });
  try {
    return (await migrate(store)).applied;
  } finally {
    await store.close();
  }
}

test('a fresh database is brought to the schema that stands in schema.sql', async () => {
  await migrated();
  const database = new Sqlite(file, { readonly: true });
  const statements = database
    .prepare(
      `select sql from sqlite_master where sql is not null
       order by tbl_name, case type when 'table' then 1 when 'index' then 2 else 3 end, name`,
    )
    .pluck()
    .all();
  database.close();
  await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot('../schema.sql');
});

test('every step is applied once, in order', async () => {
  expect(await migrated()).toEqual(migrations.map((migration) => migration.name));
  expect(await migrated()).toEqual([]);
});

test('of several starts at once each step is applied by one', async () => {
  const starts = await Promise.all([migrated(), migrated(), migrated()]);
  expect(starts.flat().sort()).toEqual(migrations.map((migration) => migration.name));
});

test('a database that a newer program made is refused by name and left as it was', async () => {
  await migrated();
  const database = new Sqlite(file);
  database.exec(`insert into migrations values ('9999-from-the-future')`);
  database.close();
  await expect(migrated()).rejects.toThrow(DatabaseTooNew);
  await expect(migrated()).rejects.toThrow('9999-from-the-future');
});

test('a file that is no database is refused in one line', async () => {
  writeFileSync(file, 'a letter to my aunt, rather longer than the header of a database would be'.repeat(20));
  await expect(migrated()).rejects.toThrow(`The file ${file} is not a database.`);
});

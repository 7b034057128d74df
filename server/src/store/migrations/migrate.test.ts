import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { schemaText } from '../schema-text.ts';
import { rawOn, type ScratchStore, scratchPlace } from '../scratch-store.ts';
import { migrations } from './list.ts';
import { DatabaseTooNew, migrate } from './migrate.ts';

let scratch: Awaited<ReturnType<typeof scratchPlace>>;
let past: ReturnType<typeof rawOn>;
let engine: ScratchStore['engine'];
beforeEach(async () => {
  scratch = await scratchPlace();
  engine = 'file' in scratch.place ? 'sqlite' : 'postgres';
  past = rawOn(scratch.place);
});
afterEach(async () => {
  await past.end();
  await scratch.dispose();
});

async function migrated(): Promise<string[]> {
  const store = await openDatabase(scratch.place);
  try {
    return (await migrate(store)).applied;
  } finally {
    await store.close();
  }
}

test('a fresh database is brought to the schema that stands in the schema file of its engine', async () => {
  await migrated();
  const file = engine === 'sqlite' ? '../schema.sql' : '../schema.postgres.sql';
  await expect(await schemaText({ engine, raw: past.raw })).toMatchFileSnapshot(file);
});

test('every step is applied once, in order', async () => {
  expect(await migrated()).toEqual(migrations.map((migration) => migration.name));
  expect(await migrated()).toEqual([]);
});

test('of ten starts at once each step is applied by one', async () => {
  const starts = await Promise.all(Array.from({ length: 10 }, migrated));
  expect(starts.flat().sort()).toEqual(migrations.map((migration) => migration.name));
});

test('a database that a newer program made is refused by name and left as it was', async () => {
  await migrated();
  await past.raw(`insert into migrations values ('9999-from-the-future')`);
  await expect(migrated()).rejects.toThrow(DatabaseTooNew);
  await expect(migrated()).rejects.toThrow('9999-from-the-future');
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { copiedTables, leftTables } from './copied-tables.ts';
import { type ScratchStore, scratchStore } from './scratch-store.ts';

let scratch: ScratchStore;
beforeEach(async () => {
  scratch = await scratchStore();
});
afterEach(() => scratch.dispose());

test('every table is either copied or named as one that is not', async () => {
  const tables = await scratch.store.db.introspection.getTables();
  const known = [...copiedTables.map((table) => table.name), ...leftTables];
  expect(tables.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
});

test("a copied table's key is unique", async () => {
  for (const { name, key } of copiedTables) {
    const columns = key.join(', ');
    await expect(
      scratch.raw(
        `insert into ${name} (${columns}) select ${columns} from ${name} where true on conflict (${columns}) do nothing`,
      ),
    ).resolves.toEqual([]);
  }
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdName, type Store, type Transaction } from './database.ts';
import { openDatabase } from './open-database.ts';
import { scratchStore } from './scratch-store.ts';

let scratch: Awaited<ReturnType<typeof scratchStore>>;
let store: Store;
beforeEach(async () => {
  scratch = await scratchStore();
  store = scratch.store;
});
afterEach(() => scratch.dispose());

async function addClient(tx: Transaction, email: string): Promise<void> {
  await tx
    .insertInto('clients')
    .values({
      id: `cli_${email}`,
      email,
      name: 'Ada',
      phone: null,
      time_zone: 'Europe/Paris',
      locale: 'en',
      created_at_ms: 1,
      updated_at_ms: 1,
    })
    .execute();
}

const emails = async (from: Store) =>
  (await from.db.selectFrom('clients').select('email').orderBy('email').execute()).map((row) => row.email);

test('a commit is seen by readers and changes the version; nothing else changes it', async () => {
  const before = await store.version();
  expect(await store.version()).toBe(before);
  await store.write((tx) => addClient(tx, 'ada@example.com'));
  expect(await store.version()).not.toBe(before);
  expect(await emails(store)).toEqual(['ada@example.com']);
});

test('another process changes the version too', async () => {
  const other = await openDatabase(scratch.place);
  const before = await store.version();
  await other.write((tx) => addClient(tx, 'ada@example.com'));
  await other.close();
  expect(await store.version()).not.toBe(before);
});

test('an error undoes the whole transaction and reaches the caller', async () => {
  const before = await store.version();
  const failing = store.write(async (tx) => {
    await addClient(tx, 'ada@example.com');
    throw new Error('on the way');
  });
  await expect(failing).rejects.toThrow('on the way');
  expect(await emails(store)).toEqual([]);
  // PostgreSQL counts what was undone as well.
  if (scratch.engine === 'sqlite') expect(await store.version()).toBe(before);
});

test('a read does not wait for an open write, and does not see it', async () => {
  await store.write(async (tx) => {
    await addClient(tx, 'ada@example.com');
    expect(await emails(store)).toEqual([]);
  });
});

test('what reads cannot write', async () => {
  await expect(store.db.deleteFrom('clients').execute()).rejects.toThrow(/read-?only/);
});

test('writers on two handles who hold the same name take turns, without an error and without a lost update', async () => {
  const other = await openDatabase(scratch.place);
  await store.write((tx) => addClient(tx, 'ada@example.com'));
  const raise = (from: Store) =>
    from.write(async (tx) => {
      await holdName(tx, 'the one client');
      const row = await tx.selectFrom('clients').select('updated_at_ms').executeTakeFirstOrThrow();
      await tx
        .updateTable('clients')
        .set({ updated_at_ms: row.updated_at_ms + 1 })
        .execute();
    });
  await Promise.all(Array.from({ length: 40 }, (_, i) => raise(i % 2 ? store : other)));
  await other.close();
  const row = await store.db.selectFrom('clients').select('updated_at_ms').executeTakeFirstOrThrow();
  expect(row.updated_at_ms).toBe(41);
});

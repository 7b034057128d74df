import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Store } from './database.ts';
import { migrate } from './migrations/migrate.ts';

/** For tests: an empty, migrated database in a folder of its own; `dispose` closes it and erases the folder. */
export async function scratchStore(): Promise<{ store: Store; file: string; dispose(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'booker-store-'));
  const file = join(folder, 'booker.db');
  const store = await openDatabase({ file });
  await migrate(store);
  return {
    store,
    file,
    async dispose() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

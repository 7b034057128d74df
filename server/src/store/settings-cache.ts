import type { Db } from './database.ts';
import { prepared } from './prepared.ts';

const currentVersion = prepared((db, _: Record<string, never>) => db.selectFrom('settings_version').select('version'));

/** What was loaded of one database at one version of its settings. */
interface Shelf {
  readonly version: number;
  readonly loaded: Map<string, unknown>;
}

const shelves = new WeakMap<object, Shelf>();

/**
 * What `load` made of the settings (hosts, schedules, types) under this key, as long as no setting has changed, in this process or
 * another; else `load` is called again. Right within a transaction too: the version is read in it.
 */
export async function keptSettings<T>(db: Db, key: string, load: () => Promise<T>): Promise<T> {
  const [row] = await currentVersion(db, {});
  const version = row?.version ?? 0;
  // Readers and writers of one database have one adapter each, transactions share theirs.
  const { adapter } = db.getExecutor();
  let shelf = shelves.get(adapter);
  if (shelf?.version !== version) {
    shelf = { version, loaded: new Map() };
    shelves.set(adapter, shelf);
  }
  if (shelf.loaded.has(key)) return shelf.loaded.get(key) as T;
  const fresh = await load();
  const [after] = await currentVersion(db, {});
  if (after?.version === version) shelf.loaded.set(key, fresh);
  return fresh;
}

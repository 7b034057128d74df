import { join } from 'node:path';
import { holdSecret } from './actions/hold-secret.ts';
import { refuseUnderCopy } from './store/copy-progress.ts';
import type { Store } from './store/database.ts';
import { migrate } from './store/migrations/migrate.ts';
import { type DatabasePlace, openDatabase } from './store/open-database.ts';

/** The settings that say where the database is, by their names in Config. */
interface DatabaseSettings {
  readonly databaseUrl: string | null;
  readonly databaseConnections: number;
  readonly dataDir: string;
}

/** Opens the database that the settings name. Throws DatabaseUnusable. */
export async function openOwnDatabase(settings: DatabaseSettings): Promise<Store> {
  return onceATurn(await openDatabase(databasePlace(settings)));
}

/** The database may be used with this secret from now on: its schema is this program's. Answers the steps that were missing. */
export async function readyDatabase(
  store: Store,
  secret: Uint8Array,
  { newSecret = false } = {},
): Promise<readonly string[]> {
  const { applied } = await migrate(store);
  await refuseUnderCopy(store.db);
  await holdSecret(store, secret, { renew: newSecret });
  return applied;
}

/**
 * The store, whose version is asked of the file once a turn of the event loop, however many answers a turn makes: a commit that falls into the
 * same turn is seen in the next one, before anybody can have heard of it.
 */
function onceATurn(store: Store): Store {
  let known: ReturnType<Store['version']> | null = null;
  return {
    ...store,
    version() {
      if (known !== null) return known;
      setImmediate(() => {
        known = null;
      });
      known = store.version();
      return known;
    },
  };
}

/** Where this program's database is: a server's where one is set, else a file in the data folder. */
function databasePlace({ databaseUrl, databaseConnections, dataDir }: DatabaseSettings): DatabasePlace {
  if (databaseUrl === null) return { file: join(dataDir, 'meeting-booker.db') };
  return { url: databaseUrl, connections: databaseConnections };
}

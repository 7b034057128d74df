import { configDefaults, defineConfig } from 'vitest/config';

const except = (engine: string) => [...configDefaults.exclude, `src/**/*.${engine}.test.ts`];

/** Where no database is in reach, which the check of directions keeps so: on a second engine these would be the same run once more. */
const PURE = ['src/domain/**', 'src/notify/**'];

/** Enough for a machine that does much else. */
const testTimeout = 30_000;
const teardownTimeout = 60_000;

/** Files of tests share a worker's modules, as one process's requests do: to load them anew costs more than the tests themselves. */
const isolate = false;

/**
 * The suite on either engine, but for what only one of them has (`*.sqlite.test.ts`) and for what knows of none, which goes with SQLite;
 * `--project sqlite` or `postgres` runs one.
 */
export default defineConfig({
  test: {
    teardownTimeout,
    projects: [
      { test: { name: 'sqlite', exclude: except('postgres'), provide: { postgres: null }, testTimeout, isolate } },
      {
        test: {
          name: 'postgres',
          exclude: [...except('sqlite'), ...PURE],
          globalSetup: 'src/store/scratch-server.ts',
          testTimeout,
          isolate,
        },
      },
    ],
  },
});

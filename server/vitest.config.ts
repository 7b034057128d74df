import { configDefaults, defineConfig } from 'vitest/config';

const except = (engine: string) => [...configDefaults.exclude, `src/**/*.${engine}.test.ts`];

/** Enough for a machine that does much else. */
const testTimeout = 30_000;

/** Files of tests share a worker's modules, as one process's requests do: to load them anew costs more than the tests themselves. */
const isolate = false;

/** The whole suite on either engine, but for what only one of them has (`*.sqlite.test.ts`); `--project sqlite` or `postgres` runs one. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'sqlite', exclude: except('postgres'), provide: { postgres: null }, testTimeout, isolate } },
      {
        test: {
          name: 'postgres',
          exclude: except('sqlite'),
          globalSetup: 'src/store/scratch-server.ts',
          testTimeout,
          isolate,
        },
      },
    ],
  },
});

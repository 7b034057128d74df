import { configDefaults, defineConfig } from 'vitest/config';

const except = (engine: string) => [...configDefaults.exclude, `src/**/*.${engine}.test.ts`];

/** Enough for a machine that does much else. */
const testTimeout = 30_000;

/** The whole suite on either engine, but for what only one of them has (`*.sqlite.test.ts`); `--project sqlite` or `postgres` runs one. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'sqlite', exclude: except('postgres'), provide: { postgres: null }, testTimeout } },
      {
        test: { name: 'postgres', exclude: except('sqlite'), globalSetup: 'src/store/scratch-server.ts', testTimeout },
      },
    ],
  },
});

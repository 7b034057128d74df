import { defineConfig } from 'vitest/config';

/** The fault tests: real processes, one file at a time, for they load the machine. */
export default defineConfig({
  test: {
    include: ['faults/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});

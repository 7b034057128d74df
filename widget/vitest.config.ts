import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,package}/**/*.test.ts'],
    environment: 'node',
    // The package's tests run npm and the compiler, which take their time on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

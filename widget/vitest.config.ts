import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['{src,package}/**/*.test.ts'], environment: 'node' } });

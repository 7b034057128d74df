import { defineConfig } from 'vite';

/** One program for Node: our own modules in a few files of dist/, packages left to node_modules. */
export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    target: 'node24',
    outDir: 'dist',
    minify: false,
    sourcemap: true,
    rollupOptions: {
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

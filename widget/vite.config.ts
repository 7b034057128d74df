import { createHash } from 'node:crypto';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';

/**
 * Vite keeps the white space of a library in ES modules, and that of templates; both go here, from the finished files. In
 * a template a line break with its indent means one space to HTML.
 */
async function shrink(code: string): Promise<string> {
  const { code: small } = await minify(code, {
    module: true,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true, pure_getters: true },
    format: { comments: false },
  });
  return (small ?? code).replace(/\s*\n\s*/g, ' ');
}

/**
 * Shrinks every file; then writes the entry once more under a name that holds its hash, for pages that pin it, and a
 * manifest that tells that name.
 */
function finish(): Plugin {
  return {
    name: 'finish',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = await shrink(file.code);
        const entry = bundle['widget.js'];
        if (entry?.type !== 'chunk') throw new Error('the build made no widget.js');
        const name = `widget-${createHash('sha256').update(entry.code).digest('hex').slice(0, 10)}.js`;
        this.emitFile({ type: 'asset', fileName: name, source: entry.code });
        this.emitFile({
          type: 'asset',
          fileName: 'manifest.json',
          source: `${JSON.stringify({ 'widget.js': name })}\n`,
        });
      },
    },
  };
}

export default defineConfig({
  plugins: [finish()],
  build: {
    target: 'es2022',
    cssTarget: 'esnext',
    lib: { entry: 'src/booker/define.ts', formats: ['es'], fileName: () => 'widget.js' },
    rolldownOptions: {
      output: { chunkFileNames: 'widget-[name]-[hash].js' },
    },
    reportCompressedSize: false,
  },
});

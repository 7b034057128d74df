import { minify } from 'terser';
import { type BuildEnvironmentOptions, defineConfig, type Plugin } from 'vite';

/**
 * Vite keeps the white space of a library in ES modules, and that of templates; both go here, from the finished files. In
 * a template a line break with its indent means one space to HTML.
 */
async function shrink(code: string, module: boolean): Promise<string> {
  const { code: small } = await minify(code, {
    module,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
    format: { comments: false },
  });
  return (small ?? code).replace(/\s*\n\s*/g, ' ');
}

/** Shrinks the files that pages load. */
function finish(): Plugin {
  return {
    name: 'finish',
    apply: 'build',
    applyToEnvironment: ({ name }) => name !== 'package',
    generateBundle: {
      order: 'post',
      async handler({ format }, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk') file.code = await shrink(file.code, format === 'es');
        }
      },
    },
  };
}

/** `/widget.js`: what a plain booking in English needs at the start; the rest comes from files beside it, when it is needed. */
const module: BuildEnvironmentOptions = {
  lib: { entry: 'src/booker/define.ts', formats: ['es'], fileName: () => 'widget.js' },
  rolldownOptions: { output: { chunkFileNames: 'widget-[name]-[hash].js' } },
};

/**
 * `/portal.js`: what a client's meetings need at the start, in a core of its own that the later files take from too: theirs is its one
 * address, whether a page uses the entry's plain name or its hashed one.
 */
const portal: BuildEnvironmentOptions = {
  emptyOutDir: false,
  lib: { entry: 'src/portal/define.ts', formats: ['es'], fileName: () => 'portal.js' },
  rolldownOptions: {
    output: {
      chunkFileNames: 'portal-[name]-[hash].js',
      codeSplitting: { groups: [{ name: 'core', test: /portal\/meeting-portal\.ts$/ }] },
    },
  },
};

/** `/console.js`: what a host needs at the server's own page, in a core of its own as the portal's. */
const hostsConsole: BuildEnvironmentOptions = {
  emptyOutDir: false,
  lib: { entry: 'src/console/define.ts', formats: ['es'], fileName: () => 'console.js' },
  rolldownOptions: { output: { chunkFileNames: 'console-[name]-[hash].js' } },
};

/**
 * `/widget.iife.js`: the whole element in one classic script, so that the `integrity` of its tag covers all that ever runs,
 * and so that it survives tools that move scripts about. Only while it runs does a classic script know its address.
 */
const script: BuildEnvironmentOptions = {
  emptyOutDir: false,
  lib: { entry: 'src/booker/script.ts', formats: ['iife'], name: 'unused', fileName: () => 'widget.iife.js' },
  rolldownOptions: {
    output: { codeSplitting: false, intro: 'const scriptAddress = document.currentScript?.src || document.baseURI;' },
  },
};

/** The npm package: modules to read, with Lit left to the bundler of whoever takes it. */
const library: BuildEnvironmentOptions = {
  outDir: 'lib',
  minify: false,
  lib: {
    entry: {
      index: 'src/index.ts',
      define: 'src/define.ts',
      portal: 'src/portal.ts',
      'define-portal': 'src/define-portal.ts',
    },
    formats: ['es'],
  },
  rolldownOptions: {
    external: /^lit(\/|$)/,
    output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  },
};

export default defineConfig({
  plugins: [finish()],
  build: { target: 'es2022', cssTarget: 'esnext', reportCompressedSize: false },
  environments: {
    client: { build: module },
    portal: { consumer: 'client', build: portal },
    console: { consumer: 'client', build: hostsConsole },
    script: { consumer: 'client', define: { 'import.meta.url': 'scriptAddress' }, build: script },
    // A bundler's file is no place to look for a server: without `server`, the page's own is asked.
    package: { consumer: 'client', define: { 'import.meta.url': 'location.origin' }, build: library },
  },
  builder: {
    async buildApp({ environments, build }) {
      for (const environment of Object.values(environments)) if (environment.name !== 'ssr') await build(environment);
    },
  },
});

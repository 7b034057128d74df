import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, root, run, tool } from './workspace.ts';

/** One check over the sources: its name, and a run that says what is wrong (an empty text: nothing). */
export interface Check {
  readonly name: string;
  run(): Promise<string>;
}

const MAX_LINES = 300;
const MAX_IMPORTS = 15;
const SOURCE_FOLDERS = ['server/src', 'widget/src', 'widget/package', 'e2e', 'scripts'];

const saidWhere = async (ran: Promise<Ran>) => {
  const { code, output } = await ran;
  return code === 0 ? '' : output || `ended with code ${code}`;
};

const types = (folder: string): Check => ({
  name: `types of ${folder}`,
  run: () => saidWhere(tool('', 'tsc', ['--noEmit', '-p', folder])),
});

/** Every check, in the order in which a reader wants to hear of them. */
export const checks: readonly Check[] = [
  {
    name: 'format and lint',
    run: () => saidWhere(tool('', 'biome', ['ci', '--colors=off', '--error-on-warnings', '--max-diagnostics=50'])),
  },
  ...['server', 'widget', 'e2e', 'scripts'].map(types),
  { name: 'direction of imports', run: directionOfImports },
  {
    name: 'unused code and dependencies',
    run: () => saidWhere(tool('', 'knip', ['--no-progress', '--treat-config-hints-as-errors'])),
  },
  { name: 'length of files', run: async () => lengthOfFiles() },
  { name: 'size of the widget', run: sizeOfWidget },
  {
    name: 'declarations and manifest of the package',
    run: () => saidWhere(run(process.execPath, ['widget/package/build.ts'])),
  },
  // By the package's declarations, as whoever installs it.
  { name: 'types of the React example', run: () => saidWhere(tool('', 'tsc', ['-p', 'examples/react'])) },
  { name: 'types of the Vue example', run: () => saidWhere(tool('examples/vue', 'vue-tsc', ['--noEmit'])) },
];

/** Builds it anew, so that yesterday's size is not judged. */
async function sizeOfWidget(): Promise<string> {
  return (
    (await saidWhere(tool('widget', 'vite', ['build']))) ||
    (await saidWhere(run(process.execPath, ['widget/size-check.mjs'])))
  );
}

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { rule: { name: string }; from: string; to: string; cycle?: { name: string }[] }[];
  };
}

/** dependency-cruiser is content with nothing when it can read no TypeScript, so the number of modules is looked at too. */
async function directionOfImports(): Promise<string> {
  const ran = await tool('', 'depcruise', [
    ...SOURCE_FOLDERS,
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
  ]);
  let cruise: Cruise;
  try {
    cruise = JSON.parse(ran.stdout);
  } catch {
    return ran.output || 'dependency-cruiser said nothing';
  }
  const read = new Set(cruise.modules.map(({ source }) => source));
  const missed = sourceFiles().filter((file) => !read.has(file));
  if (missed.length > 0) return `not read: ${missed.join(', ')}`;
  return cruise.summary.violations
    .map(({ rule, from, to, cycle }) => `${rule.name}: ${from} → ${cycle?.map(({ name }) => name).join(' → ') ?? to}\n`)
    .join('');
}

function sourceFiles(): string[] {
  return SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.m?[jt]s$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
}

/** House style: a file is at most 300 lines (the migrations and the table types may be longer) and takes at most 15 imports; tests are free. */
function lengthOfFiles(): string {
  const free = /\.(test|spec)\.ts$|^server\/src\/store\/(migrations\/|schema\.ts$)/;
  return sourceFiles()
    .filter((file) => !free.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const lines = text.split('\n').length - 1;
      const imports = text.match(/^import\s/gm)?.length ?? 0;
      return [
        ...(lines > MAX_LINES ? [`${file}: ${lines} lines, at most ${MAX_LINES}\n`] : []),
        ...(imports > MAX_IMPORTS ? [`${file}: ${imports} imports, at most ${MAX_IMPORTS}\n`] : []),
      ];
    })
    .join('');
}

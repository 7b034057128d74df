import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finishDeclarations } from './declarations.ts';
import { publishedManifest } from './manifest.ts';

/* What the npm package holds besides the modules, which `vite build` writes: declarations, and the manifest. */

const folder = fileURLToPath(new URL('..', import.meta.url));
const types = join(folder, 'lib', 'types');

/** Where the elements' public faces are written down. */
const FACE = [
  ...['meeting-booker', 'booker-element', 'form-control', 'page-settings'].map((name) => `booker/${name}`),
  ...['meeting-portal', 'portal-element', 'portal-settings'].map((name) => `portal/${name}`),
];

function run(bin: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(stdout + stderr);
  process.exit(status ?? 1);
}

rmSync(types, { recursive: true, force: true });
run(join(folder, '../node_modules/.bin/tsc'), '-p', 'tsconfig.package.json');
finishDeclarations(types, ['index.d.ts', 'define.d.ts', 'portal.d.ts', 'define-portal.d.ts']);

const manifest = join(folder, 'lib', 'custom-elements.json');
run(
  join(folder, 'node_modules/.bin/cem'),
  'analyze',
  ...FACE.flatMap((name) => ['--globs', `src/${name}.ts`]),
  '--outdir',
  'lib',
);
writeFileSync(manifest, `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, tool } from './workspace.ts';

/*
 * Makes server/dist: the program, the elements that it serves and the demo's host page. Both bundles are built anew,
 * so nothing of an earlier build is served.
 */

const dist = join(root, 'server', 'dist');

const built = await Promise.all((['widget', 'server'] as const).map((member) => tool(member, 'vite', ['build'])));
for (const { code, output } of built) {
  if (code === 0) continue;
  console.error(output);
  process.exit(1);
}
for (const [from, to] of [
  ['widget/dist', 'elements'],
  ['examples/demo-site', 'demo-site'],
] as const) {
  rmSync(join(dist, to), { recursive: true, force: true });
  cpSync(join(root, from), join(dist, to), { recursive: true });
}
if (!process.argv.includes('--quiet')) console.log('Built server/dist/main.js and the elements.');

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, root, run, tool } from './workspace.ts';

/*
 * Makes server/dist: the program, the elements that it serves and the demo's host page. Both bundles are built anew,
 * so nothing of an earlier build is served. Then, unless `--served` asks for no more than that, what the npm package has besides.
 */

const dist = join(root, 'server', 'dist');

function demand({ code, output }: Ran): void {
  if (code === 0) return;
  console.error(output);
  process.exit(1);
}

const built = await Promise.all((['widget', 'server'] as const).map((member) => tool(member, 'vite', ['build'])));
built.forEach(demand);
// What the tests' starts have compiled of the build before.
rmSync(join(root, 'e2e', 'node_modules', '.cache', 'compiled'), { recursive: true, force: true });
for (const [from, to] of [
  ['widget/dist', 'elements'],
  ['examples/demo-site', 'demo-site'],
] as const) {
  rmSync(join(dist, to), { recursive: true, force: true });
  cpSync(join(root, from), join(dist, to), { recursive: true });
}
if (!process.argv.includes('--served')) {
  demand(await run(process.execPath, ['widget/package/build.ts']));
  console.log('Built server/dist/main.js, the elements and their package.');
}

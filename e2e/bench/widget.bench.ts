import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measure } from './measure.ts';

const CHECK = fileURLToPath(new URL('../../widget/size-check.mjs', import.meta.url));

/** What a plain booking in English costs on the wire, by the check's own count of the last build. */
export async function run(): Promise<readonly Measure[]> {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CHECK], { encoding: 'utf8' });
  const [, size, limit] = /^widget\.js: (\d+) of (\d+) bytes/.exec(stdout) ?? [];
  if (size === undefined || limit === undefined) throw new Error(`the size of the widget is not known:\n${stderr}`);
  return [
    { name: 'widget.js with its static imports, gzip', value: `${size} B`, target: `≤ ${limit} B`, ok: status === 0 },
  ];
}

import { readdirSync } from 'node:fs';
import type { Measure } from './measure.ts';

/*
 * `npm run bench`: every *.bench.ts beside this file, one after the other, then a table; words after `--` pick by file
 * name. The exit code is 1 when a target is missed.
 */

const wanted = process.argv.slice(2);
const files = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((word) => file.includes(word))))
  .sort();

const rows: Measure[] = [];
for (const file of files) {
  console.log(`… ${file}`);
  const { run } = (await import(new URL(file, import.meta.url).href)) as { run(): Promise<readonly Measure[]> };
  rows.push(...(await run()));
}

const widths = (['name', 'value', 'target'] as const).map((column) =>
  Math.max(...rows.map((row) => row[column].length)),
);
for (const { name, value, target, ok } of rows) {
  const [nameWidth = 0, valueWidth = 0, targetWidth = 0] = widths;
  console.log(
    `${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}  ${target.padEnd(targetWidth)}  ${ok ? 'ok' : 'MISSED'}`,
  );
}
process.exitCode = rows.length > 0 && rows.every(({ ok }) => ok) ? 0 : 1;

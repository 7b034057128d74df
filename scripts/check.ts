import { checks } from './checks.ts';

/* `npm run check`: each check's line as it ends, what is wrong below it, exit code 1 when anything is. */

let failed = 0;
for (const check of checks) {
  const started = performance.now();
  const wrong = await check.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${wrong === '' ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
  if (wrong === '') continue;
  failed += 1;
  console.log(`\n${wrong.trimEnd()}\n`);
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

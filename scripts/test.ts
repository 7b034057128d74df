import { checks } from './checks.ts';
import { installPrograms } from './programs.ts';
import { journeys, type Outcome, vitest } from './suites.ts';
import { run } from './workspace.ts';

/*
 * `npm test`: everything that says whether the product is sound, with a line for each suite and the sum of all of them
 * last. Words after `--` pick suites by their names. It is made for two cores: what keeps one of them busy and writes no file
 * goes two at a time, first; all else goes alone.
 */

/** Pure code must not depend on where the machine stands: these differ in hemisphere, in clock change, and in half hours. */
const ZONES = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

const CLOCKS = 'faults/clock.test.ts';

interface Suite {
  readonly name: string;
  /** Whether it keeps one core busy, and writes no file that others read. */
  readonly isLight?: boolean;
  run(name: string): Promise<Outcome>;
}

const suites: readonly Suite[] = [
  ...checks.map((check) => ({ name: `check: ${check.name}`, run: () => asSuite(check) })),
  { name: 'server on SQLite', run: (name: string) => vitest('server', name, ['--project', 'sqlite']) },
  { name: 'server on PostgreSQL', run: (name: string) => vitest('server', name, ['--project', 'postgres']) },
  { name: 'elements', run: (name: string) => vitest('widget', name) },
  // It waits more than it works.
  { name: 'set clocks', isLight: true, run: (name: string) => vitest('e2e', name, [CLOCKS]) },
  ...ZONES.flatMap((zone) => [
    {
      name: `domain in ${zone}`,
      isLight: true,
      run: (name: string) => vitest('server', name, ['src/domain', '--project', 'sqlite'], zone),
    },
    { name: `elements in ${zone}`, isLight: true, run: (name: string) => vitest('widget', name, ['src'], zone) },
  ]),
  { name: 'faults', run: (name: string) => vitest('e2e', name, [`--exclude=${CLOCKS}`]) },
  { name: 'journeys', run: journeys },
];

async function asSuite(check: (typeof checks)[number]): Promise<Outcome> {
  const started = performance.now();
  const complaint = await check.run();
  const passed = complaint === '' ? 1 : 0;
  const seconds = (performance.now() - started) / 1000;
  return { name: `check: ${check.name}`, passed, failed: 1 - passed, seconds, complaint, stumbled: [] };
}

const wanted = process.argv.slice(2);
const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

let passed = 0;
let failed = 0;

/** A step without tests of its own that must succeed before the suites mean anything. */
async function prepare(what: string, step: () => Promise<string>): Promise<boolean> {
  const wrong = await step().catch((error: unknown) => String(error));
  if (wrong === '') return true;
  console.log(`FAILED ${what}\n\n${wrong.trimEnd()}\n`);
  failed += 1;
  return false;
}

const ready =
  (await prepare('the programs', () => installPrograms().then(() => ''))) &&
  (await prepare('the build', async () => {
    const { code, output } = await run(process.execPath, ['scripts/build.ts']);
    return code === 0 ? '' : output;
  }));

async function tell(suite: Suite): Promise<void> {
  const outcome = await suite.run(suite.name);
  const counts = `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.seconds.toFixed(1)} s`;
  console.log(`${outcome.failed === 0 ? 'ok    ' : 'FAILED'} ${outcome.name} (${counts})`);
  for (const words of outcome.stumbled) console.log(`       only at the second try: ${words.slice(0, 400)}`);
  if (outcome.complaint !== '') console.log(`\n${outcome.complaint.trim()}\n`);
  passed += outcome.passed;
  failed += outcome.failed;
}

/** Runs them in their order, the next as soon as one of two is done. */
async function twoAtATime(line: Iterator<Suite>): Promise<void> {
  const runOn = async () => {
    for (let next = line.next(); !next.done; next = line.next()) await tell(next.value);
  };
  await Promise.all([runOn(), runOn()]);
}

if (ready) {
  await twoAtATime(chosen.filter(({ isLight }) => isLight).values());
  for (const suite of chosen) if (!suite.isLight) await tell(suite);
}
if (passed + failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

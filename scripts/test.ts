import { checks } from './checks.ts';
import { installPrograms } from './programs.ts';
import { journeys, type Outcome, vitest } from './suites.ts';
import { run } from './workspace.ts';

/*
 * `npm test`: everything that says whether the product is sound, with a line for each suite as it ends and the sum of all of them
 * last. Words after `--` pick suites by their names. It is made for two cores: most suites keep one of them busy, so two go at a
 * time, and beside them one that only waits; the browsers keep both busy, and go alone.
 */

/** Pure code must not depend on where the machine stands: these differ in hemisphere, in clock change, and in half hours. */
const ZONES = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

const CLOCKS = 'faults/clock.test.ts';

interface Suite {
  readonly name: string;
  run(name: string): Promise<Outcome>;
}

/** Suites of which each begins when the one before it is done: they read files that it writes. */
type Chain = readonly Suite[];

/** Two at a time in this order, the longest early, so that both cores are done at about the same time. */
const chains: readonly Chain[] = [
  [{ name: 'faults', run: (name) => vitest('e2e', name, [`--exclude=${CLOCKS}`]) }],
  // Some of these build the widget and its package anew, which are then tested.
  [
    ...checks.map((check) => ({ name: `check: ${check.name}`, run: () => asSuite(check) })),
    { name: 'elements', run: (name: string) => vitest('widget', name) },
  ],
  [{ name: 'server on PostgreSQL', run: (name) => vitest('server', name, ['--project', 'postgres']) }],
  [{ name: 'server on SQLite', run: (name) => vitest('server', name, ['--project', 'sqlite']) }],
  ...ZONES.flatMap((zone): Chain[] => [
    [
      {
        name: `domain in ${zone}`,
        run: (name) => vitest('server', name, ['src/domain', '--project', 'sqlite'], zone),
      },
    ],
    [{ name: `elements in ${zone}`, run: (name) => vitest('widget', name, ['src'], zone) }],
  ]),
];

/** What waits and hardly works, beside the others from the beginning. */
const waiting: readonly Chain[] = [[{ name: 'set clocks', run: (name) => vitest('e2e', name, [CLOCKS]) }]];

/** What keeps every core busy, when all else is done. */
const alone: readonly Chain[] = [[{ name: 'journeys', run: journeys }]];

async function asSuite(check: (typeof checks)[number]): Promise<Outcome> {
  const started = performance.now();
  const complaint = await check.run();
  const passed = complaint === '' ? 1 : 0;
  const seconds = (performance.now() - started) / 1000;
  return { name: `check: ${check.name}`, passed, failed: 1 - passed, seconds, complaint, stumbled: [] };
}

const wanted = process.argv.slice(2);
const isChosen = ({ name }: Suite) => wanted.length === 0 || wanted.some((word) => name.includes(word));

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

/** Runs chains in their order, the next as soon as one of `atOnce` is done. */
async function runAll(line: readonly Chain[], atOnce: number): Promise<void> {
  const rest = line.values();
  const runOn = async () => {
    for (const chain of rest) for (const suite of chain.filter(isChosen)) await tell(suite);
  };
  await Promise.all(Array.from({ length: atOnce }, runOn));
}

if (ready) {
  await Promise.all([runAll(waiting, 1), runAll(chains, 2)]);
  await runAll(alone, 1);
}
if (passed + failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

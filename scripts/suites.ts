import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Findings, readPlaywright, readVitest } from './reports.ts';
import { type Ran, tool } from './workspace.ts';

/** What one suite came to. `complaint` says what failed, first in short and then in the runner's own words; it is empty when nothing did. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly complaint: string;
  /** What passed only when it was tried again, with the first try's error, a text each. */
  readonly stumbled: readonly string[];
}

/** Of a failure's words, as many as show what it is; the runner's own words follow. */
const MOST_CHARACTERS = 1200;
const MOST_FAILURES = 10;
const MOST_LINES = 200;

/** Runs vitest in a member, on the files that `filters` name (all of them where there are none), as if the machine stood in `zone`. */
export function vitest(
  member: 'server' | 'widget' | 'e2e',
  name: string,
  filters: readonly string[] = [],
  zone = 'UTC',
): Promise<Outcome> {
  const start = (report: string) =>
    tool(
      member,
      'vitest',
      ['run', ...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      { TZ: zone },
    );
  return suite(name, start, readVitest);
}

/**
 * Runs the browser journeys. One that passed only when tried again has passed, and is named: a real browser on a loaded
 * machine may stumble through no fault of the product, and one that stumbles often must be seen.
 */
export function journeys(name: string): Promise<Outcome> {
  const start = (report: string) =>
    tool('e2e', 'playwright', ['test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      // Its workers set the one, and Node complains of the two together.
      FORCE_COLOR: '0',
      NO_COLOR: undefined,
    });
  return suite(name, start, readPlaywright);
}

/**
 * A suite fails for each failed test, for each skipped one, when it found no test, and when its runner ended badly
 * or without a report.
 */
async function suite(
  name: string,
  start: (report: string) => Promise<Ran>,
  read: (report: string) => Findings,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'meeting-booker-report-'));
  const report = join(folder, 'report.json');
  try {
    const { code, output, seconds } = await start(report);
    let found: Findings = { passed: 0, skipped: 0, failures: [], stumbled: [] };
    let trouble = '';
    try {
      found = read(readFileSync(report, 'utf8'));
    } catch {
      trouble = 'The runner left no report.';
    }
    const { passed, skipped, failures, stumbled } = found;
    const failed = failures.length + skipped;
    if (skipped > 0) trouble = `Skipped: ${skipped}; a skipped test is a failed one.`;
    else if (trouble === '' && passed + failed === 0) trouble = 'No test was found.';
    else if (trouble === '' && failed === 0 && code !== 0) trouble = `The runner ended with code ${code}.`;
    const isSound = failed === 0 && trouble === '';
    const complaint = isSound ? '' : complain(failures, trouble, output);
    return { name, passed, failed: isSound ? 0 : Math.max(failed, 1), seconds, complaint, stumbled };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What failed comes first: whoever reads it may see the beginning alone. */
function complain(failures: readonly string[], trouble: string, output: string): string {
  const shown = failures.slice(0, MOST_FAILURES).map((words) => {
    return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)} …` : words;
  });
  if (failures.length > shown.length) shown.push(`… and ${failures.length - shown.length} more.`);
  const lines = output.split('\n').filter((line) => !/^\s*✓/.test(line));
  const said = `The runner’s own words:\n${lines.slice(-MOST_LINES).join('\n').trim()}`;
  return [trouble, ...shown, said].filter((part) => part !== '').join('\n\n');
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, tool } from './workspace.ts';

/** What one suite came to. `complaint` says what failed, in the runner's own words; it is empty when nothing did. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly complaint: string;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

/** Runs vitest in a member, on the files that `filters` name (all of them where there are none), as if the machine stood in `zone`. */
export function vitest(
  member: 'server' | 'widget' | 'e2e',
  name: string,
  filters: readonly string[] = [],
  zone = 'UTC',
): Promise<Outcome> {
  return suite(
    name,
    (report) =>
      tool(
        member,
        'vitest',
        ['run', ...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        {
          TZ: zone,
        },
      ),
    (text) => {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests }: VitestReport = JSON.parse(text);
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
    },
  );
}

/** Runs the browser journeys; a journey that passed only when tried again has failed. */
export function journeys(name: string): Promise<Outcome> {
  return suite(
    name,
    (report) =>
      tool('e2e', 'playwright', ['test', '--reporter=list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        // Its workers set the one, and Node complains of the two together.
        FORCE_COLOR: '0',
        NO_COLOR: undefined,
      }),
    (text) => {
      const { expected, unexpected, flaky, skipped } = (JSON.parse(text) as PlaywrightReport).stats;
      return { passed: expected, failed: unexpected + flaky, skipped };
    },
  );
}

/**
 * A suite fails for each failed test, for each skipped one, when it found no test, and when its runner ended badly
 * or without a report.
 */
async function suite(
  name: string,
  start: (report: string) => Promise<Ran>,
  count: (report: string) => { passed: number; failed: number; skipped: number },
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'meeting-booker-report-'));
  const report = join(folder, 'report.json');
  try {
    const { code, output, seconds } = await start(report);
    let counted = { passed: 0, failed: 0, skipped: 0 };
    let trouble = '';
    try {
      counted = count(readFileSync(report, 'utf8'));
    } catch {
      trouble = 'The runner left no report.';
    }
    const { passed, skipped } = counted;
    if (trouble === '' && passed + counted.failed + skipped === 0) trouble = 'No test was found.';
    if (skipped > 0) trouble = `Skipped: ${skipped}; a skipped test is a failed one.`;
    const failed = counted.failed + skipped;
    if (trouble === '' && failed === 0 && code !== 0) trouble = `The runner ended with code ${code}.`;
    const complaint = failed > 0 || trouble !== '' ? `${output}\n${trouble}` : '';
    return { name, passed, failed: failed === 0 && trouble !== '' ? 1 : failed, seconds, complaint };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

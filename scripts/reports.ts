import { stripVTControlCharacters } from 'node:util';

/** What a runner's report tells of a suite: how many passed and were skipped, and what went wrong, one text each. */
export interface Findings {
  readonly passed: number;
  readonly skipped: number;
  /** Each begins with the test's place and title; its error follows. */
  readonly failures: readonly string[];
  /** The same, of what passed only when it was tried again. */
  readonly stumbled: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

interface PlaywrightSuite {
  /** The file's, or a group's of tests in it. */
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
  readonly stats: { readonly expected: number; readonly flaky: number; readonly skipped: number };
}

/** Reads what vitest's JSON reporter wrote; a file that could not be loaded is a failure, too. */
export function readVitest(text: string): Findings {
  const report: VitestReport = JSON.parse(text);
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults
      .filter((one) => one.status === 'failed')
      .map(({ fullName, failureMessages }) => words(`${name} › ${fullName}`, failureMessages ?? []));
    return failed.length === 0 && status === 'failed' ? [words(name, [message])] : failed;
  });
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    stumbled: [],
  };
}

/** Reads what Playwright's JSON reporter wrote; an error outside any test is a failure, too. */
export function readPlaywright(text: string): Findings {
  const report: PlaywrightReport = JSON.parse(text);
  const { expected, flaky, skipped } = report.stats;
  const outside = report.errors.map(({ message = '' }) => words('outside any test', [message]));
  return {
    passed: expected + flaky,
    skipped,
    failures: [...report.suites.flatMap((file) => troubled(file, 'unexpected')), ...outside],
    stumbled: report.suites.flatMap((file) => troubled(file, 'flaky')),
  };
}

/** Those of a file, or of a group in one whose titles lead to it. */
function troubled({ suites = [], specs = [] }: PlaywrightSuite, wanted: 'unexpected' | 'flaky', way = ''): string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === wanted)
      .map(({ projectName, results }) => {
        const errors = results.find((result) => result.errors.length > 0)?.errors ?? [];
        return words(
          `${file}:${line} › ${way}${title} [${projectName}]`,
          errors.map(({ message = '' }) => message),
        );
      }),
  );
  return [...own, ...suites.flatMap((inner) => troubled(inner, wanted, `${way}${inner.title} › `))];
}

/** A title and its errors, without colours and without the runner's own part of a stack. */
function words(title: string, errors: readonly string[]): string {
  const lines = stripVTControlCharacters(errors.join('\n')).split('\n');
  const own = lines.filter((line) => !/^\s+at .*\/node_modules\//.test(line));
  return [title, ...own].join('\n  ').trim();
}

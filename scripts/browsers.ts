import { existsSync } from 'node:fs';
import { type Ran, run, tool } from './workspace.ts';

/** What the journeys run in: Debian's package with the program that it brings, and Playwright's name for its own. */
const BROWSERS = [
  { program: '/usr/bin/chromium', debian: 'chromium', playwright: 'chromium' },
  { program: '/usr/bin/firefox-esr', debian: 'firefox-esr', playwright: 'firefox' },
] as const;

/**
 * Sees to it that a Chromium and a Firefox are there: Debian's own where this is root on Debian, otherwise Playwright's.
 * Throws with the installer's words when one cannot be had.
 */
export async function installBrowsers(): Promise<void> {
  const missing = BROWSERS.filter(({ program }) => !existsSync(program));
  if (missing.length === 0) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const packages = [...missing.map(({ debian }) => debian), 'fonts-dejavu-core'];
    demand(await run('apt-get', ['update'], { env }));
    demand(await run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], { env }));
  } else {
    demand(await tool('e2e', 'playwright', ['install', ...missing.map(({ playwright }) => playwright)]));
  }
}

function demand({ code, output }: Ran): void {
  if (code !== 0) throw new Error(`Installing the browsers failed:\n${output}`);
}

import { existsSync } from 'node:fs';
import { type Ran, run, tool } from './workspace.ts';

/** What the journeys run in: Debian's package with the program that it brings, and Playwright's name for its own. */
const BROWSERS = [
  { program: '/usr/bin/chromium', debian: 'chromium', playwright: 'chromium' },
  { program: '/usr/bin/firefox-esr', debian: 'firefox-esr', playwright: 'firefox' },
] as const;

/** Whether Debian's packages can be had: this is root on Debian. */
const isDebian = () => existsSync('/etc/debian_version') && process.getuid?.() === 0;

const apt = (...args: string[]) => run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });

/**
 * Sees to it that a Chromium and a Firefox are there: Debian's own where this is root on Debian, otherwise Playwright's.
 * Throws with the installer's words when one cannot be had.
 */
async function installBrowsers(): Promise<void> {
  const missing = BROWSERS.filter(({ program }) => !existsSync(program));
  if (missing.length === 0) return;
  if (isDebian()) {
    const packages = [...missing.map(({ debian }) => debian), 'fonts-dejavu-core'];
    demand(await apt('update'));
    demand(await apt('install', '--yes', '--no-install-recommends', ...packages));
  } else {
    demand(await tool('e2e', 'playwright', ['install', ...missing.map(({ playwright }) => playwright)]));
  }
}

/**
 * What the tests use where Debian has it, and do without elsewhere: a calendar program that they show our mails to, and a library that
 * sets a program's clock, in whose place its Date is set.
 */
const WELCOME = [
  { file: '/usr/bin/khal', debian: 'khal' },
  { file: '/usr/bin/faketime', debian: 'faketime' },
] as const;

async function installWelcome(): Promise<void> {
  const missing = WELCOME.filter(({ file }) => !existsSync(file)).map(({ debian }) => debian);
  if (missing.length === 0 || !isDebian()) return;
  const install = () => apt('install', '--yes', '--no-install-recommends', ...missing);
  const { code } = await install();
  // A new machine knows of no packages yet.
  if (code !== 0 && (await apt('update')).code === 0) await install();
}

/** Installs what the tests run besides Node. Throws with the installer's words when a browser cannot be had. */
export async function installPrograms(): Promise<void> {
  await installBrowsers();
  await installWelcome();
}

function demand({ code, output }: Ran): void {
  if (code !== 0) throw new Error(`Installing the browsers failed:\n${output}`);
}

import { existsSync } from 'node:fs';
import { type Ran, run, tool } from './workspace.ts';

/**
 * Sees to it that a Chromium is there: Debian's own where this is root on Debian, otherwise Playwright's.
 * Throws with the installer's words when it cannot be had.
 */
export async function installBrowser(): Promise<void> {
  if (existsSync('/usr/bin/chromium')) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    demand(await run('apt-get', ['update'], { env }));
    demand(
      await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env }),
    );
  } else {
    demand(await tool('e2e', 'playwright', ['install', 'chromium']));
  }
}

function demand({ code, output }: Ran): void {
  if (code !== 0) throw new Error(`Installing the browser failed:\n${output}`);
}

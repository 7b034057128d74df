import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { systemClock } from '../clock.ts';
import type { Composition, StartOptions } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import { exitWhenTold, untilToldToStop } from './until-told-to-stop.ts';

/** How many ports after the wanted one are tried. */
const PORTS_TRIED = 50;

/** `demo`: a throw-away team and a sample host page. */
export function demoCommand(): Command {
  return new Command('demo')
    .summary('a throw-away team and a sample host page')
    .description(
      'Serves a made-up team with two weeks of meetings, and the page of a small firm that embeds the booker. Its data lie in a ' +
        'temporary folder and go when it stops; its mails are shown on a page and sent nowhere. The last line is the address to ' +
        'open. Only this machine can reach it, unless BOOKER_HOST says otherwise; a port that is taken is passed over.',
    )
    .option('--port <value>', 'first port to try (default: 4000) [BOOKER_PORT]')
    .addHelpText('after', '\nExamples:\n  $ meeting-booker demo\n  $ meeting-booker demo --port 5000')
    .action((flags: Record<string, string>) => demo(readConfig(flags)));
}

async function demo(given: Config): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'meeting-booker-demo-'));
  // However it ends, nothing stays behind.
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  exitWhenTold();
  await serveDemo({
    ...given,
    dataDir,
    // A team's own database is none to play with.
    databaseUrl: null,
    host: given.host ?? '127.0.0.1',
    smtpUrl: null,
    logLevel: given.logLevel === 'info' ? 'warn' : given.logLevel,
  });
}

async function serveDemo(config: Config): Promise<void> {
  const [{ builtFolder, compose }, { openLog }, { applySettings }, { demoTeam }, { bookDemoMeetings }] =
    await Promise.all([
      import('../compose.ts'),
      import('../log.ts'),
      import('../actions/apply-settings.ts'),
      import('./demo-team.ts'),
      import('./demo-meetings.ts'),
    ]);
  const { demoSite } = await import('../http/demo-site.ts');
  const { pinnedScripts, readElementFiles } = await import('../http/element-files.ts');
  const log = openLog(config.logLevel, 'stderr');
  const program = await compose(config, systemClock, log);
  try {
    await applySettings(program.ctx, demoTeam);
    const booked = await bookDemoMeetings(program.ctx);
    const url = await startOnFreePort(program, config.port, {
      demo: (ctx) => demoSite(ctx, builtFolder('demo-site')),
    });
    const pinned = pinnedScripts(readElementFiles(builtFolder('elements')), url)?.module;
    process.stdout.write(welcome(url, booked, pinned ?? null));
  } catch (error) {
    await program.stop();
    throw error;
  }
  await untilToldToStop(log, () => program.stop());
}

async function startOnFreePort(program: Composition, first: number, options: StartOptions): Promise<string> {
  for (let port = first; ; port += 1) {
    try {
      return await program.start({ ...options, port: port > 65_535 ? 0 : port });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port >= first + PORTS_TRIED) throw error;
    }
  }
}

function welcome(url: string, booked: number, pinned: { src: string; integrity: string } | null): string {
  const tag =
    pinned &&
    `  To put it on a page of yours, with a script that cannot change under it:

<script type="module" src="${pinned.src}"
  integrity="${pinned.integrity}" crossorigin></script>
<meeting-booker type="intro"></meeting-booker>

`;
  return `
Meeting Booker, with a made-up practice of three architects and ${booked} meetings in the next two weeks.

  Mailbox       ${url}/demo/mailbox
  All meetings  ${url}/
  API           ${url}/openapi.json

${tag ?? ''}Ctrl+C stops it and forgets everything. The page to book on:
${url}/demo/
`;
}

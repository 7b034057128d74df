import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { Failure } from '../domain/failures.ts';

/** `apply FILE`: makes hosts, schedules and types as a file says. */
export function applyCommand(): Command {
  return new Command('apply')
    .summary('make hosts, schedules and types as a file says')
    .description(
      'Makes the hosts, schedules and types of the database as the file says, and leaves alone what it does not name. ' +
        'A mistake in the file changes nothing at all; every mistake is named with its path.',
    )
    .argument('<file>', 'JSON: { "hosts": […], "schedules": […], "types": […] }; - reads standard input')
    .addHelpText(
      'after',
      `
Examples:
  $ meeting-booker apply team.json
  $ BOOKER_DATA_DIR=/var/lib/booker meeting-booker apply - < team.json`,
    )
    .action(async (file: string) => {
      const config = readConfig();
      const document = readJson(file);
      const [{ compose }, { openLog }, { applySettings }] = await Promise.all([
        import('../compose.ts'),
        import('../log.ts'),
        import('../actions/apply-settings.ts'),
      ]);
      const program = await compose(config, systemClock, openLog('silent'));
      try {
        const { created, changed, unchanged } = await applySettings(program.ctx, document);
        process.stdout.write(`Created ${created}, changed ${changed}, left ${unchanged} as they were.\n`);
      } finally {
        await program.stop();
      }
    });
}

function readJson(file: string): unknown {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const name = file === '-' ? 'Standard input' : file;
    throw new Failure('invalid_request', `${name} is not valid JSON: ${(error as Error).message}`);
  }
}

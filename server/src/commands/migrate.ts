import { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';

/** `migrate`: brings the database to this program's schema. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .summary('bring the database to this version')
    .description('Brings the database in BOOKER_DATA_DIR to the schema of this version; makes it where there is none.')
    .addHelpText('after', '\nExamples:\n  $ BOOKER_DATA_DIR=/var/lib/booker meeting-booker migrate')
    .action(async () => {
      const config = readConfig();
      const [{ compose }, { openLog }] = await Promise.all([import('../compose.ts'), import('../log.ts')]);
      const program = await compose(config, systemClock, openLog('silent'));
      await program.stop();
      const { migrated } = program;
      process.stdout.write(
        migrated.length === 0 ? 'The database is up to date.\n' : `Applied ${migrated.join(', ')}.\n`,
      );
    });
}

import { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';

/** `migrate`: brings the database to this program's schema. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .summary('bring the database to this version')
    .description(
      'Brings the database in BOOKER_DATA_DIR (or at BOOKER_DATABASE_URL) to the schema of this version; makes it where there is none.',
    )
    .option(
      '--new-secret',
      'take BOOKER_SECRET as it is set now; links in mails that were sent with another open no more',
    )
    .addHelpText('after', '\nExamples:\n  $ BOOKER_DATA_DIR=/var/lib/booker meeting-booker migrate')
    .action(async (flags: { readonly newSecret?: boolean }) => {
      const config = readConfig();
      const [{ compose }, { openLog }] = await Promise.all([import('../compose.ts'), import('../log.ts')]);
      const program = await compose(config, systemClock, openLog('silent'), flags);
      await program.stop();
      const { migrated } = program;
      process.stdout.write(
        migrated.length === 0 ? 'The database is up to date.\n' : `Applied ${migrated.join(', ')}.\n`,
      );
    });
}

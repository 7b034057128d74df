import { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { addSettingFlags } from './setting-flags.ts';
import { untilToldToStop } from './until-told-to-stop.ts';

/** `serve`: the server, until it is told to stop. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .summary('the server: API, booking pages, elements and jobs')
    .description(
      'Serves the API, the booking pages and the elements, and sends what is owed. Migrates the database first. ' +
        'Every setting may stand in the environment, as a flag, or (secrets) in a file; a flag wins.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ meeting-booker serve
  $ BOOKER_PORT=8080 BOOKER_DATA_DIR=/var/lib/booker meeting-booker serve
  $ meeting-booker serve --public-url https://booking.example.com --trust-proxy 1
  $ BOOKER_SMTP_URL_FILE=/run/secrets/smtp BOOKER_MAIL_FROM=bookings@example.com meeting-booker serve`,
    )
    .action((flags: Record<string, string>) => serve(readConfig(flags)));
  return addSettingFlags(command);
}

async function serve(config: Config): Promise<void> {
  const [{ compose }, { openLog }] = await Promise.all([import('../compose.ts'), import('../log.ts')]);
  const log = openLog(config.logLevel);
  const program = await compose(config, systemClock, log);
  try {
    const url = await program.start();
    if (program.migrated.length > 0) log.logger.info({ migrated: program.migrated }, 'database migrated');
    if (!config.rateLimit) log.logger.warn('BOOKER_RATE_LIMIT is off: nothing limits how often anybody asks');
    if (config.smtpUrl === null) log.logger.warn('BOOKER_SMTP_URL is not set: mails rest in the outbox');
    log.logger.info({ url }, 'listening');
  } catch (error) {
    await program.stop();
    throw error;
  }
  await untilToldToStop(log, () => program.stop());
}

import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { apiKeyCommand } from './commands/api-key.ts';
import { applyCommand } from './commands/apply.ts';
import { copyCommand } from './commands/copy.ts';
import { demoCommand } from './commands/demo.ts';
import { hostCommand } from './commands/host.ts';
import { migrateCommand } from './commands/migrate.ts';
import { portalLinkCommand } from './commands/portal-link.ts';
import { serveCommand } from './commands/serve.ts';
import { slotsCommand } from './commands/slots.ts';
import { failureLine } from './failure-line.ts';

const USAGE_ERROR = 2;

/**
 * The command line: reads `args`, runs the command and sets the exit code, 0 for done, 1 for failed, 2 for misused. A failure is
 * told in one line on standard error, never with a stack.
 */
export async function run(args: readonly string[]): Promise<void> {
  const program = new Command('meeting-booker')
    .description('Meetings booked on your own site: the server, its API and its jobs in one program.')
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError('(--help shows how it is used)')
    .addHelpText(
      'after',
      `
Settings come from the environment (BOOKER_…); "serve --help" lists them all.

Examples:
  $ meeting-booker demo                  a throw-away team and a sample host page
  $ meeting-booker apply team.json       hosts, schedules and types from a file
  $ meeting-booker serve --port 8080     the server`,
    );
  const commands = [
    serveCommand(),
    demoCommand(),
    migrateCommand(),
    applyCommand(),
    hostCommand(),
    apiKeyCommand(),
    portalLinkCommand(),
    slotsCommand(),
    copyCommand(),
  ];
  for (const command of commands) program.addCommand(calm(command));
  // Whoever read the output has seen enough, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
      return;
    }
    process.stderr.write(`${failureLine(error)}\n`);
    process.exitCode = 1;
  }
}

/** A command, and those in it, that tells of its misuse and leaves ending the program to `run`. */
function calm(command: Command): Command {
  command.commands.forEach(calm);
  return command.exitOverride().showHelpAfterError('(--help shows how it is used)');
}

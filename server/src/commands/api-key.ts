import { Command, InvalidArgumentError } from 'commander';
import type { Context } from '../actions/context.ts';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { SCOPES, type Scope } from '../domain/api-key.ts';
import { DAY_MS } from '../domain/local-time.ts';

interface CreateFlags {
  readonly host: string;
  readonly name: string;
  readonly scope: readonly Scope[];
  readonly expires?: number;
}

/** `api-key`: the keys by which programs use the hosts' API. */
export function apiKeyCommand(): Command {
  return new Command('api-key')
    .summary('make, list and revoke keys of the hosts’ API')
    .description(
      'Keys by which programs use the hosts’ API (/api/host), each in the name of one host and for no more than its scopes. ' +
        'A member’s key reaches the meetings that they hold, an owner’s or admin’s all.',
    )
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand());
}

function createCommand(): Command {
  return new Command('create')
    .summary('make a key, and show it once')
    .description('Makes a key and prints it. It is kept nowhere: whoever loses it makes another.')
    .requiredOption('--host <email>', 'the host in whose name it is used')
    .requiredOption('--name <name>', 'what it is for, to tell it from others', readName)
    .requiredOption('--scope <scope>', `what it may do, may be given again: ${SCOPES.join(', ')}`, readScope)
    .option('--expires <days>', 'days until it is void [never]', readDays)
    .addHelpText(
      'after',
      `
Examples:
  $ meeting-booker api-key create --host claire@example.com --name "CRM" --scope meetings:read --scope clients:read
  $ meeting-booker api-key create --host owner@example.com --name "Nightly export" --scope meetings:read --expires 90`,
    )
    .action(({ host, name, scope, expires }: CreateFlags) =>
      onDatabase(async (ctx) => {
        const { createApiKeyFor } = await import('../actions/create-api-key.ts');
        const expiresAt = expires === undefined ? null : ctx.clock.now() + expires * DAY_MS;
        const { text } = await createApiKeyFor(ctx, host, { name, scopes: scope, expiresAt });
        process.stderr.write('This key is shown once:\n');
        process.stdout.write(`${text}\n`);
      }),
    );
}

function listCommand(): Command {
  return new Command('list')
    .summary('list the keys, without their secrets')
    .description(
      'Lists every key, oldest first: its id, host, name and scopes, and since when and until when it is of use.',
    )
    .action(() =>
      onDatabase(async (ctx) => {
        const { listKeys } = await import('../actions/list-api-keys.ts');
        for (const { key, host } of await listKeys(ctx, null)) {
          const lines = [
            `${key.id}  ${key.name}`,
            `  host       ${host.name} <${host.email}>`,
            `  scopes     ${key.scopes.join(', ')}`,
            `  made       ${day(key.createdAt)}, last used ${key.lastUsedAt === null ? 'never' : day(key.lastUsedAt)}`,
            ...(key.expiresAt === null ? [] : [`  expires    ${day(key.expiresAt)}`]),
            ...(key.revokedAt === null ? [] : [`  revoked    ${day(key.revokedAt)}`]),
          ];
          process.stdout.write(`${lines.join('\n')}\n`);
        }
      }),
    );
}

function revokeCommand(): Command {
  return new Command('revoke')
    .summary('make a key void at once')
    .description(
      'Makes a key void, at once and for ever. Its id is the part of the key before its last underscore; "api-key list" shows it too.',
    )
    .argument('<id>', 'key_…')
    .addHelpText('after', '\nExamples:\n  $ meeting-booker api-key revoke key_01kb3x0v9c4m7q2w8e5r6t1y0z')
    .action((id: string) =>
      onDatabase(async (ctx) => {
        const { revokeApiKey } = await import('../actions/revoke-api-key.ts');
        await revokeApiKey(ctx, null, id);
        process.stdout.write(`${id} is void.\n`);
      }),
    );
}

async function onDatabase(run: (ctx: Context) => Promise<void>): Promise<void> {
  const config = readConfig();
  const [{ compose }, { openLog }] = await Promise.all([import('../compose.ts'), import('../log.ts')]);
  const program = await compose(config, systemClock, openLog('silent'));
  try {
    await run(program.ctx);
  } finally {
    await program.stop();
  }
}

function readName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= 200 && !/\p{Cc}/u.test(name)) return name;
  throw new InvalidArgumentError('It must be a single line of 1–200 characters.');
}

function readScope(text: string, earlier: readonly Scope[] = []): readonly Scope[] {
  const scope = SCOPES.find((one) => one === text);
  if (scope) return [...earlier, scope];
  throw new InvalidArgumentError(`It must be one of ${SCOPES.join(', ')}.`);
}

function readDays(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number of days from 1 to 9999.');
}

/** The UTC date. */
function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

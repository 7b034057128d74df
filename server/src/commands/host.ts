import { Command, InvalidArgumentError } from 'commander';
import type { Context } from '../actions/context.ts';
import type { InvitationWish, Invited, NewHost } from '../actions/invite-host.ts';
import { systemClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';

const ROLES = ['member', 'admin', 'owner'] as const;

interface AddFlags {
  readonly name: string;
  readonly role?: (typeof ROLES)[number];
  readonly timeZone?: string;
  readonly locale?: string;
  readonly from?: string;
  readonly invitation: boolean;
}

/** `host`: the people who hold the meetings. */
export function hostCommand(): Command {
  return new Command('host')
    .summary('add, invite, sign out and list hosts')
    .description(
      'The people who hold the meetings. Those who are invited sign in by the link in their mail, at /console.',
    )
    .addCommand(addCommand())
    .addCommand(inviteCommand())
    .addCommand(signOutCommand())
    .addCommand(listCommand());
}

const LINK_TEXT = `
Where no mail server is set (BOOKER_SMTP_URL), the invitation's link is printed
instead, for you to hand over: whoever has it signs in as the host, once, within
7 days.`;

function addCommand(): Command {
  return new Command('add')
    .summary('add a host, and invite them')
    .description('Adds a host and sends them an invitation. What they hold, and when, is for the settings ("apply").')
    .argument('<email>', 'their address')
    .requiredOption('--name <name>', 'as clients read it')
    .option('--role <role>', `what they reach: ${ROLES.join(', ')} [member]`, readRole)
    .option('--time-zone <zone>', 'their own clock [as who invites has it, else UTC]')
    .option('--locale <tag>', 'what they are written to in [as who invites, else en]')
    .option('--from <email>', 'the host who invites [nobody is named]')
    .option('--no-invitation', 'add them, and send nothing')
    .addHelpText(
      'after',
      `${LINK_TEXT}

Examples:
  $ meeting-booker host add ben@example.com --name "Ben Okafor"
  $ meeting-booker host add claire@example.com --name "Claire Moreau" --role owner --time-zone Europe/Paris --locale fr`,
    )
    .action((email: string, { name, role, timeZone, locale, from, invitation }: AddFlags) =>
      onDatabase(async (ctx, config) => {
        const { addHost } = await import('../actions/invite-host.ts');
        const wanted: NewHost = { email, name, role, timeZone, locale };
        const added = await addHost(ctx, wanted, invitation ? { by: wayOf(config), from } : null);
        process.stderr.write(`${added.host.name} <${added.host.email}> is a host now.\n`);
        if (invitation) tell(added);
      }),
    );
}

function inviteCommand(): Command {
  return new Command('invite')
    .summary('send a host an invitation, again if need be')
    .description('Sends a host an invitation to sign in. Earlier ones stay good for their time.')
    .argument('<email>', 'the host’s address')
    .option('--from <email>', 'the host who invites [nobody is named]')
    .addHelpText('after', `${LINK_TEXT}\n\nExamples:\n  $ meeting-booker host invite ben@example.com`)
    .action((email: string, { from }: Pick<AddFlags, 'from'>) =>
      onDatabase(async (ctx, config) => {
        const { inviteHost } = await import('../actions/invite-host.ts');
        tell(await inviteHost(ctx, email, { by: wayOf(config), from }));
      }),
    );
}

function signOutCommand(): Command {
  return new Command('sign-out')
    .summary('sign a host out everywhere')
    .description(
      'Signs a host out of every browser, which shows no notices of their meetings any more, and makes the links void that they were sent to sign in by. They can have a new one sent; their API keys stay.',
    )
    .argument('<email>', 'the host’s address')
    .addHelpText('after', '\nExamples:\n  $ meeting-booker host sign-out ben@example.com')
    .action((email: string) =>
      onDatabase(async (ctx) => {
        const { shutOut } = await import('../actions/invite-host.ts');
        const { name } = await shutOut(ctx, email);
        process.stdout.write(`${name} is signed out everywhere.\n`);
      }),
    );
}

function listCommand(): Command {
  return new Command('list')
    .summary('list the hosts')
    .description('Lists every host, oldest first: their name and address, what they reach, their clock and language.')
    .action(() =>
      onDatabase(async (ctx) => {
        const { listTeam } = await import('../actions/invite-host.ts');
        for (const { name, email, role, timeZone, locale } of await listTeam(ctx)) {
          process.stdout.write(`${name} <${email}>\n  ${role}, ${timeZone}, ${locale}\n`);
        }
      }),
    );
}

/** By mail where there is somewhere to send it. */
function wayOf({ smtpUrl, mailFrom }: Config): InvitationWish['by'] {
  return smtpUrl !== null && mailFrom !== null ? 'mail' : 'link';
}

/** The link alone is on standard output, so that it can be piped. */
function tell({ host, url }: Invited): void {
  if (url === null) process.stderr.write(`An invitation is on its way to ${host.email}.\n`);
  else {
    process.stderr.write('No mail server is set. Hand this link over; it signs in once, within 7 days:\n');
    process.stdout.write(`${url}\n`);
  }
}

async function onDatabase(run: (ctx: Context, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig();
  const [{ compose }, { openLog }] = await Promise.all([import('../compose.ts'), import('../log.ts')]);
  const program = await compose(config, systemClock, openLog('silent'));
  try {
    await run(program.ctx, config);
  } finally {
    await program.stop();
  }
}

function readRole(text: string): (typeof ROLES)[number] {
  const role = ROLES.find((one) => one === text);
  if (role) return role;
  throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}.`);
}

import { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';

/** `portal-link EMAIL`: a fresh link to all of a client's meetings. */
export function portalLinkCommand(): Command {
  return new Command('portal-link')
    .summary('a fresh link to all of a client’s meetings')
    .description(
      'Prints a new link to the portal of the client who is known by this address, and nothing else. It shows all of their meetings ' +
        'and lives for 90 days; links that were given before stay, unless they are revoked.',
    )
    .argument('<email>', 'the address that the client booked with')
    .option('--revoke', 'make every link void that this client, their guests and their calendars have; print none')
    .addHelpText(
      'after',
      `
The address begins with BOOKER_PUBLIC_URL. Whoever has the link can read, move
and cancel the client's meetings: give it to them alone.

Examples:
  $ meeting-booker portal-link ada@example.com
  $ meeting-booker portal-link ada@example.com --revoke
  $ BOOKER_DATA_DIR=/var/lib/booker meeting-booker portal-link ada@example.com`,
    )
    .action(portalLink);
}

async function portalLink(email: string, { revoke = false }: { readonly revoke?: boolean }): Promise<void> {
  const config = readConfig();
  const [{ compose }, { openLog }, { givePortalLink, revokePortalLinks }, { clientKnownBy }] = await Promise.all([
    import('../compose.ts'),
    import('../log.ts'),
    import('../actions/portal-links.ts'),
    import('../actions/known-client.ts'),
  ]);
  const program = await compose(config, systemClock, openLog('silent'));
  try {
    const client = await clientKnownBy(program.ctx, email);
    if (revoke) {
      await revokePortalLinks(program.ctx, client.id);
      process.stdout.write('Every link that this client had is void now.\n');
    } else {
      process.stdout.write(`${(await givePortalLink(program.ctx, client.id)).url}\n`);
    }
  } finally {
    await program.stop();
  }
}

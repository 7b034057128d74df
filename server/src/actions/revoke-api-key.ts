import { Failure } from '../domain/failures.ts';
import { findApiKey, markApiKeyRevoked } from '../store/api-keys.ts';
import { findHost } from '../store/hosts.ts';
import type { Context } from './context.ts';
import { reachesAll } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';

/**
 * Makes a key void at once and for ever; again: nothing more. By a caller their own, by an owner or admin any (an owner's by owners alone), by
 * whoever runs the program (null) any. Throws Failure not_found where there is none that the caller may see, forbidden for an owner's.
 */
export async function revokeApiKey(ctx: Context, caller: HostCaller | null, id: string): Promise<void> {
  await ctx.store.write(async (tx) => {
    const found = await findApiKey(tx, id);
    const host = found && (await findHost(tx, found.key.hostId));
    const isSeen = caller === null || reachesAll(caller) || host?.id === caller.host.id;
    if (!host || !isSeen) throw new Failure('not_found', 'There is no such API key.');
    if (caller && host.role === 'owner' && caller.host.role !== 'owner') {
      throw new Failure('forbidden', 'Only an owner revokes keys of an owner.');
    }
    await markApiKeyRevoked(tx, id, ctx.clock.now());
  });
}

import type { BlockedAddress } from '../domain/block-list.ts';
import { Failure } from '../domain/failures.ts';
import { newId } from '../domain/id.ts';
import { countBlocked, deleteBlocked, findBlocked, insertBlocked, listBlocked } from '../store/blocked-addresses.ts';
import type { Context } from './context.ts';
import { reachesAll } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';

/** All of them are kept in memory. */
const MOST = 10_000;

/** The block list, newest first, after the entry of the id `after`; `next` is where the next page begins. Throws Failure forbidden. */
export async function listBlockedAddresses(
  ctx: Context,
  caller: HostCaller,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly BlockedAddress[]; readonly next: BlockedAddress | null }> {
  refuseMember(caller);
  // One more tells whether there is a next page.
  const found = await listBlocked(ctx.store.db, { after, limit: limit + 1 });
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1) ?? null) : null };
}

/**
 * Takes no bookings from this mailbox or domain (as `readBlocked` has it) from now on; what stands stays. What is blocked already stays as it is,
 * and is answered. Throws Failure forbidden, or change_refused where there are too many.
 */
export async function blockAddress(
  ctx: Context,
  { host, ...caller }: HostCaller,
  { address, reason }: Pick<BlockedAddress, 'address' | 'reason'>,
): Promise<{ readonly blocked: BlockedAddress; readonly isNew: boolean }> {
  refuseMember({ ...caller, host });
  const now = ctx.clock.now();
  const { id, name, email } = host;
  const blocked = {
    id: newId('blk', now, ctx.clock.randomBytes(10)),
    address,
    reason,
    host: { id, name, email },
    createdAt: now,
  };
  return ctx.store.write(async (tx) => {
    const standing = await findBlocked(tx, address);
    if (standing) return { blocked: standing, isNew: false };
    if ((await countBlocked(tx)) >= MOST) {
      throw new Failure(
        'change_refused',
        `There can be at most ${MOST} blocked addresses. Block their domains instead.`,
      );
    }
    if (await insertBlocked(tx, blocked)) return { blocked, isNew: true };
    // Another blocked it at the same moment.
    return { blocked: (await findBlocked(tx, address)) ?? blocked, isNew: false };
  });
}

/** Takes bookings from it again. Throws Failure forbidden or not_found. */
export async function unblockAddress(ctx: Context, caller: HostCaller, id: string): Promise<void> {
  refuseMember(caller);
  const found = await ctx.store.write((tx) => deleteBlocked(tx, id));
  if (!found) throw new Failure('not_found', 'There is no such entry.');
}

function refuseMember(caller: Pick<HostCaller, 'host'>): void {
  if (!reachesAll(caller)) throw new Failure('forbidden', 'The block list is for owners and admins.');
}

import { Failure } from '../domain/failures.ts';
import { type KnownClient, listClients } from '../store/host-clients.ts';
import type { Context } from './context.ts';
import { reachesAll, reachOf } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';

/** What a list of clients is asked for; absent: no such condition. */
export interface ClientWish {
  readonly search?: string | undefined;
  /** The id of the last client of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The clients that a caller reaches, oldest first; `next` is where the next page begins, null after the last. */
export async function listReachedClients(
  ctx: Context,
  caller: HostCaller,
  { limit, ...wish }: ClientWish,
): Promise<{ readonly items: readonly KnownClient[]; readonly next: KnownClient | null }> {
  // One more tells whether there is a next page.
  const found = await listClients(ctx.store.db, { ...wish, hostId: reachOf(caller), limit: limit + 1 });
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1) ?? null) : null };
}

/** A client that the caller reaches. Throws Failure not_found, the same whether they are another's or nobody. */
export async function readClient(ctx: Context, caller: HostCaller, id: string): Promise<KnownClient> {
  const [client] = await listClients(ctx.store.db, { hostId: reachOf(caller), id, limit: 1 });
  if (!client) throw new Failure('not_found', 'There is no such client.');
  return client;
}

/**
 * As `readClient`, for what concerns all of the client's meetings, whoever holds them: a portal link shows every one. Throws Failure forbidden for a
 * member, who would reach by it what is others'.
 */
export async function reachWholeClient(ctx: Context, caller: HostCaller, id: string): Promise<KnownClient> {
  const client = await readClient(ctx, caller, id);
  if (!reachesAll(caller)) {
    throw new Failure(
      'forbidden',
      'A portal link opens all of a client’s meetings: only owners and admins give and revoke it.',
    );
  }
  return client;
}

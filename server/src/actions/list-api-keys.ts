import type { ApiKey } from '../domain/api-key.ts';
import type { Host } from '../domain/host.ts';
import { listApiKeys } from '../store/api-keys.ts';
import { listHosts } from '../store/hosts.ts';
import type { Context } from './context.ts';
import { reachesAll } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';

/** The keys that a caller may see: all of them to owners and admins, to a member their own, and to whoever runs the program (null) all. */
export async function listKeys(ctx: Context, caller: HostCaller | null): Promise<{ key: ApiKey; host: Host }[]> {
  const hostId = caller === null || reachesAll(caller) ? null : caller.host.id;
  const keys = await listApiKeys(ctx.store.db, hostId);
  const hosts = new Map((await listHosts(ctx.store.db)).map((host) => [host.id, host]));
  return keys.flatMap((key) => {
    const host = hosts.get(key.hostId);
    return host ? [{ key, host }] : [];
  });
}

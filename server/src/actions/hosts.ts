import { Failure } from '../domain/failures.ts';
import type { Host } from '../domain/host.ts';
import type { OptionalMail } from '../domain/optional-mail.ts';
import { findHost, listHosts, lockHosts, updateHost } from '../store/hosts.ts';
import { switchOn } from '../store/mails-off.ts';
import type { Context } from './context.ts';
import { reachOf } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';

/** What of a host can be changed through the hosts' API; absent: it stays. */
export interface HostChange {
  readonly reminders?: Host['reminders'] | undefined;
  readonly agendaMinutes?: number | undefined;
}

/** The hosts that a caller reaches, oldest first: everybody to owners and admins, themselves to a member. */
export async function listReachedHosts(ctx: Context, caller: HostCaller): Promise<Host[]> {
  const hostId = reachOf(caller);
  return (await listHosts(ctx.store.db)).filter(({ id }) => hostId === null || id === hostId);
}

/** One host that the caller reaches. Throws Failure not_found, the same whether it is another or nobody. */
export async function readHost(ctx: Context, caller: HostCaller, id: string): Promise<Host> {
  const hostId = reachOf(caller);
  const host = hostId === null || hostId === id ? await findHost(ctx.store.db, id) : null;
  if (!host) throw new Failure('not_found', 'There is no such host.');
  return host;
}

/** What a choice asks for: a host who makes it themselves wants those mails, also where a link in one has switched them off. */
const ASKED_FOR: Readonly<Record<Host['reminders'], OptionalMail | null>> = {
  agenda: 'agenda',
  each: 'reminders',
  none: null,
};

/** Changes a host that the caller reaches. What is owed already goes as it was. Throws Failure not_found. */
export async function changeHost(ctx: Context, caller: HostCaller, id: string, change: HostChange): Promise<Host> {
  await readHost(ctx, caller, id);
  return ctx.store.write(async (tx) => {
    await lockHosts(tx, [id]);
    const before = await findHost(tx, id);
    if (!before) throw new Failure('not_found', 'There is no such host.');
    const { reminders = before.reminders, agendaMinutes = before.agendaMinutes } = change;
    const host = { ...before, reminders, agendaMinutes };
    const isSame = reminders === before.reminders && agendaMinutes === before.agendaMinutes;
    if (!isSame) await updateHost(tx, host, ctx.clock.now());
    const kind = change.reminders && caller.host.id === id ? ASKED_FOR[change.reminders] : null;
    if (kind) await switchOn(tx, { address: host.email, kind });
    return host;
  });
}

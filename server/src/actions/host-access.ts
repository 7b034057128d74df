import { Failure } from '../domain/failures.ts';
import type { Meeting } from '../domain/meeting.ts';
import { findMeeting } from '../store/meetings.ts';
import type { Context } from './context.ts';
import type { HostCaller } from './open-api-key.ts';

/** Owners and admins reach everything, a member the meetings that they hold and the clients of those. */
export function reachesAll({ host }: Pick<HostCaller, 'host'>): boolean {
  return host.role !== 'member';
}

/** Whose meetings a caller reaches: a host's id, or null for everybody's. */
export function reachOf(caller: Pick<HostCaller, 'host'>): string | null {
  return reachesAll(caller) ? null : caller.host.id;
}

/** A meeting that the caller reaches. Throws Failure not_found, the same whether it is another's or nobody's. */
export async function reachMeeting(ctx: Context, caller: HostCaller, id: string): Promise<Meeting> {
  const meeting = (await findMeeting(ctx.store.db, id))?.meeting;
  const hostId = reachOf(caller);
  const isTheirs = hostId === null || meeting?.participants.some((participant) => participant.hostId === hostId);
  if (!meeting || !isTheirs) throw new Failure('not_found', 'There is no such meeting.');
  return meeting;
}

import type { Meeting } from '../domain/meeting.ts';
import type { Db } from '../store/database.ts';
import { phonesOf } from '../store/host-clients.ts';
import { listHostMeetings } from '../store/host-meetings.ts';
import { refusedAmong } from '../store/refused-addresses.ts';
import type { Context } from './context.ts';
import { reachOf } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';
import { asPortalMeeting, type ListPlace, type ListWish, type PortalMeeting, pageOf } from './portal-meetings.ts';

/** A meeting as its hosts see it: with what its client may do to it, and the client's number. */
export interface HostMeeting extends PortalMeeting {
  readonly clientPhone: string | null;
  /** Addresses, in lower case, that are refused, its people's among them. */
  readonly refused: readonly string[];
}

/** What a list is asked for besides; absent: no such condition. */
export interface HostListWish extends ListWish {
  readonly typeSlug?: string | undefined;
  readonly hostId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly search?: string | undefined;
}

/** A meeting that was read or written, as its hosts see it; `db` where it was. */
export async function asHostMeeting(ctx: Context, meeting: Meeting, db: Db = ctx.store.db): Promise<HostMeeting> {
  const [seen] = await asHostMeetings(ctx, [meeting], db);
  return seen as HostMeeting;
}

/** The meetings that a caller reaches, in the order asked for; `next` is where the next page begins, null after the last. */
export async function listReachedMeetings(
  ctx: Context,
  caller: HostCaller,
  wish: HostListWish,
): Promise<{ readonly items: readonly HostMeeting[]; readonly next: ListPlace | null }> {
  const { typeSlug = null, clientId = null, search = null } = wish;
  const hostIds = [reachOf(caller), wish.hostId ?? null].filter((id) => id !== null);
  const { items, next } = await pageOf(wish, (filter) =>
    listHostMeetings(ctx.store.db, { ...filter, hostIds, typeSlug, clientId, search }),
  );
  return { items: await asHostMeetings(ctx, items, ctx.store.db), next };
}

async function asHostMeetings(ctx: Context, meetings: readonly Meeting[], db: Db): Promise<HostMeeting[]> {
  const phones = await phonesOf(
    db,
    meetings.map(({ clientId }) => clientId),
  );
  const refused = await refusedAmong(
    db,
    meetings.flatMap(({ participants }) => participants.map(({ email }) => email)),
  );
  return Promise.all(
    meetings.map(async (meeting) => ({
      ...(await asPortalMeeting(ctx, meeting, db)),
      clientPhone: phones.get(meeting.clientId) ?? null,
      refused: [...refused],
    })),
  );
}

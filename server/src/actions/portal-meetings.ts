import { DAY_MS } from '../domain/local-time.ts';
import { isStanding, type Meeting, type MeetingStatus } from '../domain/meeting.ts';
import { changesOpen, type OpenChanges } from '../domain/meeting-changes.ts';
import type { MeetingType } from '../domain/meeting-type.ts';
import type { Db } from '../store/database.ts';
import { listClientMeetings, type MeetingFilter } from '../store/meeting-lists.ts';
import { listAllTypes } from '../store/meeting-types.ts';
import { keptSettings } from '../store/settings-cache.ts';
import type { Context } from './context.ts';
import { type PortalAccess, readMeeting } from './portal-access.ts';

/** A meeting as the portal shows it, and what its client may do to it. */
export interface PortalMeeting {
  readonly meeting: Meeting;
  readonly changes: OpenChanges;
}

/** Where a list goes on: after the meeting that starts then and has this id. */
export type ListPlace = NonNullable<MeetingFilter['after']>;

/** What a list is asked for; absent: no such condition. Instants are epoch milliseconds. */
export interface ListWish {
  readonly statuses?: readonly MeetingStatus[] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Soonest first where absent. */
  readonly order?: MeetingFilter['order'] | undefined;
  /** Of a list in the same order. */
  readonly after?: ListPlace | undefined;
  readonly limit: number;
}

const ALL: readonly MeetingStatus[] = ['scheduled', 'confirmed', 'cancelled', 'completed', 'no_show'];

/** One meeting that the access reaches. Throws Failure not_found. */
export async function readPortalMeeting(ctx: Context, access: PortalAccess, id: string): Promise<PortalMeeting> {
  const meeting = await readMeeting(ctx, access, id);
  return withChanges(ctx, meeting, await typesById(ctx.store.db));
}

/** A meeting that was just written, as the portal shows it; `db` where it was written. */
export async function asPortalMeeting(ctx: Context, meeting: Meeting, db: Db = ctx.store.db): Promise<PortalMeeting> {
  return withChanges(ctx, meeting, await typesById(db));
}

/** The meetings that the access reaches, in the order asked for; `next` is where the next page begins, null after the last. */
export async function listPortalMeetings(
  ctx: Context,
  access: PortalAccess,
  wish: ListWish,
): Promise<{ readonly items: readonly PortalMeeting[]; readonly next: ListPlace | null }> {
  const { items, next } = await pageOf(wish, async (filter) =>
    access.meetingId === null
      ? listClientMeetings(ctx.store.db, access.client.id, fromNowOn(filter, ctx.clock.now()))
      : [await readMeeting(ctx, access, access.meetingId)].filter((meeting) => passes(meeting, filter)),
  );
  const types = await typesById(ctx.store.db);
  return { items: items.map((meeting) => withChanges(ctx, meeting, types)), next };
}

/** A page of what `list` answers to a wish, and where the next one begins, null after the last. */
export async function pageOf(
  wish: ListWish,
  list: (filter: MeetingFilter) => Promise<readonly Meeting[]>,
): Promise<{ readonly items: readonly Meeting[]; readonly next: ListPlace | null }> {
  const found = await list({
    statuses: wish.statuses && wish.statuses.length > 0 ? wish.statuses : ALL,
    from: wish.from ?? 0,
    to: wish.to ?? Number.MAX_SAFE_INTEGER,
    order: wish.order ?? 'soonest',
    after: wish.after ?? null,
    // One more tells whether there is a next page.
    limit: wish.limit + 1,
  });
  const items = found.slice(0, wish.limit);
  const last = items.at(-1);
  return { items, next: found.length > wish.limit && last ? { start: last.start, id: last.id } : null };
}

/** What lies ahead or is under way began a day ago at the earliest: the past need not be read in search of it. */
function fromNowOn(filter: MeetingFilter, now: number): MeetingFilter {
  return filter.statuses.every(isStanding) ? { ...filter, from: Math.max(filter.from, now - LONGEST_MS) } : filter;
}

/** No meeting is longer. */
const LONGEST_MS = DAY_MS;

function passes({ start, id, status }: Meeting, { statuses, from, to, order, after }: MeetingFilter): boolean {
  const distance = after === null ? null : start - after.start || (id > after.id ? 1 : id < after.id ? -1 : 0);
  const isNext = distance === null || (order === 'soonest' ? distance > 0 : distance < 0);
  return isNext && statuses.includes(status) && start >= from && start < to;
}

/** Every type, which is not asked for again while no setting changes. */
function typesById(db: Db): Promise<ReadonlyMap<string, MeetingType>> {
  return keptSettings(db, 'types by id', async () => new Map((await listAllTypes(db)).map((type) => [type.id, type])));
}

function withChanges(ctx: Context, meeting: Meeting, types: ReadonlyMap<string, MeetingType>): PortalMeeting {
  const type = types.get(meeting.type.id);
  if (!type) throw new Error(`the meeting ${meeting.id} is of no known type`);
  return { meeting, changes: changesOpen(meeting, type, ctx.clock.now()) };
}

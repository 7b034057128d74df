import type { Client } from '../domain/client.ts';
import { DAY_MS } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import { listClientMeetings } from '../store/meeting-lists.ts';
import type { Context } from './context.ts';
import { openFeed } from './portal-access.ts';

/** How long a meeting stays in the feed after its start. */
const PAST_MS = 90 * DAY_MS;

/**
 * What a feed's token shows: the client, and their meetings from 90 days ago on, by start and then by id, but those that are cancelled: a calendar takes
 * out by itself what a feed no longer holds, while some show a cancelled event as one that takes place. Throws Failure not_found.
 */
export async function listFeed(
  ctx: Context,
  token: string,
): Promise<{ readonly client: Client; readonly meetings: readonly Meeting[] }> {
  const client = await openFeed(ctx, token);
  const meetings = await listClientMeetings(ctx.store.db, client.id, {
    statuses: ['scheduled', 'confirmed', 'completed', 'no_show'],
    from: ctx.clock.now() - PAST_MS,
    to: Number.MAX_SAFE_INTEGER,
    order: 'soonest',
    after: null,
    limit: MOST,
  });
  return { client, meetings };
}

/** More than anybody can have agreed to; a file without bounds would be a way to hurt the server. */
const MOST = 2000;

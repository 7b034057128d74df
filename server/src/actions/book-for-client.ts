import { Failure } from '../domain/failures.ts';
import type { Meeting } from '../domain/meeting.ts';
import { bookMeeting } from './book-meeting.ts';
import type { BookCommand } from './booking-request.ts';
import type { Context } from './context.ts';
import { reachesAll } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';

/** A booking, and which host is to hold it; absent: whoever it falls to, and the caller where they are a member. */
export interface BookForClient extends Omit<BookCommand, 'byHost'> {
  readonly hostId?: string | undefined;
}

/**
 * Books a meeting for a client as the client would, but by neither notice nor horizon, and confirmed at once. A member books what they hold
 * themselves, alone or with others. Throws as `bookMeeting`, and Failure invalid_request for a host whose meetings are not the caller's to book.
 */
export async function bookForClient(
  ctx: Context,
  caller: HostCaller,
  { hostId, ...command }: BookForClient,
): Promise<Meeting> {
  const holder = reachesAll(caller) ? (hostId ?? null) : caller.host.id;
  if (hostId !== undefined && hostId !== holder) {
    const errors = [{ path: '/host', message: 'must be yourself' }];
    throw new Failure('invalid_request', 'A member books for themselves.', { where: 'body', errors });
  }
  return (await bookMeeting(ctx, { ...command, byHost: { hostId: holder } })).meeting;
}

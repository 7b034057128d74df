import { Failure } from '../domain/failures.ts';
import type { Transaction } from '../store/database.ts';
import { type FoundMeeting, findMeetingToChange } from '../store/meetings.ts';

/** Who changes a meeting. That it is theirs to change was asked before; what they may do to it, the domain says. */
export type Actor =
  | { readonly role: 'client' }
  | { readonly role: 'host'; readonly hostId: string }
  | { readonly role: 'system' };

/** Which meeting is changed, by whom. */
export interface ChangeCommand {
  readonly meetingId: string;
  readonly actor: Actor;
  /** The revisions that the caller has seen, one of which must be the newest; absent or null: any will do. */
  readonly ifMatch?: readonly number[] | null | undefined;
}

/** The meeting as it stands, which nobody else changes until this transaction ends. Throws Failure not_found or version_conflict. */
export async function meetingToChange(tx: Transaction, command: ChangeCommand): Promise<FoundMeeting> {
  const found = await meetingOnceMore(tx, command);
  refuseStale(command, found);
  return found;
}

/** The same whatever the caller has seen, for what may be asked for again. Throws Failure not_found. */
export async function meetingOnceMore(tx: Transaction, { meetingId }: ChangeCommand): Promise<FoundMeeting> {
  const found = await findMeetingToChange(tx, meetingId);
  if (!found) throw new Failure('not_found', 'There is no such meeting.');
  return found;
}

/** Throws Failure version_conflict where the caller has seen only what no longer is. */
export function refuseStale({ ifMatch }: ChangeCommand, { meeting }: FoundMeeting): void {
  if (!ifMatch || ifMatch.includes(meeting.revision)) return;
  throw new Failure('version_conflict', 'This meeting has changed since you saw it. Look at it again first.');
}

import { findMeetingStamps } from '../store/meeting-stamps.ts';
import type { Context } from './context.ts';
import { notesStamp } from './list-notes.ts';

/** How a meeting stands, as whoever watches it is told: either of the first two differs when something is to be read anew. */
export interface MeetingState {
  readonly revision: number;
  /** Opaque: of the notes that its client may read. */
  readonly notes: string;
  /** Of the links to it: another one than at the beginning, and the link that watches opens nothing any more. */
  readonly generation: number;
}

/** How these meetings stand, asked for at once; what is gone is not in the answer. */
export async function readMeetingStates(ctx: Context, ids: readonly string[]): Promise<Map<string, MeetingState>> {
  const stamps = await findMeetingStamps(ctx.store.db, ids);
  return new Map(
    [...stamps].map(([id, { revision, generation, notes }]) => [
      id,
      { revision, generation, notes: notesStamp(notes) },
    ]),
  );
}

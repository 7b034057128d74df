import type { Context } from '../actions/context.ts';
import { type MeetingState, readMeetingStates } from '../actions/meeting-states.ts';

/** Somebody who watches one meeting. */
interface Watcher {
  readonly meetingId: string;
  known: MeetingState;
  /** The meeting is not what it was; null: there is nothing to be seen any more. */
  tell(state: MeetingState | null): void;
}

/** Who watches which meeting in this process. */
export interface MeetingWatch {
  /**
   * Tells how a meeting stands now, and from then on each time it does not stand so any more, whichever process changed it; null once the link
   * that it was opened by opens it no more. What is returned ends it.
   */
  watch(meetingId: string, tell: Watcher['tell']): Promise<() => void>;
}

const LOOK_MS = 1000;

/**
 * One look a second at whether anything at all was written, and only while somebody watches; if so, one question for all that is watched. No
 * look begins before the last has ended, and one that fails is made up for by the next.
 */
export function openMeetingWatch(ctx: Context, lookMs = LOOK_MS): MeetingWatch {
  const watchers = new Set<Watcher>();
  let version: number | string | null = null;
  let timer: NodeJS.Timeout | null = null;

  const look = async () => {
    try {
      const newest = await ctx.store.version();
      if (newest !== version) {
        const watched = [...watchers];
        tellChanges(watched, await readMeetingStates(ctx, [...new Set(watched.map(({ meetingId }) => meetingId))]));
        version = newest;
      }
    } catch {
      // The database is away: it is asked again, and what was missed is found then.
    }
    timer = watchers.size > 0 ? setTimeout(look, lookMs) : null;
    timer?.unref();
    // Whoever comes after everybody was gone is told of whatever was written meanwhile.
    if (timer === null) version = null;
  };

  return {
    async watch(meetingId, tell) {
      const known = (await readMeetingStates(ctx, [meetingId])).get(meetingId);
      if (!known) {
        tell(null);
        return () => {};
      }
      const watcher: Watcher = { meetingId, known, tell };
      watchers.add(watcher);
      tell(known);
      timer ??= setTimeout(look, lookMs).unref();
      return () => void watchers.delete(watcher);
    },
  };
}

function tellChanges(watchers: readonly Watcher[], states: ReadonlyMap<string, MeetingState>): void {
  for (const watcher of watchers) {
    const { known } = watcher;
    const state = states.get(watcher.meetingId);
    if (!state || state.generation !== known.generation) {
      watcher.tell(null);
      continue;
    }
    if (state.revision === known.revision && state.notes === known.notes) continue;
    watcher.known = state;
    watcher.tell(state);
  }
}

import { completePastMeetings } from '../store/meetings.ts';
import type { Context } from './context.ts';

/** Confirmed meetings whose end has passed become completed; answers how many. Nothing is written where there are none. */
export async function completeMeetings(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  return ctx.store.write((tx) => completePastMeetings(tx, now));
}

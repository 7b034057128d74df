import type { Transaction } from '../store/database.ts';
import { completePastMeetings, takeCompleted } from '../store/meetings.ts';
import type { Context } from './context.ts';
import { isAwaited, oweEvent } from './owe-events.ts';

/** Completed in one transaction where webhooks are told of each, so that no booking waits long for it. */
const BATCH = 50;

/** Confirmed meetings whose end has passed become completed, and webhooks are told; answers how many. Nothing is written where there are none. */
export async function completeMeetings(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  let completed = 0;
  for (;;) {
    const batch = await ctx.store.write((tx) => completeSome(ctx, tx, now));
    completed += batch.completed;
    if (batch.completed > 0) ctx.wakeWorker();
    if (!batch.isFull) break;
  }
  return completed;
}

async function completeSome(ctx: Context, tx: Transaction, now: number) {
  if (!(await isAwaited(tx, 'meeting.completed'))) {
    return { completed: await completePastMeetings(tx, now), isFull: false };
  }
  const meetings = await takeCompleted(tx, now, BATCH);
  for (const meeting of meetings) await oweEvent(ctx, tx, { type: 'meeting.completed', meeting });
  return { completed: meetings.length, isFull: meetings.length === BATCH };
}

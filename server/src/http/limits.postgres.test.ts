import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ScratchTeam, scratchTeam } from '../actions/scratch-team.ts';
import { openLimits } from './limits.ts';

let team: ScratchTeam;
beforeEach(async () => {
  team = await scratchTeam();
});
afterEach(() => team.dispose());

/** How many mails to one mailbox `limits`, in turns, let pass. */
async function granted(limits: readonly ReturnType<typeof openLimits>[]): Promise<number> {
  for (let count = 0; ; count += 1) {
    try {
      await limits[count % limits.length]?.takeMailboxes(['ada@example.com']);
    } catch (error) {
      expect(error).toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: expect.any(Number) } });
      return count;
    }
  }
}

test('processes on one database count mails together', async () => {
  const other = await team.another();
  const alone = await granted([openLimits(true)]);
  const together = [openLimits(true, team.ctx.store.sharedCounts), openLimits(true, other.store.sharedCounts)];
  expect(await granted(together)).toBe(alone);
  const giveBack = openLimits(true, team.ctx.store.sharedCounts).takeMailboxes(['bob@example.com']);
  (await giveBack)();
  await expect
    .poll(async () => (await team.raw(`select points from rate_limits where key = 'mails:bob@example.com'`))[0])
    .toEqual({ points: 0 });
});

test('a database that does not answer lets a process count for itself', async () => {
  const other = await team.another();
  const limits = openLimits(true, other.store.sharedCounts);
  await other.store.close();
  expect(await granted([limits])).toBeGreaterThan(5);
});

import type { Context } from './context.ts';
import { keptAnswer } from './kept-answers.ts';
import { loadOfferedType } from './offered-type.ts';
import { keyOfWish, type SlotsAnswer, type SlotsWish, searchSlots } from './slot-search.ts';

/** Which starts of which type. */
export interface SlotsRequest extends SlotsWish {
  readonly slug: string;
}

/**
 * The bookable starts of a type. While nothing is written and no start lapses, the same request is given the same object.
 * Throws Failure type_not_found, invalid_request, range_too_long or unknown_time_zone.
 */
export async function listSlots(ctx: Context, request: SlotsRequest): Promise<SlotsAnswer> {
  const now = ctx.clock.now();
  return keptAnswer(ctx.store, `${request.slug} ${keyOfWish(request)}`, now, () =>
    searchSlots(ctx, request, async () => ({ offered: await loadOfferedType(ctx.store.db, request.slug), now })),
  );
}

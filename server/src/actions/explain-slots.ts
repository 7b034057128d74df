import { Failure } from '../domain/failures.ts';
import type { Interval } from '../domain/interval.ts';
import { type Explanation, explainStarts } from '../domain/offers.ts';
import type { Context } from './context.ts';
import { loadOfferedType, loadQuery } from './offered-type.ts';

/** Which candidates: of which type, in `range` (epoch milliseconds, half-open), for which length (the type's first if absent). */
export interface ExplainRequest {
  readonly slug: string;
  readonly range: Interval;
  readonly durationMinutes?: number | undefined;
}

/** What the engine says of each candidate start, and why, for whoever runs the server. Throws Failure type_not_found or invalid_request. */
export async function explainSlots(ctx: Context, request: ExplainRequest): Promise<Explanation[]> {
  const { db } = ctx.store;
  const { range } = request;
  if (!(range.start < range.end)) throw new Failure('invalid_request', 'The range must end after it begins.');
  const offered = await loadOfferedType(db, request.slug);
  const { durationsMinutes } = offered.type.rules;
  const durationMinutes = request.durationMinutes ?? (durationsMinutes[0] as number);
  if (!durationsMinutes.includes(durationMinutes)) {
    throw new Failure('invalid_request', `The duration must be one of ${durationsMinutes.join(', ')} minutes.`);
  }
  return explainStarts(await loadQuery(db, offered, { durationMinutes, now: ctx.clock.now(), range }));
}

import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { listSlots } from '../actions/list-slots.ts';
import type { SlotsAnswer } from '../actions/slot-search.ts';
import { instantText } from '../domain/local-time.ts';
import { type SlotsView, slotsQuery } from './contract.ts';
import { passingRepresentation, type Representation, sendRepresentation } from './representation.ts';
import { readQuery } from './validate.ts';

/**
 * `GET /api/types/{slug}/slots`. An answer that still holds is the same object, so its bytes and ETag are made once and go when it goes.
 */
export function listSlotsRoute(ctx: Context): RequestHandler<{ slug: string }> {
  const written = new WeakMap<SlotsAnswer, Representation>();
  return async (req, res) => {
    const query = readQuery(slotsQuery, req);
    const answer = await listSlots(ctx, { slug: req.params.slug, ...query });
    let representation = written.get(answer);
    if (representation === undefined) {
      representation = passingRepresentation(
        'application/json; charset=utf-8',
        Buffer.from(JSON.stringify(slotsView(answer))),
      );
      written.set(answer, representation);
    }
    sendRepresentation(req, res, representation, 'no-cache');
  };
}

/** Starts on the wire. */
export function slotsView(answer: SlotsAnswer): SlotsView {
  return {
    timeZone: answer.timeZone,
    durationMinutes: answer.durationMinutes,
    slots: answer.starts.map(instantText),
    ...(answer.seatsLeft === null ? {} : { seatsLeft: [...answer.seatsLeft] }),
    nextAvailable: answer.nextAvailable === null ? null : instantText(answer.nextAvailable),
    ...(answer.offsets === null
      ? {}
      : { offsets: answer.offsets.map(({ from, minutes }) => ({ from: instantText(from), minutes })) }),
  };
}

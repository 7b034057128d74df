import { Failure } from '../domain/failures.ts';
import { DAY_MS } from '../domain/local-time.ts';
import { type Offers, offeredStarts, validUntil } from '../domain/offers.ts';
import { findZone, type OffsetChange, offsetsBetween } from '../domain/zone-rules.ts';
import type { Context } from './context.ts';
import type { Kept } from './kept-answers.ts';
import { loadQuery, type OfferedType } from './offered-type.ts';

/** Which starts: in [from, to) (epoch milliseconds, at most 62 days), for which length, seen from which zone. */
export interface SlotsWish {
  readonly from: number;
  readonly to: number;
  /** The first that there is where absent. */
  readonly durationMinutes?: number | undefined;
  /** The visitor's IANA zone; asks for its offsets. */
  readonly timeZone?: string | undefined;
}

/** Bookable starts, epoch milliseconds. */
export interface SlotsAnswer {
  /** The zone that the type's times are in. */
  readonly timeZone: string;
  readonly durationMinutes: number;
  /** Ascending. */
  readonly starts: readonly number[];
  /** Beside `starts`, where the type's capacity is above 1. */
  readonly seatsLeft: readonly number[] | null;
  /** The first start at or after `to`, where `starts` is empty and the horizon holds one. */
  readonly nextAvailable: number | null;
  /** The visitor's offsets in minutes: at `from`, and at each change before `to`. */
  readonly offsets: readonly OffsetChange[] | null;
}

const LONGEST_RANGE_MS = 62 * DAY_MS;
const FURTHEST_MS = 366 * DAY_MS;
/** How much is read at once in search of the next start. */
const SEARCH_STEP_MS = 31 * DAY_MS;

/** Whose starts are looked for, and when. */
export interface SlotsPlace {
  readonly offered: OfferedType;
  /** Epoch milliseconds. */
  readonly now: number;
  /** As a question to the engine has it. */
  readonly leaving?: string | undefined;
  /** A start that is not offered, epoch milliseconds. */
  readonly except?: number | undefined;
}

/** The wish as something that answers can be kept under. */
export function keyOfWish({ from, to, durationMinutes, timeZone }: SlotsWish): string {
  return `${from} ${to} ${durationMinutes ?? ''} ${timeZone ?? ''}`;
}

/** The bookable starts of a type, read anew. Throws Failure invalid_request, range_too_long or unknown_time_zone; a type is loaded only for a right wish. */
export async function searchSlots(
  ctx: Context,
  wish: SlotsWish,
  find: () => Promise<SlotsPlace>,
): Promise<Kept<SlotsAnswer>> {
  const { from, to } = wish;
  if (!(from < to)) throw wrong('to', 'must be after from');
  if (to - from > LONGEST_RANGE_MS) throw new Failure('range_too_long', 'A range may span at most 62 days.');
  const zone = wish.timeZone === undefined ? null : findZone(wish.timeZone);
  if (wish.timeZone !== undefined && !zone) {
    throw new Failure('unknown_time_zone', 'The tz database knows no such time zone.', {
      errors: [{ path: 'timeZone', message: 'must be a time zone of the tz database, like Europe/Paris' }],
    });
  }
  const place = await find();
  const { offered } = place;
  const { durationsMinutes } = offered.type.rules;
  const durationMinutes = wish.durationMinutes ?? (durationsMinutes[0] as number);
  if (!durationsMinutes.includes(durationMinutes)) {
    throw wrong('durationMinutes', `must be one of ${durationsMinutes.join(', ')}`);
  }
  const search = new Search(ctx, place, durationMinutes);
  const { starts, seatsLeft } = await search.within(from, to);
  return {
    answer: {
      timeZone: offered.timeZone,
      durationMinutes,
      starts,
      seatsLeft,
      nextAvailable: starts.length === 0 ? await search.firstFrom(to) : null,
      offsets: zone && offsetsBetween(zone, from, to),
    },
    validUntil: search.validUntil,
  };
}

/** Asks the engine about one span after the other, and keeps until when all its answers hold. */
class Search {
  readonly #ctx: Context;
  readonly #place: SlotsPlace;
  readonly #durationMinutes: number;
  /** Epoch milliseconds. */
  validUntil = Number.POSITIVE_INFINITY;

  constructor(ctx: Context, place: SlotsPlace, durationMinutes: number) {
    this.#ctx = ctx;
    this.#place = place;
    this.#durationMinutes = durationMinutes;
  }

  async within(start: number, end: number): Promise<Offers> {
    const { offered, now, leaving, except } = this.#place;
    const range = { start, end };
    const question = { durationMinutes: this.#durationMinutes, now, range, leaving };
    const query = await loadQuery(this.#ctx.store.db, offered, question);
    const offers = offeredStarts(query);
    this.validUntil = Math.min(this.validUntil, validUntil(query, offers));
    return except === undefined ? offers : without(offers, except);
  }

  /** The first start at or after `instant`, within the horizon, at most 366 days from now; null: there is none. */
  async firstFrom(instant: number): Promise<number | null> {
    const { offered, now } = this.#place;
    const { bookingHorizonDays } = offered.type.rules;
    // Two days more than the horizon, which ends with a host's own date.
    const days = bookingHorizonDays === null ? Number.POSITIVE_INFINITY : bookingHorizonDays + 2;
    const furthest = now + Math.min(FURTHEST_MS, days * DAY_MS);
    for (let start = Math.max(instant, now); start < furthest; start += SEARCH_STEP_MS) {
      const { starts } = await this.within(start, Math.min(start + SEARCH_STEP_MS, furthest));
      if (starts[0] !== undefined) return starts[0];
    }
    // The end of the search moves on with time.
    this.validUntil = Math.min(this.validUntil, now + DAY_MS / 24);
    return null;
  }
}

function without({ starts, seatsLeft }: Offers, start: number): Offers {
  const others = (_: number, i: number) => starts[i] !== start;
  return { starts: starts.filter(others), seatsLeft: seatsLeft?.filter(others) ?? null };
}

function wrong(path: string, message: string): Failure {
  return new Failure('invalid_request', `The parameter ${path} ${message}.`, {
    where: 'query',
    errors: [{ path, message }],
  });
}

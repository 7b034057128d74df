import { Failure } from '../domain/failures.ts';
import { DAY_MS } from '../domain/local-time.ts';
import { type Offers, offeredStarts, validUntil } from '../domain/offers.ts';
import { findZone, type OffsetChange, offsetsBetween } from '../domain/zone-rules.ts';
import type { Store } from '../store/database.ts';
import type { Context } from './context.ts';
import { loadOfferedType, loadQuery, type OfferedType } from './offered-type.ts';

/** Which starts: of which type, in [from, to) (epoch milliseconds, at most 62 days), for which length, seen from which zone. */
export interface SlotsRequest {
  readonly slug: string;
  readonly from: number;
  readonly to: number;
  /** The type's first where absent. */
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

/** An answer, and until when it holds unless something is written. */
interface Kept {
  readonly answer: SlotsAnswer;
  readonly validUntil: number;
}

/** The answers of one store that hold at one version of it, oldest first. */
interface Cache {
  version: number | string;
  readonly answers: Map<string, Kept>;
}

const LONGEST_RANGE_MS = 62 * DAY_MS;
const FURTHEST_MS = 366 * DAY_MS;
/** How much is read at once in search of the next start. */
const SEARCH_STEP_MS = 31 * DAY_MS;
const KEPT_ANSWERS = 500;

const caches = new WeakMap<Store, Cache>();

/**
 * The bookable starts of a type. While nothing is written and no start lapses, the same request is given the same object.
 * Throws Failure type_not_found, invalid_request, range_too_long or unknown_time_zone.
 */
export async function listSlots(ctx: Context, request: SlotsRequest): Promise<SlotsAnswer> {
  const { slug, from, to, durationMinutes, timeZone } = request;
  const now = ctx.clock.now();
  const cache = await cacheOf(ctx.store);
  const key = `${slug} ${from} ${to} ${durationMinutes ?? ''} ${timeZone ?? ''}`;
  const kept = cache.answers.get(key);
  if (kept && now < kept.validUntil) {
    // Last in line for being forgotten.
    cache.answers.delete(key);
    cache.answers.set(key, kept);
    return kept.answer;
  }
  const { version } = cache;
  const fresh = await answer(ctx, request, now);
  // What was written while this was read may be missing in it.
  if (cache.version === version && (await ctx.store.version()) === version) remember(cache, key, fresh);
  return fresh.answer;
}

async function cacheOf(store: Store): Promise<Cache> {
  const version = await store.version();
  let cache = caches.get(store);
  if (!cache) {
    cache = { version, answers: new Map() };
    caches.set(store, cache);
  }
  if (cache.version !== version) {
    cache.version = version;
    cache.answers.clear();
  }
  return cache;
}

function remember(cache: Cache, key: string, kept: Kept): void {
  cache.answers.delete(key);
  const oldest = cache.answers.keys().next();
  if (cache.answers.size >= KEPT_ANSWERS && !oldest.done) cache.answers.delete(oldest.value);
  cache.answers.set(key, kept);
}

async function answer(ctx: Context, request: SlotsRequest, now: number): Promise<Kept> {
  const { from, to } = request;
  if (!(from < to)) throw wrong('to', 'must be after from');
  if (to - from > LONGEST_RANGE_MS) throw new Failure('range_too_long', 'A range may span at most 62 days.');
  const zone = request.timeZone === undefined ? null : findZone(request.timeZone);
  if (request.timeZone !== undefined && !zone) {
    throw new Failure('unknown_time_zone', 'The tz database knows no such time zone.', {
      errors: [{ path: 'timeZone', message: 'must be a time zone of the tz database, like Europe/Paris' }],
    });
  }
  const { db } = ctx.store;
  const offered = await loadOfferedType(db, request.slug);
  const { durationsMinutes } = offered.type.rules;
  const durationMinutes = request.durationMinutes ?? (durationsMinutes[0] as number);
  if (!durationsMinutes.includes(durationMinutes)) {
    throw wrong('durationMinutes', `must be one of ${durationsMinutes.join(', ')}`);
  }
  const search = new Search(ctx, offered, durationMinutes, now);
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
  readonly #offered: OfferedType;
  readonly #durationMinutes: number;
  readonly #now: number;
  /** Epoch milliseconds. */
  validUntil = Number.POSITIVE_INFINITY;

  constructor(ctx: Context, offered: OfferedType, durationMinutes: number, now: number) {
    this.#ctx = ctx;
    this.#offered = offered;
    this.#durationMinutes = durationMinutes;
    this.#now = now;
  }

  async within(start: number, end: number): Promise<Offers> {
    const query = await loadQuery(this.#ctx.store.db, this.#offered, {
      durationMinutes: this.#durationMinutes,
      now: this.#now,
      range: { start, end },
    });
    const offers = offeredStarts(query);
    this.validUntil = Math.min(this.validUntil, validUntil(query, offers));
    return offers;
  }

  /** The first start at or after `instant`, within the horizon, at most 366 days from now; null: there is none. */
  async firstFrom(instant: number): Promise<number | null> {
    const { bookingHorizonDays } = this.#offered.type.rules;
    // Two days more than the horizon, which ends with a host's own date.
    const days = bookingHorizonDays === null ? Number.POSITIVE_INFINITY : bookingHorizonDays + 2;
    const furthest = this.#now + Math.min(FURTHEST_MS, days * DAY_MS);
    for (let start = Math.max(instant, this.#now); start < furthest; start += SEARCH_STEP_MS) {
      const { starts } = await this.within(start, Math.min(start + SEARCH_STEP_MS, furthest));
      if (starts[0] !== undefined) return starts[0];
    }
    // The end of the search moves on with time.
    this.validUntil = Math.min(this.validUntil, this.#now + DAY_MS / 24);
    return null;
  }
}

function wrong(path: string, message: string): Failure {
  return new Failure('invalid_request', `The parameter ${path} ${message}.`, {
    where: 'query',
    errors: [{ path, message }],
  });
}

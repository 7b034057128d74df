import type { SlotsQuery, SlotsView } from '../shared/api.ts';
import { addMonths, type LocalDate, type Month, monthOf, monthSpan } from '../shared/calendar-date.ts';
import { localDate, mergeOffsets, type Offsets } from '../shared/zoned-format.ts';

/** A bookable start (epoch ms); `seatsLeft` where several share it, else null. */
export interface Slot {
  readonly start: number;
  readonly seatsLeft: number | null;
}

/** One month's free times in the zone shown. */
export interface MonthTimes {
  readonly month: Month;
  /** Dates with at least one free time, ascending. */
  readonly days: ReadonlyMap<LocalDate, readonly Slot[]>;
  /** Where the month has none: the first free start after it, if the server knows one. */
  readonly next: number | null;
  readonly readAt: number;
}

/** Asks for the starts in `[from, to)` (epoch ms). */
export type ReadSlots = (query: SlotsQuery, from: number, to: number, signal: AbortSignal) => Promise<SlotsView>;

/** Which days may be offered at all. */
export interface Bounds {
  allows(date: LocalDate): boolean;
  readonly lastMonth: Month;
}

const FRESH_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The months of one type, duration and zone, as far as they have been asked for. Another zone or duration takes another
 * one, so that a late answer has nowhere to be painted.
 */
export class SlotMonths {
  readonly #read: ReadSlots;
  readonly #bounds: Bounds;
  readonly #stop = new AbortController();
  readonly #known = new Map<Month, MonthTimes>();
  readonly #underWay = new Map<Month, Promise<MonthTimes>>();
  /** The zone's offsets over all that was read. */
  offsets: Offsets = [];

  readonly query: SlotsQuery;

  constructor(query: SlotsQuery, read: ReadSlots, bounds: Bounds) {
    this.query = query;
    this.#read = read;
    this.#bounds = bounds;
  }

  /** What is known of a month now, perhaps a little old; undefined before its first answer. */
  at(month: Month | null): MonthTimes | undefined {
    return month === null ? undefined : this.#known.get(month);
  }

  /** Ends every request; their promises reject with the signal's reason. */
  close(): void {
    this.#stop.abort();
  }

  get closed(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Forgets that what is known is fresh: a booking or a refusal has changed it. */
  expire(): void {
    for (const [month, times] of this.#known) this.#known.set(month, { ...times, readAt: 0 });
  }

  /** The month's times: from memory within a minute, else asked for, once at a time. Rejects with ApiFailure. */
  load(month: Month): Promise<MonthTimes> {
    const known = this.#known.get(month);
    if (known && Date.now() - known.readAt < FRESH_MS) return Promise.resolve(known);
    const times =
      this.#underWay.get(month) ??
      this.#ask(month)
        .then((answer) => {
          this.#known.set(month, answer);
          return answer;
        })
        .finally(() => this.#underWay.delete(month));
    this.#underWay.set(month, times);
    return times;
  }

  /**
   * The first month to show, at or after the one in which `now` can lie somewhere on Earth: the first with a free time,
   * or the visitor's own where none is known.
   */
  async open(now: number): Promise<MonthTimes> {
    const earliest = monthOf(new Date(now - DAY_MS / 2).toISOString());
    const times = await this.load(earliest);
    if (times.days.size) return times;
    return this.load(monthOf(localDate(this.offsets, times.next ?? now)));
  }

  async #ask(month: Month): Promise<MonthTimes> {
    const { from, to } = monthSpan(month);
    const answer = await this.#read(this.query, from, to, this.#stop.signal);
    this.offsets = mergeOffsets(
      this.offsets,
      (answer.offsets ?? []).map(({ from, minutes }) => ({ from: Date.parse(from), minutes })),
    );
    const starts = answer.slots.map((start) => Date.parse(start));
    const days = new Map<LocalDate, Slot[]>();
    for (const [index, start] of starts.entries()) {
      const date = localDate(this.offsets, start);
      if (monthOf(date) !== month || !this.#bounds.allows(date)) continue;
      const slots = days.get(date) ?? [];
      slots.push({ start, seatsLeft: answer.seatsLeft?.[index] ?? null });
      days.set(date, slots);
    }
    const next = days.size ? null : await this.#after(month, starts, answer.nextAvailable);
    return { month, days, next, readAt: Date.now() };
  }

  /** The first free start after a month without any: one that its answer holds or tells, else looked for month by month. */
  async #after(month: Month, starts: number[], nextAvailable: string | null): Promise<number | null> {
    const next =
      starts.find((start) => monthOf(localDate(this.offsets, start)) > month) ?? Date.parse(nextAvailable ?? '');
    if (!next && !starts.length) return null;
    // An hour earlier: until that month is read, its clocks may be told by an offset that no longer holds.
    const told = next ? monthOf(localDate(this.offsets, next - 3_600_000)) : '';
    const later = told > month ? told : addMonths(month, 1);
    if (later > this.#bounds.lastMonth) return null;
    const { days, next: after } = await this.load(later);
    return [...days.values()][0]?.[0]?.start ?? after;
  }
}

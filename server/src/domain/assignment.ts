import type { BookingRules } from './booking-rules.ts';
import type { Interval } from './interval.ts';
import type { Schedule } from './schedule.ts';

/** Which of a type's hosts take a meeting: its one host, the free host booked least recently, or all. */
export type Assignment = 'single' | 'round_robin' | 'collective';

/**
 * A span in which a host cannot be booked. A `meeting` is widened by its own buffers and may count towards limits;
 * an `external` event, or time off, blocks [start, end) as it stands.
 */
export interface BusyInterval extends Interval {
  readonly kind: 'meeting' | 'external';
  readonly bufferBeforeMinutes?: number;
  readonly bufferAfterMinutes?: number;
  /** The session that a `meeting` entry stands for: the type's id, the seats taken, and the length, for limits and group sessions. */
  readonly session?: {
    readonly id: string;
    readonly typeId: string;
    readonly seatsTaken: number;
    readonly capacity: number;
  };
}

/** All that the engine knows of one host, for the window asked about (widen it by a week for limits, and by the buffers). */
export interface HostCalendar {
  readonly hostId: string;
  /** The type's own schedule, else the host's default, else the team's; null: no hours at all. */
  readonly schedule: Schedule | null;
  /** In any order; overlaps are allowed. */
  readonly busy: readonly BusyInterval[];
  /** The host's own limit of sessions a local date, over all types. */
  readonly dailyLimit: number | null;
  /** For round robin: when this host was last booked for the type (epoch milliseconds of the booking), null = never. */
  readonly lastBookedAt: number | null;
}

/** A question to the engine. `now` and `range` are epoch milliseconds; `range` is half-open and filters starts. */
export interface OfferQuery {
  readonly typeId: string;
  readonly rules: BookingRules;
  readonly assignment: Assignment;
  /** In the type's own order; `collective` takes the first one's grid. */
  readonly hosts: readonly HostCalendar[];
  readonly durationMinutes: number;
  readonly now: number;
  readonly range: Interval;
}

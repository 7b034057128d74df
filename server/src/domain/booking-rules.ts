/** What a meeting type says of its starts. Lengths are whole minutes; a null limit is none. */
export interface BookingRules {
  /** The first is the default. */
  readonly durationsMinutes: readonly number[];
  readonly slotIntervalMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly minimumNoticeMinutes: number;
  /** Days on the host's calendar from today, inclusive; 0 is today only. */
  readonly bookingHorizonDays: number | null;
  /** At most so many sessions of this type a host and local date (S11). */
  readonly dailyLimit: number | null;
  /** The same over the ISO week of the local date. */
  readonly weeklyLimit: number | null;
  /** Seats a session; 1 is a meeting of one's own. */
  readonly capacity: number;
}

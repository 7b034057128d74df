export const HOST_REMINDERS = ['agenda', 'each', 'none'] as const;
export type HostReminders = (typeof HOST_REMINDERS)[number];

/** A person whose time is booked. */
export interface Host {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  /** IANA zone of this host's own clock. */
  readonly timeZone: string;
  /** BCP 47 tag of what this host is written to in. */
  readonly locale: string;
  readonly role: 'owner' | 'admin' | 'member';
  readonly avatarUrl: string | null;
  /** At most so many sessions a local date, over all types; null: no limit. */
  readonly dailyLimit: number | null;
  /** What this host is told of meetings that come near: one agenda a day, each meeting by itself, or nothing. */
  readonly reminders: HostReminders;
  /** When the agenda comes, in minutes since midnight on this host's own clock, before noon. */
  readonly agendaMinutes: number;
}

import { type BusyInterval, eachSessionOnce } from './assignment.ts';
import type { BookingRules } from './booking-rules.ts';
import { isoWeek } from './local-time.ts';

/** Which limit keeps a new session off a local date. */
export type LimitName = 'daily_limit' | 'weekly_limit' | 'host_daily_limit';

/** What `limitReader` needs: the type and its rules, and the host's own calendar. */
export interface LimitSubject {
  readonly typeId: string;
  readonly rules: BookingRules;
  readonly busy: readonly BusyInterval[];
  /** The host's own limit of sessions a local date, over all types. */
  readonly hostDailyLimit: number | null;
}

/**
 * A reader of the limit that is reached on a local date (day number), null where none is; null altogether where the subject
 * has no limit. The type's limits count its own sessions by the local date of their start (S11), each once; an entry that
 * names no session counts as one of the type's. External events never count.
 */
export function limitReader(
  subject: LimitSubject,
  dayOf: (instant: number) => number,
): ((day: number) => LimitName | null) | null {
  const { dailyLimit, weeklyLimit } = subject.rules;
  const { hostDailyLimit } = subject;
  if (dailyLimit === null && weeklyLimit === null && hostDailyLimit === null) return null;
  const ofType = new Map<number, number>();
  const ofTypeWeekly = new Map<number, number>();
  const ofHost = new Map<number, number>();
  for (const entry of eachSessionOnce(subject.busy)) {
    const day = dayOf(entry.start);
    raise(ofHost, day);
    if (entry.session && entry.session.typeId !== subject.typeId) continue;
    raise(ofType, day);
    raise(ofTypeWeekly, isoWeek(day));
  }
  return (day) => {
    if (dailyLimit !== null && (ofType.get(day) ?? 0) >= dailyLimit) return 'daily_limit';
    if (weeklyLimit !== null && (ofTypeWeekly.get(isoWeek(day)) ?? 0) >= weeklyLimit) return 'weekly_limit';
    if (hostDailyLimit !== null && (ofHost.get(day) ?? 0) >= hostDailyLimit) return 'host_daily_limit';
    return null;
  };
}

function raise(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

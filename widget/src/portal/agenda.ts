import type { LocalDate } from '../shared/calendar-date.ts';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { localDate, type Offsets } from '../shared/zoned-format.ts';

/** What stands ahead, soonest first, at one moment. */
export interface Agenda {
  /** The first that holds; null where none does. */
  readonly next: PortalMeetingView | null;
  /** The others by local date. */
  readonly days: ReadonlyMap<LocalDate, readonly PortalMeetingView[]>;
  /** How many of those ahead are cancelled. */
  readonly cancelled: number;
}

/** Whether a meeting is agreed or asked for, and not over at `now` (epoch ms). */
export const isAhead = ({ status, end }: PortalMeetingView, now: number): boolean =>
  (status === 'scheduled' || status === 'confirmed') && Date.parse(end) > now;

/** @param meetings soonest first */
export function agendaOf(
  meetings: readonly PortalMeetingView[],
  offsets: Offsets,
  now: number,
  withCancelled: boolean,
): Agenda {
  const next = meetings.find((meeting) => isAhead(meeting, now)) ?? null;
  const off = meetings.filter(({ status, end }) => status === 'cancelled' && Date.parse(end) > now);
  const days = new Map<LocalDate, PortalMeetingView[]>();
  for (const meeting of meetings) {
    if (meeting === next || !(isAhead(meeting, now) || (withCancelled && off.includes(meeting)))) continue;
    const date = localDate(offsets, Date.parse(meeting.start));
    days.set(date, [...(days.get(date) ?? []), meeting]);
  }
  return { next, days, cancelled: off.length };
}

import type { HostCalendar, OfferQuery } from './assignment.ts';
import { earliestStart } from './booking-rules.ts';
import { type Obstacle, type OpenSession, shadowOf } from './slots.ts';

/** What one host can do with one start: no obstacle is bookable; `session` is the one that a booking would join. */
export interface Standing {
  readonly host: HostCalendar;
  readonly obstacle: Obstacle | null;
  readonly session: OpenSession | null;
}

/** In English, for whoever runs the server: what each host's calendar says of a start (epoch milliseconds). */
export function reasonAt(query: OfferQuery, standings: readonly Standing[], start: number): string {
  if (start < query.now) return `already past at ${instantText(query.now)}`;
  const earliest = earliestStart(query.rules, query.now);
  if (start < earliest) {
    return `nearer than the minimum notice of ${query.rules.minimumNoticeMinutes} minutes, which ends at ${instantText(earliest)}`;
  }
  return standings.map((standing) => `${standing.host.hostId}: ${hostReason(query, standing, start)}`).join('; ');
}

function hostReason(query: OfferQuery, standing: Standing, start: number): string {
  const { host, obstacle, session } = standing;
  switch (obstacle) {
    case null:
      return session ? `session ${session.sessionId}, seats left: ${session.seatsLeft}` : 'free';
    case 'busy':
      return busyReason(query, host, start);
    case 'past_horizon':
      return `past the booking horizon of ${query.rules.bookingHorizonDays} days`;
    case 'outside_hours':
      return 'outside this host’s open hours';
    case 'daily_limit':
      return `the daily limit of ${query.rules.dailyLimit} is reached`;
    case 'weekly_limit':
      return `the weekly limit of ${query.rules.weeklyLimit} is reached`;
    case 'host_daily_limit':
      return `the host’s own daily limit of ${host.dailyLimit} is reached`;
    case 'too_soon':
      return 'too soon';
  }
}

function busyReason(query: OfferQuery, host: HostCalendar, start: number): string {
  const entry = host.busy.find((one) => {
    const shadow = shadowOf(query, one);
    return one.start < one.end && shadow.after < start && start < shadow.before;
  });
  if (!entry) return 'busy';
  const what = entry.kind === 'meeting' ? 'a meeting' : 'an external event';
  const inside = entry.start < start + query.durationMinutes * 60_000 && start < entry.end;
  return `${inside ? 'overlaps' : 'its buffers reach'} ${what} from ${instantText(entry.start)} to ${instantText(entry.end)}`;
}

function instantText(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

import { Failure } from '../domain/failures.ts';
import { instantText } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import { findZone, offsetsBetween, type ZoneRules } from '../domain/zone-rules.ts';
import type { PortalMeetingListView } from './portal-contract.ts';

/** The zone that a query names; null: it names none. Throws Failure unknown_time_zone. */
export function readZone(timeZone: string | undefined): ZoneRules | null {
  if (timeZone === undefined) return null;
  const zone = findZone(timeZone);
  if (zone) return zone;
  throw new Failure('unknown_time_zone', 'The tz database knows no such time zone.', {
    errors: [{ path: 'timeZone', message: 'must be a time zone of the tz database, like Europe/Paris' }],
  });
}

/** A zone's offsets from the first of these meetings, or now, to the end of the last, or now (epoch milliseconds); nothing where no zone is asked for. */
export function offsetsAround(
  zone: ZoneRules | null,
  meetings: readonly Meeting[],
  now: number,
): Pick<PortalMeetingListView, 'offsets'> {
  if (!zone) return {};
  const from = Math.min(now, ...meetings.map(({ start }) => start));
  const to = Math.max(now, ...meetings.map(({ end }) => end));
  return {
    offsets: offsetsBetween(zone, from, to).map((change) => ({
      from: instantText(change.from),
      minutes: change.minutes,
    })),
  };
}

import { rangeText } from '../booker/range-text.ts';
import { zoneAt } from '../booker/zone-name.ts';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { whenText } from '../shared/when-text.ts';
import type { Portal } from './portal.ts';

/* What the views say of a meeting, in the zone and the language shown. */

/** `Tuesday 24 November, 14:00`, of an instant in RFC 3339; short: `Tue 24 Nov, 14:00`. */
export const when = (portal: Portal, instant: string, short = false): string =>
  whenText(portal.element.formats, portal.element.words, portal.clock(instant), short);

/** `14:00–14:30`. */
export const range = (portal: Portal, { start, end }: PortalMeetingView): string =>
  rangeText(portal.element.formats, portal.clock(start), portal.clock(end));

/** `Paris time (UTC+1)`, as it is then. */
export const zone = (portal: Portal, instant: string): string =>
  zoneAt(portal.element.words, portal.offsets, portal.timeZone, Date.parse(instant));

/** The hosts' names. */
export const hosts = ({ participants }: PortalMeetingView): string =>
  participants
    .filter(({ role }) => role === 'host')
    .map(({ name }) => name)
    .join(', ');

/** The one host's name, or a word for them. */
export const hostName = (portal: Portal, meeting: PortalMeetingView): string => {
  const all = meeting.participants.filter(({ role }) => role === 'host');
  return (all.length === 1 && all[0]?.name) || portal.element.words.host;
};

/** The address that starts the call, if it is one that a link may hold. */
export const joinAddress = ({ joinUrl, status }: PortalMeetingView): string | null =>
  joinUrl && status === 'confirmed' && /^https?:\/\//i.test(joinUrl) ? joinUrl : null;

import type { Meeting } from '../domain/meeting.ts';
import { calendarLinks } from '../notify/calendar-links.ts';
import type { BookedView } from './contract.ts';

/** The path of a meeting's calendar file, by the client's own token. */
export function invitePath(token: string, meeting: Meeting): string {
  return `/api/portal/${encodeURIComponent(token)}/meetings/${encodeURIComponent(meeting.id)}/invite.ics`;
}

/**
 * Where to go from a meeting: its portal page and its calendar file by the client's own token, and the pages of two calendars that
 * add it there. What goes to those calendars holds no token.
 */
export function meetingLinks(publicUrl: string, token: string, meeting: Meeting): BookedView['links'] {
  const [google, outlook] = calendarLinks(meeting, ['Google', 'Outlook']);
  return {
    portal: `${publicUrl}/portal/${encodeURIComponent(token)}`,
    ics: publicUrl + invitePath(token, meeting),
    google: google?.url ?? '',
    outlook: outlook?.url ?? '',
  };
}

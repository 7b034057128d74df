import type { PortalScope } from '../actions/portal-access.ts';
import type { PortalMeeting } from '../actions/portal-meetings.ts';
import { instantText } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import { meetingView } from './meeting-view.ts';
import type { PortalMeetingView } from './portal-contract.ts';

/**
 * A meeting as the portal shows it to whom a link of this scope is for. A guest sees what stands in the invitation, and neither the
 * client's answers nor anything of notes, and changes nothing.
 */
export function portalMeetingView({ meeting, changes }: PortalMeeting, scope: PortalScope): PortalMeetingView {
  const view = meetingView(meeting);
  const own = {
    ...view,
    revision: meeting.revision,
    confirmBy: textOrNull(meeting.confirmBy),
    answerLabels: Object.fromEntries(meeting.answers.map(({ key, label }) => [key, label])),
    changes: { ...changes, until: textOrNull(changes.until), contact: contactOf(meeting) },
  };
  if (scope !== 'guest') return own;
  return {
    ...own,
    answers: {},
    answerLabels: {},
    reminderMinutes: [],
    notesShared: false,
    notesSharedAt: null,
    changes: { ...own.changes, canMove: false, canCancel: false, reason: 'guest', until: null, movesLeft: 0 },
  };
}

/** The first host: whom to write to. */
function contactOf({ id, participants }: Meeting): { name: string; email: string } {
  const host = participants.find(({ role }) => role === 'host');
  if (!host) throw new Error(`the meeting ${id} has no host`);
  return { name: host.name, email: host.email };
}

function textOrNull(instant: number | null): string | null {
  return instant === null ? null : instantText(instant);
}

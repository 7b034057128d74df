import type { HostMeeting } from '../actions/host-meetings.ts';
import type { HostMeetingView } from './host-contract.ts';
import { portalMeetingView } from './portal-view.ts';

/** A meeting as its hosts see it: the portal's, with what the host's site sent along, the client's number and the hosts' ids. */
export function hostMeetingView(seen: HostMeeting): HostMeetingView {
  const { meeting, clientPhone: phone, refused } = seen;
  const client = meeting.participants.find(({ role }) => role === 'client');
  if (!client) throw new Error(`the meeting ${meeting.id} has no client`);
  const view = portalMeetingView(seen, 'client');
  return {
    ...view,
    participants: view.participants.map((participant) => ({
      ...participant,
      mail: refused.includes(participant.email.toLowerCase()) ? ('refused' as const) : null,
    })),
    metadata: { ...meeting.metadata },
    client: { id: meeting.clientId, name: client.name, email: client.email, phone },
    hostIds: meeting.participants.flatMap(({ hostId }) => hostId ?? []),
  };
}

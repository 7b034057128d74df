import { instantText } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { MeetingView } from './contract.ts';

/** A meeting as its client and the API see it: never what the host's site sent along, which hosts alone are shown. */
export function meetingView(meeting: Meeting): MeetingView {
  const { kind, label, address } = meeting.location;
  return {
    id: meeting.id,
    uid: meeting.uid,
    sequence: meeting.sequence,
    status: meeting.status,
    type: { slug: meeting.type.slug, title: meeting.type.title },
    title: meeting.title,
    description: meeting.description,
    kind,
    location: { kind, ...(label ? { label } : {}), ...(address ? { address } : {}) },
    joinUrl: meeting.joinUrl,
    start: instantText(meeting.start),
    end: instantText(meeting.end),
    durationMinutes: meeting.durationMinutes,
    timeZone: meeting.timeZone,
    participants: meeting.participants.map(({ role, name, email, response }) => ({ role, name, email, response })),
    answers: Object.fromEntries(meeting.answers.map(({ key, value }) => [key, value])),
    reminderMinutes: [...meeting.reminderMinutes],
    calendarSyncStatus: 'none',
    notesShared: meeting.notesSharedAt !== null,
    notesSharedAt: meeting.notesSharedAt === null ? null : instantText(meeting.notesSharedAt),
    createdAt: instantText(meeting.createdAt),
    updatedAt: instantText(meeting.updatedAt),
    cancelledAt: meeting.cancelledAt === null ? null : instantText(meeting.cancelledAt),
    cancelledBy: meeting.cancelledBy,
    cancellationReason: meeting.cancellationReason,
  };
}

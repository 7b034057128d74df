import { Failure } from './failures.ts';

/** A meeting's states. `scheduled` awaits the host's confirmation; `confirmed` is agreed. */
export type MeetingStatus = 'scheduled' | 'confirmed' | 'cancelled' | 'completed' | 'no_show';

/** How people meet. */
export type LocationKind = 'video' | 'phone' | 'in_person';

/** A place that a type offers, or that a meeting has; `url` may hold `{random}` in a type and never in a meeting. */
export interface MeetingLocation {
  readonly kind: LocationKind;
  readonly label?: string | undefined;
  readonly address?: string | undefined;
  readonly url?: string | undefined;
}

/** A participant's answer to the invitation. */
export type ParticipantResponse = 'needs_action' | 'accepted' | 'declined' | 'tentative';

/** Anyone on a meeting. `hostId` stands with hosts alone. */
export interface Participant {
  readonly role: 'client' | 'host' | 'guest';
  readonly name: string;
  readonly email: string;
  readonly response: ParticipantResponse;
  readonly hostId?: string | undefined;
  /** The zone and language to write to this person in, where known; else the client's for guests. */
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
}

/**
 * The agreed appointment of one client, as it stands at one revision. A plain value: it is what mails and invitations are made
 * from, and it goes as it is into the job that owes one. Instants are epoch milliseconds; `end` is exclusive.
 */
export interface Meeting {
  readonly id: string;
  /** RFC 5545 UID, the same for ever. */
  readonly uid: string;
  /** RFC 5546 SEQUENCE, raised by each change that matters to a calendar. */
  readonly sequence: number;
  /** From 1 on, raised by every change of the meeting, but not by its notes. */
  readonly revision: number;
  readonly status: MeetingStatus;
  /** `locale`: what its host writes in, a BCP 47 tag; absent from mails that rested before it was kept with them. */
  readonly type: { readonly id: string; readonly slug: string; readonly title: string; readonly locale?: string };
  readonly clientId: string;
  readonly title: string;
  readonly description: string;
  readonly location: MeetingLocation;
  readonly joinUrl: string | null;
  readonly start: number;
  readonly end: number;
  readonly durationMinutes: number;
  /** The client's zone: what their mails are written in. */
  readonly timeZone: string;
  /** The client's language, a BCP 47 tag. */
  readonly locale: string;
  readonly participants: readonly Participant[];
  /** Question key → answer, with the question's label as it stood. */
  readonly answers: readonly {
    readonly key: string;
    readonly label: string;
    readonly value: string | number | boolean;
  }[];
  /** What the host's site sent along; shown to hosts alone. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly reminderMinutes: readonly number[];
  /** How often its client has moved it. */
  readonly moves: number;
  /** An invitation has gone out at least once, so that what becomes of the meeting must reach calendars. */
  readonly invited: boolean;
  /** When a `scheduled` meeting lapses unless the host confirms it. */
  readonly confirmBy: number | null;
  /** When a note was last shared; null: none is. */
  readonly notesSharedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly cancelledAt: number | null;
  readonly cancelledBy: 'client' | 'host' | 'system' | null;
  readonly cancellationReason: string | null;
}

/** Who may do something to a meeting. `system` is the passing of time. */
export type Role = 'client' | 'host' | 'guest' | 'system';

/** What can be done to a meeting. `change` is anything but its time; `undo_no_show` says that they came after all. */
export type MeetingAct =
  | 'move'
  | 'change'
  | 'cancel'
  | 'confirm'
  | 'decline'
  | 'lapse'
  | 'complete'
  | 'mark_no_show'
  | 'undo_no_show';

type States = readonly MeetingStatus[];

/** In which states whom may do what; what stands nowhere here is never done. Times and notices are asked for besides. */
const LEGAL: Readonly<Record<Role, Partial<Record<MeetingAct, States>>>> = {
  client: {
    move: ['scheduled', 'confirmed'],
    change: ['scheduled', 'confirmed'],
    cancel: ['scheduled', 'confirmed'],
  },
  host: {
    move: ['scheduled', 'confirmed'],
    change: ['scheduled', 'confirmed'],
    cancel: ['scheduled', 'confirmed'],
    confirm: ['scheduled'],
    decline: ['scheduled'],
    mark_no_show: ['confirmed', 'completed'],
    undo_no_show: ['no_show'],
  },
  guest: {},
  system: { lapse: ['scheduled'], complete: ['confirmed'] },
};

/** The meeting still lies ahead, or is under way: whoever may, can change it. */
export function isStanding(status: MeetingStatus): boolean {
  return status === 'scheduled' || status === 'confirmed';
}

/**
 * The state as it is at `now` (epoch milliseconds), whether or not the timetable has come by: what has ended is completed, and what nobody
 * confirmed in time is as good as cancelled.
 */
export function statusAt(meeting: Pick<Meeting, 'status' | 'end' | 'confirmBy'>, now: number): MeetingStatus {
  if (meeting.status === 'confirmed' && meeting.end <= now) return 'completed';
  if (meeting.status === 'scheduled' && meeting.confirmBy !== null && meeting.confirmBy <= now) return 'cancelled';
  return meeting.status;
}

/** Refuses what the table has not: Failure meeting_closed where the meeting is over or cancelled, else change_refused. */
export function allow(role: Role, act: MeetingAct, status: MeetingStatus): void {
  if (LEGAL[role][act]?.includes(status)) return;
  if (!isStanding(status)) {
    throw new Failure('meeting_closed', 'This meeting is over or cancelled, and takes no change any more.');
  }
  throw new Failure('change_refused', 'This cannot be done to a meeting in its state.');
}

import { Failure } from './failures.ts';
import { MINUTE_MS } from './local-time.ts';
import { isStanding, type Meeting, type Participant, type Role, statusAt } from './meeting.ts';
import type { MeetingType } from './meeting-type.ts';

/** Why a client cannot move a meeting. */
export type ClosedReason = 'closed' | 'begun' | 'notice_passed' | 'type_off' | 'moves_used_up';

/** What a client may still do. */
export interface OpenChanges {
  readonly canMove: boolean;
  readonly canCancel: boolean;
  /** Why moving is not offered; null where it is. */
  readonly reason: ClosedReason | null;
  /** The last instant (epoch milliseconds, inclusive) for moving or cancelling, past or not; null where the meeting is over or cancelled. */
  readonly until: number | null;
  readonly movesLeft: number;
}

/** The rules of a type that bind its clients. */
export type ChangeRules = Pick<MeetingType, 'active' | 'changeNoticeMinutes' | 'maxMoves'>;

/** What the client may still do with a meeting at `now` (epoch milliseconds); hosts are not bound so. */
export function changesOpen(meeting: Meeting, type: ChangeRules, now: number): OpenChanges {
  const movesLeft = Math.max(0, type.maxMoves - meeting.moves);
  if (!isStanding(statusAt(meeting, now))) {
    return { canMove: false, canCancel: false, reason: 'closed', until: null, movesLeft };
  }
  const until = meeting.start - type.changeNoticeMinutes * MINUTE_MS;
  const isLate = now >= meeting.start || now > until;
  const reason = isLate ? (now >= meeting.start ? 'begun' : 'notice_passed') : whyNotMoved(type, movesLeft);
  return { canMove: reason === null, canCancel: !isLate, reason, until, movesLeft };
}

function whyNotMoved(type: ChangeRules, movesLeft: number): ClosedReason | null {
  if (!type.active) return 'type_off';
  return movesLeft === 0 ? 'moves_used_up' : null;
}

/** What a client is told who may not move, or not cancel, for this reason. */
export function refusalFor(reason: ClosedReason): Failure {
  switch (reason) {
    case 'closed':
      return new Failure('meeting_closed', 'This meeting is over or cancelled, and takes no change any more.');
    case 'begun':
      return new Failure('change_notice_passed', 'This meeting has begun. Write to your host.');
    case 'notice_passed':
      return new Failure('change_notice_passed', 'It is too late to change this meeting here. Write to your host.');
    case 'moves_used_up':
      return new Failure('moves_used_up', 'This meeting was moved as often as it can be. Write to your host.');
    case 'type_off':
      return new Failure('change_refused', 'Meetings of this kind are not offered any more. Write to your host.');
  }
}

/** What can be changed of a meeting, whole where it stands here. */
export type MeetingEdits = Partial<
  Pick<
    Meeting,
    | 'start'
    | 'durationMinutes'
    | 'timeZone'
    | 'title'
    | 'description'
    | 'location'
    | 'joinUrl'
    | 'answers'
    | 'reminderMinutes'
  >
> & {
  /** Addresses, in order. */
  readonly guests?: readonly string[] | undefined;
};

/** Everything that a reader of the invitation sees change, so that its SEQUENCE must rise. */
const SHOWN = ['start', 'end', 'title', 'description', 'location', 'joinUrl'] as const;

/** True where the two lie at different times. */
export function isMoved(before: Pick<Meeting, 'start' | 'end'>, after: Pick<Meeting, 'start' | 'end'>): boolean {
  return before.start !== after.start || before.end !== after.end;
}

/** Who changes, by which rules: `confirmationDeadlineMinutes` counts from `now` (epoch milliseconds) where the host has to agree anew. */
export interface ChangeTerms {
  readonly by: Exclude<Role, 'guest'>;
  readonly now: number;
  readonly rules: Pick<MeetingType, 'requiresConfirmation' | 'confirmationDeadlineMinutes'>;
}

/**
 * The meeting as it stands once changed; the very same object where nothing differs. The UID stays; SEQUENCE rises where the invitation
 * shows something else. Moved by its client it counts a move, and awaits the host again where the type asks for that; whoever was to come
 * at the old time is asked anew.
 */
export function changed(meeting: Meeting, edits: MeetingEdits, terms: ChangeTerms): Meeting {
  const { guests, ...fields } = edits;
  const start = edits.start ?? meeting.start;
  const durationMinutes = edits.durationMinutes ?? meeting.durationMinutes;
  const wanted: Meeting = {
    ...meeting,
    ...fields,
    start,
    durationMinutes,
    end: start + durationMinutes * MINUTE_MS,
    participants: guests ? withGuests(meeting.participants, guests) : meeting.participants,
  };
  const moves = isMoved(meeting, wanted);
  const after = moves ? moved(meeting, wanted, terms) : wanted;
  if (same(meeting, after)) return meeting;
  const isShown =
    SHOWN.some((field) => !same(meeting[field], after[field])) || !same(guestsOf(meeting), guestsOf(after));
  return revised(after, terms.now, isShown);
}

function moved(before: Meeting, after: Meeting, { by, now, rules }: ChangeTerms): Meeting {
  const awaits = before.status === 'scheduled' || (by === 'client' && rules.requiresConfirmation);
  const deadline = Math.min(now + rules.confirmationDeadlineMinutes * MINUTE_MS, after.start);
  return {
    ...after,
    status: awaits ? 'scheduled' : 'confirmed',
    moves: before.moves + (by === 'client' ? 1 : 0),
    confirmBy: awaits ? deadline : null,
    participants: after.participants.map((one) => {
      if (one.role === 'guest') return { ...one, response: 'needs_action' as const };
      return one.role === 'host' && awaits ? { ...one, response: 'needs_action' as const } : one;
    }),
  };
}

/** The meeting as it stands once cancelled, declined or lapsed at `now` (epoch milliseconds): the same UID, the next SEQUENCE. */
export function cancelled(
  meeting: Meeting,
  by: NonNullable<Meeting['cancelledBy']>,
  reason: string | null,
  now: number,
): Meeting {
  const gone = { cancelledAt: now, cancelledBy: by, cancellationReason: reason } as const;
  return revised({ ...meeting, ...gone, status: 'cancelled', confirmBy: null }, now, true);
}

/** The meeting once a host has agreed to it: everybody is invited. */
export function confirmed(meeting: Meeting, now: number): Meeting {
  const participants = meeting.participants.map((one) =>
    one.role === 'host' ? { ...one, response: 'accepted' as const } : one,
  );
  return revised({ ...meeting, status: 'confirmed', confirmBy: null, invited: true, participants }, now, true);
}

/** The meeting once somebody says that its client did not come, or (false) came after all. Nobody's calendar is concerned. */
export function withNoShow(meeting: Meeting, noShow: boolean, now: number): Meeting {
  return revised({ ...meeting, status: noShow ? 'no_show' : 'completed' }, now, false);
}

/** The meeting with a guest's answer; the very same where it is already so, or nobody of this address is its guest. No calendar is told. */
export function withResponse(meeting: Meeting, email: string, response: Participant['response'], now: number): Meeting {
  const address = email.toLowerCase();
  const answers = ({ role, email: theirs }: Participant) => role === 'guest' && theirs.toLowerCase() === address;
  if (!meeting.participants.some((one) => answers(one) && one.response !== response)) return meeting;
  const participants = meeting.participants.map((one) => (answers(one) ? { ...one, response } : one));
  return revised({ ...meeting, participants }, now, false);
}

function revised(meeting: Meeting, now: number, isShown: boolean): Meeting {
  const sequence = meeting.sequence + (isShown ? 1 : 0);
  return { ...meeting, sequence, revision: meeting.revision + 1, updatedAt: now };
}

/** Those who stay keep their answers; their addresses are compared whatever their case. */
function withGuests(participants: readonly Participant[], guests: readonly string[]): Participant[] {
  const others = participants.filter(({ role }) => role !== 'guest');
  const known = new Map(
    participants.filter(({ role }) => role === 'guest').map((guest) => [guest.email.toLowerCase(), guest]),
  );
  const wanted = guests.map(
    (email): Participant =>
      known.get(email.toLowerCase()) ?? { role: 'guest', name: email, email, response: 'needs_action' },
  );
  return [...others, ...wanted];
}

/** A meeting's guests by their addresses in lower case, in their order. */
export function guestsOf(meeting: Meeting): string[] {
  return meeting.participants.filter(({ role }) => role === 'guest').map(({ email }) => email.toLowerCase());
}

/** Plain values, their fields in whatever order. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [entriesOf(a), entriesOf(b)];
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && same(value, right.get(key)));
}

/** What is undefined is not there. */
function entriesOf(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, one]) => one !== undefined));
}

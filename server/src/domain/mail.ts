import type { AgendaItem } from './agenda.ts';
import type { OwedCodeMail } from './code-mail.ts';
import type { Interval } from './interval.ts';
import type { OwedLinkMail } from './link-mail.ts';
import type { MailRecipient } from './mail-recipient.ts';
import type { Meeting, Participant } from './meeting.ts';
import { guestsOf, isMoved, type OpenChanges } from './meeting-changes.ts';
import type { OwedNotice } from './notice-mail.ts';
import type { OwedSignInMail } from './sign-in-mail.ts';

/** Tells a host of their meetings of one day. */
export interface OwedAgendaMail {
  readonly template: 'host_agenda';
  readonly recipient: MailRecipient;
  readonly messageId: string;
  /** The host's local date, "YYYY-MM-DD". */
  readonly date: string;
  /** From then on it says nothing new, epoch milliseconds. */
  readonly until: number;
  /** At least one, soonest first. */
  readonly meetings: readonly AgendaItem[];
}

/** Whatever rests in a job of the kind `mail`. */
export type AnyOwedMail = OwedMail | OwedLinkMail | OwedCodeMail | OwedAgendaMail | OwedNotice | OwedSignInMail;

/** Which mail: who it is for and what happened. */
export type MailTemplate =
  /** Booked, and agreed at once; `…_agreed` once its host has confirmed it. */
  | 'client_confirmed'
  /** Booked, or moved (`was` says so), and to be confirmed. */
  | 'client_awaiting'
  | 'client_agreed'
  | 'client_moved'
  | 'client_changed'
  | 'client_declined'
  | 'client_cancelled'
  | 'guest_invited'
  | 'guest_agreed'
  | 'guest_moved'
  | 'guest_changed'
  | 'guest_removed'
  | 'guest_cancelled'
  | 'host_booked'
  | 'host_awaiting'
  | 'host_agreed'
  | 'host_moved'
  | 'host_changed'
  | 'host_declined'
  | 'host_cancelled'
  | NoteTemplate
  /** What a guest answers to the invitation. */
  | 'host_guest_accepted'
  | 'host_guest_declined'
  | ReminderTemplate;

/** Tells of notes that the other side has shared. */
export type NoteTemplate = 'client_notes' | 'host_notes';

/** Says that a meeting which stands is near. */
export type ReminderTemplate = 'client_reminder' | 'guest_reminder' | 'host_reminder';

/** A shared note as its mail tells it; `sharedAt` is epoch milliseconds. */
export interface MailedNote {
  readonly author: string;
  readonly body: string;
  readonly sharedAt: number;
}

/** What a change of details touched, in the order in which it is told. */
export const MAILED_DETAILS = ['title', 'location', 'guests', 'description', 'answers'] as const;
export type MailedDetail = (typeof MAILED_DETAILS)[number];

/** Who did what a mail tells of. */
export type ChangedBy = 'client' | 'host' | 'system';

/** What an invitation asks of the reader's calendar (RFC 5546): to hold the time, or to let it go. */
export type InvitationMethod = 'REQUEST' | 'CANCEL';

/**
 * One mail to one recipient, as it rests in its job: everything it says is fixed when the change happens, but for the portal
 * link of a client or guest, which is made anew when the mail is sent, so that no usable link is at rest.
 */
export interface OwedMail {
  readonly template: MailTemplate;
  readonly recipient: MailRecipient;
  /** RFC 5322 Message-ID with its angle brackets, fixed before the first try. */
  readonly messageId: string;
  /** The meeting as it stood after the change. */
  readonly meeting: Meeting;
  /** The invitation that goes with it; null: none, since nothing is agreed or nothing was ever sent. */
  readonly invitation: InvitationMethod | null;
  /** Who changed it, or booked it for the client; absent where the client booked it. */
  readonly by?: ChangedBy | undefined;
  /** Where the meeting was moved: its time before, in epoch milliseconds. */
  readonly was?: Interval | undefined;
  /** Which details are others now, where nothing but details changed. */
  readonly details?: readonly MailedDetail[] | undefined;
  /** Only in the client's own mail: the meeting's, from which the link is made. */
  readonly portalTokenId?: string | undefined;
  /** Only in the client's own mail: what they may still do, and the last instant for it (epoch milliseconds). */
  readonly open?: Pick<OpenChanges, 'canMove' | 'canCancel' | 'until'> | undefined;
  /** The client's number, only in a host's mail. */
  readonly clientPhone?: string | undefined;
  /** With a NoteTemplate alone: at least one, oldest first. */
  readonly notes?: readonly MailedNote[] | undefined;
  /** With `host_guest_…` alone: what the guest who answers is called. */
  readonly guest?: string | undefined;
  /** With a ReminderTemplate alone: the instant (epoch milliseconds) from which it says how near the meeting is. */
  readonly toldAt?: number | undefined;
}

/** What happened to a meeting; `booked` is confirmed at once or awaits its host, as the meeting's status says, and so is `moved`. */
export type MailedChange = 'booked' | 'confirmed' | 'moved' | 'changed' | 'declined' | 'cancelled';

export interface MailOptions {
  /** A fresh Message-ID a call: see `messageId`. */
  newMessageId(): string;
  /** The meeting as it stood before; absent with `booked`. */
  readonly before?: Meeting | undefined;
  readonly by?: ChangedBy | undefined;
  /** The client's own portal token, for a link in the client's own mail. */
  readonly portalTokenId?: string | undefined;
  /** What the client may still do; absent where nothing is. */
  readonly open?: OwedMail['open'];
  /** The number that the client gave, for the hosts. */
  readonly clientPhone?: string | undefined;
}

/**
 * The mails that a change owes, one a recipient: the client's, then each host's, then each guest's, then that of each who is a guest no
 * more. Guests hear of a meeting only once it is agreed, so of one that was never agreed nothing. What the invitation does not show is told
 * to the other side alone. An address that stands twice in one role, or as a guest beside a client or host of the same address, is written
 * to once. Mails fall back to the client's zone and language.
 */
export function owedMails(meeting: Meeting, change: MailedChange, options: MailOptions): OwedMail[] {
  const { before, newMessageId } = options;
  const step = stepOf(meeting, change);
  const what = whatChanged(meeting, options, step);
  if (what.details?.length === 0) return [];
  const invitation = invitationOf(meeting, step, before);
  const told = recipients(meeting).flatMap((participant): OwedMail[] => {
    const template = templateFor(participant, step, meeting, options);
    if (template === null) return [];
    const recipient = recipientOf(participant, meeting);
    const own = ownTo(participant, options);
    return [{ template, recipient, messageId: newMessageId(), meeting, invitation, ...what, ...own }];
  });
  return before?.invited ? [...told, ...takenBack(meeting, before, newMessageId)] : told;
}

/** What only the client, or only a host, is told. */
function ownTo({ role }: Participant, { portalTokenId, open, clientPhone }: MailOptions): Partial<OwedMail> {
  if (role === 'client') return { portalTokenId, open };
  return role === 'host' ? { clientPhone } : {};
}

/** A mail as the job that delivers it: in order for each meeting and recipient by `meetingId` and `orderKey`, and there one for ever by `dedupeKey`. */
export interface MailJob {
  readonly kind: 'mail';
  readonly payload: OwedMail;
  readonly orderKey: string;
  readonly dedupeKey: string;
  /** Epoch milliseconds. */
  readonly runAt: number;
  readonly recipient: string;
  readonly meetingId: string;
}

/** The job that owes a mail, due at `runAt` (epoch milliseconds). */
export function mailJob(mail: OwedMail, runAt: number): MailJob {
  const address = mail.recipient.email.toLowerCase();
  const { id, revision } = mail.meeting;
  return {
    kind: 'mail',
    payload: mail,
    orderKey: address,
    dedupeKey: `${revision}:${mail.template}`,
    runAt,
    recipient: address,
    meetingId: id,
  };
}

/** A Message-ID from at least 16 unpredictable bytes and the name of the machine that the product answers at. */
export function messageId(random: Uint8Array, hostname: string): string {
  const left = [...random.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const right = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(hostname) ? hostname.toLowerCase() : 'localhost';
  return `<${left}@${right}>`;
}

type Step = 'booked' | 'awaiting' | 'agreed' | 'moved' | 'changed' | 'declined' | 'cancelled';

const TEMPLATES: Record<Step, Record<Participant['role'], MailTemplate>> = {
  booked: { client: 'client_confirmed', host: 'host_booked', guest: 'guest_invited' },
  // Guests who are invited already hear that it is moved, others nothing.
  awaiting: { client: 'client_awaiting', host: 'host_awaiting', guest: 'guest_moved' },
  agreed: { client: 'client_agreed', host: 'host_agreed', guest: 'guest_agreed' },
  moved: { client: 'client_moved', host: 'host_moved', guest: 'guest_moved' },
  changed: { client: 'client_changed', host: 'host_changed', guest: 'guest_changed' },
  declined: { client: 'client_declined', host: 'host_declined', guest: 'guest_cancelled' },
  cancelled: { client: 'client_cancelled', host: 'host_cancelled', guest: 'guest_cancelled' },
};

function stepOf(meeting: Meeting, change: MailedChange): Step {
  if (change === 'booked') return meeting.status === 'scheduled' ? 'awaiting' : 'booked';
  if (change === 'moved') return meeting.status === 'scheduled' ? 'awaiting' : 'moved';
  return change === 'confirmed' ? 'agreed' : change;
}

/** What was never agreed is in nobody's calendar; what the invitation does not show need not reach any. */
function invitationOf(meeting: Meeting, step: Step, before: Meeting | undefined): InvitationMethod | null {
  if (!meeting.invited) return null;
  if (step === 'cancelled' || step === 'declined') return 'CANCEL';
  return before?.sequence === meeting.sequence ? null : 'REQUEST';
}

function templateFor(
  { role, email }: Participant,
  step: Step,
  meeting: Meeting,
  { before, by }: MailOptions,
): MailTemplate | null {
  const isShown = before?.sequence !== meeting.sequence;
  if (role !== 'guest') return isShown || role !== by ? TEMPLATES[step][role] : null;
  if (!meeting.invited || !isShown) return null;
  const wasInvited = before === undefined || (before.invited && guestsOf(before).includes(email.toLowerCase()));
  return wasInvited ? TEMPLATES[step].guest : 'guest_invited';
}

function whatChanged(meeting: Meeting, { before, by }: MailOptions, step: Step): Partial<OwedMail> {
  if (!before) return by === 'host' ? { by } : {};
  if (isMoved(before, meeting)) return { by, was: { start: before.start, end: before.end } };
  return step === 'changed' ? { by, details: changedDetails(before, meeting) } : { by };
}

function changedDetails(before: Meeting, after: Meeting): MailedDetail[] {
  const shown = (meeting: Meeting, detail: MailedDetail) => {
    if (detail === 'guests') return guestsOf(meeting);
    return detail === 'location' ? [meeting.location, meeting.joinUrl] : meeting[detail];
  };
  return MAILED_DETAILS.filter(
    (detail) => JSON.stringify(shown(before, detail)) !== JSON.stringify(shown(after, detail)),
  );
}

/** To each who is a guest no more: the meeting as they knew it, under the new SEQUENCE. */
function takenBack(after: Meeting, before: Meeting, newMessageId: () => string): OwedMail[] {
  const stay = new Set(after.participants.map(({ email }) => email.toLowerCase()));
  const removed = recipients(before).filter(({ role, email }) => role === 'guest' && !stay.has(email.toLowerCase()));
  const { sequence, revision, updatedAt } = after;
  const meeting = { ...before, sequence, revision, updatedAt };
  return removed.map((guest) => ({
    template: 'guest_removed',
    recipient: recipientOf(guest, before),
    messageId: newMessageId(),
    meeting,
    invitation: 'CANCEL',
  }));
}

/** A participant as a mail is written to them: in the client's zone and language where they have none of their own. */
export function recipientOf(participant: Participant, meeting: Meeting): MailRecipient {
  return {
    name: participant.name,
    email: participant.email,
    timeZone: participant.timeZone ?? meeting.timeZone,
    locale: participant.locale ?? meeting.locale,
  };
}

const ORDER: readonly Participant['role'][] = ['client', 'host', 'guest'];

/** Everybody of a meeting to write to, one an address and role, and a guest only where that address is nobody else's. */
export function recipients(meeting: Meeting): Participant[] {
  const seen = new Set<string>();
  const chosen: Participant[] = [];
  for (const role of ORDER) {
    for (const participant of meeting.participants) {
      const address = participant.email.toLowerCase();
      const known = role === 'guest' ? ['client', 'host', 'guest'] : [role];
      if (participant.role !== role || known.some((other) => seen.has(`${other} ${address}`))) continue;
      seen.add(`${role} ${address}`);
      chosen.push(participant);
    }
  }
  return chosen;
}

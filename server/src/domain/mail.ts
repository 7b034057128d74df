import type { Meeting, Participant } from './meeting.ts';

/** Which mail: who it is for and what happened. */
export type MailTemplate =
  | 'client_confirmed'
  | 'client_awaiting'
  | 'client_cancelled'
  | 'guest_invited'
  | 'guest_cancelled'
  | 'host_booked'
  | 'host_awaiting'
  | 'host_cancelled'
  | NoteTemplate;

/** Tells of notes that the other side has shared. */
export type NoteTemplate = 'client_notes' | 'host_notes';

/** A shared note as its mail tells it; `sharedAt` is epoch milliseconds. */
export interface MailedNote {
  readonly author: string;
  readonly body: string;
  readonly sharedAt: number;
}

/** What an invitation asks of the reader's calendar (RFC 5546): to hold the time, or to let it go. */
export type InvitationMethod = 'REQUEST' | 'CANCEL';

/**
 * One mail to one recipient, as it rests in its job: everything it says is fixed when the change happens, but for the portal
 * link, which is made anew from `portalTokenId` when the mail is sent, so that no usable link is at rest.
 */
export interface OwedMail {
  readonly template: MailTemplate;
  readonly recipient: {
    readonly name: string;
    readonly email: string;
    /** What the mail's times and words are written in. */
    readonly timeZone: string;
    readonly locale: string;
  };
  /** RFC 5322 Message-ID with its angle brackets, fixed before the first try. */
  readonly messageId: string;
  /** The meeting as it stood after the change. */
  readonly meeting: Meeting;
  /** The invitation that goes with it; null: none, since nothing is agreed or nothing was ever sent. */
  readonly invitation: InvitationMethod | null;
  /** Only in the client's own mail. */
  readonly portalTokenId?: string | undefined;
  /** The client's number, only in a host's mail. */
  readonly clientPhone?: string | undefined;
  /** With a NoteTemplate alone: at least one, oldest first. */
  readonly notes?: readonly MailedNote[] | undefined;
}

/** What happened to a meeting; `booked` is confirmed at once or awaits its host, as the meeting's status says. */
export type MailedChange = 'booked' | 'confirmed' | 'cancelled';

export interface MailOptions {
  /** A fresh Message-ID a call: see `messageId`. */
  newMessageId(): string;
  /** The client's own portal token, for a link in the client's own mail. */
  readonly portalTokenId?: string | undefined;
  /** The number that the client gave, for the hosts. */
  readonly clientPhone?: string | undefined;
  /** With `cancelled`: whether invitations had gone out, which is whether the meeting was ever confirmed. */
  readonly invited?: boolean | undefined;
}

/**
 * The mails that a change owes, one a recipient: the client's, then each host's, then each guest's. Guests hear of a meeting
 * only once it is agreed, so of a cancelled one only if they were invited. An address that stands twice in one role, or as
 * a guest beside a client or host of the same address, is written to once. Mails fall back to the client's zone and language.
 */
export function owedMails(meeting: Meeting, change: MailedChange, options: MailOptions): OwedMail[] {
  const step = stepOf(meeting, change);
  const method = invitationOf(step, options.invited === true);
  const mails: OwedMail[] = [];
  for (const participant of recipients(meeting)) {
    const template = TEMPLATES[step][participant.role];
    if (template === null || (template === 'guest_cancelled' && method === null)) continue;
    mails.push({
      template,
      recipient: {
        name: participant.name,
        email: participant.email,
        timeZone: participant.timeZone ?? meeting.timeZone,
        locale: participant.locale ?? meeting.locale,
      },
      messageId: options.newMessageId(),
      meeting,
      invitation: method,
      ...(participant.role === 'client' ? { portalTokenId: options.portalTokenId } : {}),
      ...(participant.role === 'host' ? { clientPhone: options.clientPhone } : {}),
    });
  }
  return mails;
}

/** A mail as the job that delivers it: in order for each meeting and recipient by `orderKey`, and there one for ever by `dedupeKey`. */
export interface MailJob {
  readonly kind: 'mail';
  readonly payload: OwedMail;
  readonly orderKey: string;
  readonly dedupeKey: string;
  /** Epoch milliseconds. */
  readonly runAt: number;
}

/** The job that owes a mail, due at `runAt` (epoch milliseconds). */
export function mailJob(mail: OwedMail, runAt: number): MailJob {
  const address = mail.recipient.email.toLowerCase();
  const { id, sequence } = mail.meeting;
  return {
    kind: 'mail',
    payload: mail,
    orderKey: `${id}:${address}`,
    dedupeKey: `${sequence}:${mail.template}`,
    runAt,
  };
}

/** A Message-ID from at least 16 unpredictable bytes and the name of the machine that the product answers at. */
export function messageId(random: Uint8Array, hostname: string): string {
  const left = [...random.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const right = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(hostname) ? hostname.toLowerCase() : 'localhost';
  return `<${left}@${right}>`;
}

type Step = 'agreed' | 'awaiting' | 'cancelled';

const TEMPLATES: Record<Step, Record<Participant['role'], MailTemplate | null>> = {
  agreed: { client: 'client_confirmed', host: 'host_booked', guest: 'guest_invited' },
  awaiting: { client: 'client_awaiting', host: 'host_awaiting', guest: null },
  cancelled: { client: 'client_cancelled', host: 'host_cancelled', guest: 'guest_cancelled' },
};

function stepOf(meeting: Meeting, change: MailedChange): Step {
  if (change === 'cancelled') return 'cancelled';
  return meeting.status === 'scheduled' ? 'awaiting' : 'agreed';
}

function invitationOf(step: Step, invited: boolean): InvitationMethod | null {
  if (step === 'agreed') return 'REQUEST';
  return step === 'cancelled' && invited ? 'CANCEL' : null;
}

const ORDER: readonly Participant['role'][] = ['client', 'host', 'guest'];

function recipients(meeting: Meeting): Participant[] {
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

import type { Interval } from './interval.ts';
import { DAY_MS } from './local-time.ts';
import type { ChangedBy, MailedChange, MailTemplate } from './mail.ts';
import { type Meeting, statusAt } from './meeting.ts';

/**
 * A browser that shows notices of ours (RFC 8030): a host's, or a client's. Nothing here suffices to send it anything: that takes our VAPID
 * key, too, which follows from the secret.
 */
export interface PushSubscription {
  readonly id: string;
  /** Whose it is: exactly one of the two. */
  readonly hostId: string | null;
  readonly clientId: string | null;
  /** With a client alone: the one meeting that it is told of, where a link to no more than that made it; null: all of theirs. */
  readonly meetingId: string | null;
  /** Where its push service takes messages. */
  readonly endpoint: string;
  /** The browser's public key: an uncompressed point of P-256 in base64url. */
  readonly p256dh: string;
  /** The secret that the browser shares with us (RFC 8291), sealed. */
  readonly sealedAuth: string;
  /** What its reader is written to in: a BCP 47 tag, and an IANA zone. */
  readonly locale: string;
  readonly timeZone: string;
  /** Instants are epoch milliseconds here. */
  readonly createdAt: number;
  /** When its push service last took a message, and last refused one; null: never. */
  readonly succeededAt: number | null;
  readonly failedAt: number | null;
}

/** What a notice can tell; the words are those of the mail of this name. */
export type PushTemplate = Extract<
  MailTemplate,
  | 'client_confirmed'
  | 'client_awaiting'
  | 'client_agreed'
  | 'client_moved'
  | 'client_declined'
  | 'client_cancelled'
  | 'client_notes'
  | 'client_reminder'
  | 'host_booked'
  | 'host_awaiting'
  | 'host_moved'
  | 'host_cancelled'
  | 'host_notes'
  | 'host_reminder'
>;

/** What a notice is to tell: the text is made when it is sent, of the meeting as it is then. */
export interface PushNews {
  readonly template: PushTemplate;
  /** Who did it. */
  readonly by?: ChangedBy | undefined;
  /** Where the meeting was moved: its time before. */
  readonly was?: Interval | undefined;
  /** With `…_notes` alone: how many. */
  readonly notes?: number | undefined;
}

/** One notice to one browser, as it rests in a job of the kind `push`. */
export interface OwedPush extends PushNews {
  readonly subscriptionId: string;
  readonly meetingId: string;
  /** When the meeting began as this tells it, epoch milliseconds. */
  readonly start: number;
  /** From then on it says nothing new, epoch milliseconds. */
  readonly until: number;
}

/** Shows its reader that notices come. */
export interface OwedTestPush extends Pick<OwedPush, 'subscriptionId' | 'until'> {
  readonly template: 'test';
}

/** Which notice each side is owed for a change: whoever did it knows, and of changed details mails alone tell. */
export function pushedChange(
  { status }: Pick<Meeting, 'status'>,
  change: MailedChange,
  by: ChangedBy,
): { readonly client: PushTemplate | null; readonly host: PushTemplate | null } {
  const { client = null, host = null } = templatesOf(change, status === 'scheduled');
  return { client: by === 'client' ? null : client, host: by === 'host' ? null : host };
}

function templatesOf(change: MailedChange, isOpen: boolean): { client?: PushTemplate; host?: PushTemplate } {
  switch (change) {
    case 'booked':
      return isOpen
        ? { client: 'client_awaiting', host: 'host_awaiting' }
        : { client: 'client_confirmed', host: 'host_booked' };
    case 'moved':
      return isOpen
        ? { client: 'client_awaiting', host: 'host_awaiting' }
        : { client: 'client_moved', host: 'host_moved' };
    case 'confirmed':
      return { client: 'client_agreed' };
    case 'declined':
      return { client: 'client_declined' };
    case 'cancelled':
      return { client: 'client_cancelled', host: 'host_cancelled' };
    case 'changed':
      return {};
  }
}

const HOUR_MS = 3_600_000;
/** What was not read for so long, the mail has told. */
const LONGEST_MS = 3 * DAY_MS;

/** Until when a notice that is owed at `now` is worth showing, epoch milliseconds: a reminder until its meeting begins. */
export function pushUntil(template: PushTemplate, start: number, now: number): number {
  if (isReminder(template)) return start;
  return template.endsWith('_notes') ? now + LONGEST_MS : Math.min(now + LONGEST_MS, Math.max(start, now + HOUR_MS));
}

/** Why a notice is not sent any more, as a sentence; null: it still tells what is so. `meeting` is as it is at `now`, null where it is no more. */
export function whyOutdated({ template, start, until }: OwedPush, meeting: Meeting | null, now: number): string | null {
  if (!meeting) return 'There is no such meeting any more.';
  if (until <= now) return 'It was too late to tell of it.';
  if (template.endsWith('_notes')) return null;
  const status = statusAt(meeting, now);
  if (meeting.status === 'cancelled') return isEnd(template) ? null : 'The meeting does not take place any more.';
  if (isEnd(template) || status !== (template.endsWith('_awaiting') ? 'scheduled' : 'confirmed')) {
    return 'The meeting stands otherwise by now.';
  }
  return meeting.start === start ? null : 'The meeting has another time by now.';
}

function isEnd(template: PushTemplate): boolean {
  return template.endsWith('_cancelled') || template.endsWith('_declined');
}

function isReminder(template: PushTemplate): boolean {
  return template.endsWith('_reminder');
}

/** What a push service may do while the browser sleeps (RFC 8030, section 5.3): wake it for what is near. */
export function pushUrgency({ template, start }: OwedPush, now: number): 'high' | 'normal' {
  return isReminder(template) || (!template.endsWith('_notes') && start - now < DAY_MS) ? 'high' : 'normal';
}

/** What a push service answered; `retryAfterMs` is what it asked for, null where nothing. */
export interface PushAnswer {
  /** Null: there was no answer. */
  readonly status: number | null;
  readonly error: string | null;
  readonly retryAfterMs: number | null;
}

/** What an answer means: `gone` that nobody is there any more, `refused` that the same again would be refused again. */
export function pushOutcome({ status, error }: PushAnswer): 'taken' | 'gone' | 'refused' | 'later' {
  if (error === null) return 'taken';
  if (status === 404 || status === 410) return 'gone';
  const isPassing = status === null || status === 429 || status === 408 || status >= 500;
  return isPassing ? 'later' : 'refused';
}

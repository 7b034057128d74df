import type { ChangedBy, MailedChange } from './mail.ts';
import type { Meeting } from './meeting.ts';
import { type QuietHours, quietEnd } from './quiet-hours.ts';

/** The kind of job that a text message is; its payload is an OwedText. */
export const TEXT_MESSAGE = 'text_message' as const;

/** How the operator wants text messages sent. */
export interface TextRules {
  /** Null: at any hour. */
  readonly quietHours: QuietHours | null;
  /** At most so many in a calendar month of UTC; null: any number. */
  readonly monthlyCap: number | null;
  /** What a number must begin with, one of them; empty: anything. */
  readonly prefixes: readonly string[];
}

/** Which text: what it says is what the subject of the mail of that name says. */
export type TextTemplate = 'client_reminder' | 'client_moved' | 'client_cancelled' | 'client_declined';

/** A text message as it rests in its job: whatever it says is written when it is sent, of the meeting as it is by then. */
export interface OwedText {
  readonly template: TextTemplate;
  /** Fixed before the first try, and the same for each: what the gateway knows one by that comes twice. */
  readonly id: string;
  readonly meetingId: string;
  /** The time that it speaks of (epoch milliseconds): once that is past, or the meeting is at another, it is of no use. */
  readonly start: number;
  /** E.164. */
  readonly number: string;
}

/** The text of a change: only what a host does is news to the client. Null: none. */
export function changeTemplate(change: MailedChange, by: ChangedBy): TextTemplate | null {
  if (by !== 'host') return null;
  return change === 'moved' || change === 'cancelled' || change === 'declined' ? `client_${change}` : null;
}

/** Whether a text still says what is so of the meeting as it stands. */
export function isStillSo({ template, start }: OwedText, meeting: Pick<Meeting, 'status' | 'start'>): boolean {
  if (meeting.start !== start) return false;
  const isOff = meeting.status === 'cancelled';
  return template === 'client_cancelled' || template === 'client_declined' ? isOff : !isOff;
}

/** When a text may go (epoch milliseconds): now, or at the end of the reader's quiet hours; null where that is after what it speaks of. */
export function textTime(quiet: QuietHours | null, timeZone: string, start: number, now: number): number | null {
  const at = (quiet && quietEnd(quiet, timeZone, now)) ?? now;
  return at < start ? at : null;
}

/** The calendar month of an instant (epoch milliseconds) in UTC, "2026-11". */
export function monthOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 7);
}

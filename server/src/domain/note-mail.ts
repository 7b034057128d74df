import { type MailJob, mailJob, type OwedMail, recipientOf } from './mail.ts';
import type { Meeting } from './meeting.ts';
import type { Note } from './note.ts';

/**
 * The mails that tell the other side of notes that one side has shared, as they read now: a client's go to each host of the meeting, a host's to
 * its client. None of no notes. `now` is epoch milliseconds; a note is told of once, so the first one's id names the mail.
 */
export function noteMailJobs(
  meeting: Meeting,
  notes: readonly Note[],
  { newMessageId, portalTokenId, now }: NoteMailOptions,
): MailJob[] {
  const told = notes
    .flatMap(({ id, author, body, sharedAt }) => (sharedAt === null ? [] : [{ id, author, body, sharedAt }]))
    .sort((a, b) => a.sharedAt - b.sharedAt || (a.id < b.id ? -1 : 1));
  const [first] = told;
  if (!first) return [];
  const role = first.author.role === 'client' ? 'host' : 'client';
  return meeting.participants
    .filter((participant) => participant.role === role)
    .map((participant) => {
      const mail: OwedMail = {
        template: `${role}_notes`,
        recipient: recipientOf(participant, meeting),
        messageId: newMessageId(),
        meeting,
        invitation: null,
        notes: told.map(({ author, body, sharedAt }) => ({ author: author.name, body, sharedAt })),
        ...(role === 'client' ? { portalTokenId } : {}),
      };
      return { ...mailJob(mail, now), dedupeKey: `notes:${first.id}` };
    });
}

export interface NoteMailOptions {
  /** A fresh Message-ID a call. */
  newMessageId(): string;
  /** The client's own, for the link in their mail. */
  readonly portalTokenId: string;
  readonly now: number;
}

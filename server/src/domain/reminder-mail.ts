import { type MailJob, type MailOptions, mailJob, type OwedMail, recipientOf, recipients } from './mail.ts';
import type { Meeting } from './meeting.ts';

export interface ReminderOptions extends Pick<MailOptions, 'newMessageId' | 'portalTokenId' | 'open' | 'clientPhone'> {
  /** Which of the reminders it is: so many minutes before the start. */
  readonly minutes: number;
  /** The hosts who want each reminder. */
  readonly hostIds: ReadonlySet<string>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The mails of one reminder: to the client, to the guests who have not declined, and to the hosts who ask for it. Each person is reminded
 * of one start so many minutes before at most once, whatever else of the meeting changes and however often this is asked.
 */
export function reminderMailJobs(meeting: Meeting, options: ReminderOptions): MailJob[] {
  const { newMessageId, portalTokenId, open, clientPhone, minutes, hostIds, now } = options;
  const told = recipients(meeting).filter(({ role, response, hostId = '' }) =>
    role === 'host' ? hostIds.has(hostId) : role === 'client' || response !== 'declined',
  );
  return told.map((participant) => {
    const { role } = participant;
    const mail: OwedMail = {
      template: `${role}_reminder`,
      recipient: recipientOf(participant, meeting),
      messageId: newMessageId(),
      meeting,
      invitation: null,
      toldAt: now,
      ...(role === 'client' ? { portalTokenId, open } : {}),
      ...(role === 'host' ? { clientPhone } : {}),
    };
    return { ...mailJob(mail, now), dedupeKey: `${mail.template}:${meeting.start}:${minutes}` };
  });
}

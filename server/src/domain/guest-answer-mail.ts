import { type MailJob, type MailOptions, mailJob, type OwedMail, recipientOf, recipients } from './mail.ts';
import type { Meeting, ParticipantResponse } from './meeting.ts';

/** What the hosts of a meeting were last told that a guest answers. `start` (epoch milliseconds) is the time that the answer was to. */
export interface ToldAnswer {
  readonly start: number;
  readonly response: ParticipantResponse;
}

export interface AnswerMailOptions extends Pick<MailOptions, 'newMessageId'> {
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The mails that tell each host of a meeting what one of its guests answers, as it is now: none where it is what they were told already, where
 * it was taken back, or where nobody of this address (in lower case) is its guest any more. An answer to another time says nothing of this one.
 */
export function answerMailJobs(
  meeting: Meeting,
  email: string,
  told: ToldAnswer,
  { newMessageId, now }: AnswerMailOptions,
): MailJob[] {
  const guest = meeting.participants.find(
    ({ role, email: theirs }) => role === 'guest' && theirs.toLowerCase() === email,
  );
  const known = told.start === meeting.start ? told.response : 'needs_action';
  const response = guest?.response ?? known;
  if (!guest || response === known || (response !== 'accepted' && response !== 'declined')) return [];
  const hosts = recipients(meeting).filter(({ role }) => role === 'host');
  return hosts.map((host) => {
    const mail: OwedMail = {
      template: `host_guest_${response}`,
      recipient: recipientOf(host, meeting),
      messageId: newMessageId(),
      meeting,
      invitation: null,
      guest: guest.name || guest.email,
    };
    return { ...mailJob(mail, now), dedupeKey: `answer:${email}:${meeting.revision}` };
  });
}

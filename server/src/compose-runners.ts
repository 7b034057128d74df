import type { Context } from './actions/context.ts';
import { expireConfirmation } from './actions/expire-confirmation.ts';
import { CONFIRMATION_DEADLINE } from './actions/owed-jobs.ts';
import { type LinkRequest, PORTAL_LINK, sendPortalLink } from './actions/send-portal-link.ts';
import { SIGN_IN_LINK, sendSignInLink } from './actions/send-sign-in-link.ts';
import { type CodeRequest, sendVerification, VERIFICATION } from './actions/send-verification.ts';
import { type AnswerToTell, GUEST_ANSWER, tellOfAnswer } from './actions/tell-of-answer.ts';
import { NOTE_MAIL, tellOfNotes } from './actions/tell-of-notes.ts';
import type { NoteSide } from './domain/note.ts';
import { TIMETABLE, timetableRunner } from './jobs/timetable.ts';
import type { JobRunner } from './jobs/worker.ts';

/** What does each kind of job that needs nothing but the database. */
export function usualRunners(ctx: Context): Record<string, JobRunner> {
  return {
    [CONFIRMATION_DEADLINE]: async (payload) => {
      await expireConfirmation(ctx, payload as { meetingId: string });
    },
    [NOTE_MAIL]: async (payload) => {
      await tellOfNotes(ctx, payload as NoteSide);
    },
    [GUEST_ANSWER]: async (payload) => {
      await tellOfAnswer(ctx, payload as AnswerToTell);
    },
    [PORTAL_LINK]: (payload) => sendPortalLink(ctx, payload as LinkRequest),
    [SIGN_IN_LINK]: (payload) => sendSignInLink(ctx, payload as LinkRequest),
    [VERIFICATION]: (payload) => sendVerification(ctx, payload as CodeRequest),
    [TIMETABLE]: timetableRunner(ctx),
  };
}

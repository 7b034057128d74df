import type { Logger } from 'pino';
import type { Context } from './actions/context.ts';
import { deliverMail } from './actions/deliver-mail.ts';
import { expireConfirmation } from './actions/expire-confirmation.ts';
import { CONFIRMATION_DEADLINE } from './actions/owed-jobs.ts';
import { type LinkRequest, PORTAL_LINK, sendPortalLink } from './actions/send-portal-link.ts';
import { NOTE_MAIL, tellOfNotes } from './actions/tell-of-notes.ts';
import type { NoteSide } from './domain/note.ts';
import { startTimetable, TIMETABLE, timetableRunner } from './jobs/timetable.ts';
import { type JobRunner, startWorker } from './jobs/worker.ts';
import { readMailAddress, smtpMailer } from './notify/mailer.ts';
import { mailComposer } from './notify/messages.ts';

/** Where mail goes, and from whom; null: nowhere. */
export interface PostSettings {
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
}

/** What runs beside the requests. */
export interface Jobs {
  wake(): void;
  /** Starts nothing more, and grants what is under way the time that was agreed. */
  stop(): Promise<void>;
}

/** Starts the worker and the timetable. A mail is claimed only where there is somewhere to send it; until then it rests. */
export function startJobs(ctx: Context, post: PostSettings, logger: Logger, graceMs: number): Jobs {
  const mail = openPost(ctx, post);
  const run: Record<string, JobRunner> = {
    [CONFIRMATION_DEADLINE]: async (payload) => {
      await expireConfirmation(ctx, payload as { meetingId: string });
    },
    [NOTE_MAIL]: async (payload) => {
      await tellOfNotes(ctx, payload as NoteSide);
    },
    [PORTAL_LINK]: (payload) => sendPortalLink(ctx, payload as LinkRequest),
    [TIMETABLE]: timetableRunner(ctx),
    ...(mail ? { mail: (payload, signal) => deliverMail(ctx, mail, payload, signal) } : {}),
  };
  const worker = startWorker({
    store: ctx.store,
    clock: ctx.clock,
    run,
    graceMs,
    report: ({ error, ...job }) => {
      if (error === null) logger.info(job, 'job');
      else logger.warn({ ...job, err: error }, 'job');
    },
    onTrouble: (err) => logger.error({ err }, 'the job worker has trouble'),
  });
  const timetable = startTimetable({ ctx, onTrouble: (err, entry) => logger.error({ err, entry }, 'timetable') });
  return {
    wake: () => worker.wake(),
    async stop() {
      await Promise.all([timetable.stop(), worker.stop()]);
      mail?.mailer.close();
    },
  };
}

function openPost(ctx: Context, { smtpUrl, mailFrom }: PostSettings) {
  if (smtpUrl === null || mailFrom === null) return null;
  const from = readMailAddress(mailFrom);
  const compose = mailComposer({ publicUrl: ctx.publicUrl, mailFrom: from.address });
  return { compose, mailer: smtpMailer({ url: smtpUrl, from }) };
}

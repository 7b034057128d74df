import type { Logger } from 'pino';
import type { Context } from './actions/context.ts';
import { deliverMail } from './actions/deliver-mail.ts';
import { openPost } from './compose-post.ts';
import { pushWork } from './compose-push.ts';
import { usualRunners } from './compose-runners.ts';
import { textWork } from './compose-texts.ts';
import { type WebhookConfig, webhookWork } from './compose-webhooks.ts';
import { MAIL_CURVE } from './jobs/back-off.ts';
import { startTimetable } from './jobs/timetable.ts';
import { type JobRunner, startWorker, type WorkerOptions } from './jobs/worker.ts';
import type { MailConfig } from './mail-settings.ts';
import { SignInRefused } from './notify/mail-refusal.ts';
import type { SmsConfig } from './sms-settings.ts';

/** What runs beside the requests. */
export interface Jobs {
  wake(): void;
  /** Starts nothing more, and grants what is under way the time that was agreed. */
  stop(): Promise<void>;
}

/** A server may be silent for ten minutes; then the mail's own bounds have ended it. */
const MAIL_TRY_MS = 720_000;

/**
 * Starts the workers and the timetable. Mails have a worker to themselves, and so have webhooks, notices and texts, so that a server that hangs holds nothing else
 * up. Mails and texts are claimed only where there is somewhere to send them; until then they rest.
 */
export function startJobs(
  ctx: Context,
  config: MailConfig & WebhookConfig & SmsConfig,
  logger: Logger,
  graceMs: number,
): Jobs {
  const { store, clock } = ctx;
  const post = openPost(ctx, config);
  const shared = { store, clock, graceMs, ...told(logger) };
  const workers = [
    startWorker({ ...shared, run: usualRunners(ctx) }),
    startWorker({ ...shared, ...webhookWork(ctx, config) }),
    startWorker({ ...shared, ...pushWork(ctx, config) }),
  ];
  const texts = textWork(ctx, config);
  if (texts) workers.push(startWorker({ ...shared, ...texts }));
  if (post) {
    const run: Record<string, JobRunner> = { mail: (payload, signal) => deliverMail(ctx, post, payload, signal) };
    workers.push(
      startWorker({
        ...shared,
        run,
        // So that a death leaves one mail at most of which nobody knows whether it went.
        concurrency: 1,
        curves: { mail: MAIL_CURVE },
        tryMs: MAIL_TRY_MS,
        perMinute: config.mailPerMinute ?? undefined,
      }),
    );
  }
  const timetable = startTimetable({ ctx, onTrouble: (err, entry) => logger.error({ err, entry }, 'timetable') });
  return {
    wake() {
      for (const worker of workers) worker.wake();
    },
    async stop() {
      await Promise.all([timetable.stop(), ...workers.map((worker) => worker.stop())]);
      post?.mailer.close();
    },
  };
}

function told(logger: Logger): Pick<WorkerOptions, 'report' | 'onTrouble'> {
  return {
    report: ({ error, ...job }) => {
      if (error === null) logger.info(job, 'job');
      else if (error instanceof SignInRefused)
        logger.error({ ...job, err: error }, 'the mail server refuses our sign-in: no mail goes until it is mended');
      else logger.warn({ ...job, err: error }, 'job');
    },
    onTrouble: (err) => logger.error({ err }, 'the job worker has trouble'),
  };
}

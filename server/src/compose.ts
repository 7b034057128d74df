import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Router } from 'express';
import packageJson from '../package.json' with { type: 'json' };
import type { Context } from './actions/context.ts';
import { deliverMail } from './actions/deliver-mail.ts';
import { expireConfirmation } from './actions/expire-confirmation.ts';
import { CONFIRMATION_DEADLINE } from './actions/owed-jobs.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { makeDataFolder } from './data-folder.ts';
import { createApp } from './http/app.ts';
import { listen } from './http/server.ts';
import { startTimetable } from './jobs/timetable.ts';
import { type JobRunner, startWorker } from './jobs/worker.ts';
import type { Log } from './log.ts';
import { readMailAddress, smtpMailer } from './notify/mailer.ts';
import { mailComposer } from './notify/messages.ts';
import { keptSecret } from './secret.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrations/migrate.ts';

/** The whole program over one database, put together and not yet started. */
export interface Composition {
  readonly ctx: Context;
  /** The steps that brought the database to this program's schema. */
  readonly migrated: readonly string[];
  /** Listens, starts the jobs, and answers the address that visitors use, without a slash at its end. Throws where it cannot listen. */
  start(options?: StartOptions): Promise<string>;
  /** Ends what was started, within a bounded time: what is under way is finished first. Then closes the database. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** In place of the setting's. */
  readonly port?: number;
  /** What only the demo serves, under /demo. */
  readonly demo?: (ctx: Context) => Router;
}

const GRACE_MS = 10_000;

/**
 * The composition root: opens the database in the data folder, migrates it, and joins the concrete parts. Throws DatabaseUnusable where the
 * database cannot be used, DataFolderUnusable where its folder cannot be made, and leaves nothing open then.
 */
export async function compose(config: Config, clock: Clock, log: Log): Promise<Composition> {
  makeDataFolder(config.dataDir);
  const store = await openDatabase({ file: join(config.dataDir, 'meeting-booker.db') });
  const parts = { publicUrl: config.publicUrl ?? `http://localhost:${config.port}`, wake: () => {} };
  const running: { stop(): Promise<void> | void }[] = [{ stop: () => store.close() }];
  const stop = async () => {
    for (let part = running.pop(); part !== undefined; part = running.pop()) await part.stop();
  };
  try {
    const { applied } = await migrate(store);
    const ctx: Context = {
      store,
      clock,
      secret: Buffer.from(config.secret ?? keptSecret(config.dataDir, clock)),
      get publicUrl() {
        return parts.publicUrl;
      },
      wakeWorker: () => parts.wake(),
    };
    return {
      ctx,
      migrated: applied,
      async start({ port = config.port, demo } = {}) {
        const app = httpApp(ctx, config, log, demo?.(ctx));
        const server = await listen(app, { host: config.host, port });
        running.push({ stop: () => server.stop(GRACE_MS) });
        parts.publicUrl = config.publicUrl ?? `http://${urlHost(config.host)}:${server.port}`;
        const jobs = startJobs(ctx, config, log);
        // Stopped after HTTP, since answers under way may still owe something.
        running.splice(1, 0, jobs);
        parts.wake = () => jobs.wake();
        return parts.publicUrl;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A folder that the build puts beside the program; it is not there where the program runs from its sources. */
export function builtFolder(name: 'elements' | 'demo-site'): string {
  return fileURLToPath(new URL(`./${name}/`, import.meta.url));
}

function httpApp(ctx: Context, config: Config, log: Log, demo: Router | undefined) {
  return createApp(ctx, {
    logger: log.logger,
    version: packageJson.version,
    allowedOrigins: config.allowedOrigins,
    trustProxy: config.trustProxy,
    rateLimit: config.rateLimit,
    https: config.publicUrl?.startsWith('https:') ?? false,
    elementsDir: builtFolder('elements'),
    demo,
  });
}

/** A mail is claimed only where there is somewhere to send it; until then it rests. */
function startJobs(ctx: Context, config: Config, { logger }: Log) {
  const post = openPost(ctx, config);
  const run: Record<string, JobRunner> = {
    [CONFIRMATION_DEADLINE]: async (payload) => {
      await expireConfirmation(ctx, payload as { meetingId: string });
    },
    ...(post ? { mail: (payload, signal) => deliverMail(ctx, post, payload, signal) } : {}),
  };
  const worker = startWorker({
    store: ctx.store,
    clock: ctx.clock,
    run,
    graceMs: GRACE_MS,
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
      post?.mailer.close();
    },
  };
}

function openPost(ctx: Context, { smtpUrl, mailFrom }: Config) {
  if (smtpUrl === null || mailFrom === null) return null;
  const from = readMailAddress(mailFrom);
  const compose = mailComposer({ publicUrl: ctx.publicUrl, mailFrom: from.address });
  return { compose, mailer: smtpMailer({ url: smtpUrl, from }) };
}

/** What stands in an address for what is listened on: every address of this machine is "localhost" to itself. */
function urlHost(host: string | null): string {
  if (host === null || host === '::' || host === '0.0.0.0') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

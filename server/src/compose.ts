import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import type { Context } from './actions/context.ts';
import type { Clock } from './clock.ts';
import { startJobs } from './compose-jobs.ts';
import { textRules } from './compose-texts.ts';
import type { Config } from './config.ts';
import { makeDataFolder } from './data-folder.ts';
import { createApp } from './http/app.ts';
import type { AppOptions } from './http/app-options.ts';
import { listen } from './http/server.ts';
import type { Log } from './log.ts';
import { webhookTargets } from './notify/webhook-target.ts';
import { openOwnDatabase, readyDatabase } from './ready-database.ts';
import { keptSecret } from './secret.ts';

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
  readonly demo?: (ctx: Context) => AppOptions['demo'];
}

const GRACE_MS = 10_000;

/**
 * The composition root: opens the database, migrates it, and joins the concrete parts. With `newSecret` another secret than the database was
 * used with is taken. Throws DatabaseUnusable where the database cannot be used, or not with this secret, DataFolderUnusable where its folder
 * cannot be made, and leaves nothing open then.
 */
export async function compose(
  config: Config,
  clock: Clock,
  log: Log,
  options: { readonly newSecret?: boolean } = {},
): Promise<Composition> {
  if (config.databaseUrl === null) makeDataFolder(config.dataDir);
  const store = await openOwnDatabase(config);
  const parts = { publicUrl: config.publicUrl ?? `http://localhost:${config.port}` };
  const running: { stop(): Promise<void> | void }[] = [{ stop: () => store.close() }];
  const stop = async () => {
    for (let part = running.pop(); part !== undefined; part = running.pop()) await part.stop();
  };
  try {
    const secret = Buffer.from(config.secret ?? keptSecret(config.dataDir, clock));
    const applied = await readyDatabase(store, secret, options);
    const ctx: Context = {
      store,
      clock,
      secret,
      get publicUrl() {
        return parts.publicUrl;
      },
      texts: textRules(config),
      wakeWorker: () => store.announceWork(),
    };
    return {
      ctx,
      migrated: applied,
      async start({ port = config.port, demo } = {}) {
        const stopping = new AbortController();
        const app = httpApp(ctx, config, log, { stopping: stopping.signal, demo: demo?.(ctx) });
        const server = await listen(app, { host: config.host, port });
        running.push({
          stop: () => {
            stopping.abort();
            return server.stop(GRACE_MS);
          },
        });
        parts.publicUrl = config.publicUrl ?? `http://${urlHost(config.host)}:${server.port}`;
        const jobs = startJobs(ctx, config, log.logger, GRACE_MS);
        // Stopped after HTTP, since answers under way may still owe something.
        running.splice(1, 0, jobs);
        store.onWork(() => jobs.wake());
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

function httpApp(ctx: Context, config: Config, log: Log, parts: Pick<AppOptions, 'stopping' | 'demo'>) {
  return createApp(ctx, {
    logger: log.logger,
    version: packageJson.version,
    allowedOrigins: config.allowedOrigins,
    trustProxy: config.trustProxy,
    rateLimit: config.rateLimit,
    proofOfWork: config.proofOfWork,
    https: config.publicUrl?.startsWith('https:') ?? false,
    webhookTargets: webhookTargets(config.webhookAllow),
    elementsDir: builtFolder('elements'),
    ...parts,
  });
}

/** What stands in an address for what is listened on: every address of this machine is "localhost" to itself. */
function urlHost(host: string | null): string {
  if (host === null || host === '::' || host === '0.0.0.0') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

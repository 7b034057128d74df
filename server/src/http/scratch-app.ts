import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScratchTeam, scratchTeam, scratchType } from '../actions/scratch-team.ts';
import { openLog } from '../log.ts';
import { webhookTargets } from '../notify/webhook-target.ts';
import { createApp } from './app.ts';
import type { AppOptions } from './app-options.ts';
import type { BookedView, ProblemView } from './contract.ts';
import { listen } from './server.ts';

/** For tests: the app over a database of its own, on a port of the loopback that the system chose. */
export interface ScratchApp extends ScratchTeam {
  /** Root, without a slash at the end. */
  readonly url: string;
  /** Every line logged so far. */
  readonly lines: readonly string[];
  /** A folder of its own, erased with it. */
  readonly folder: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Books the type "intro"; `body` is merged into a valid one. */
  book(body?: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** Claire's "intro" (30 minutes, three guests) and whatever types are given, with the app's options changed by `options`. */
export async function scratchApp(
  options: (folder: string) => Partial<AppOptions> = () => ({}),
  ...types: readonly object[]
): Promise<ScratchApp> {
  const intro = scratchType('intro', {
    maxGuests: 3,
    locations: [{ kind: 'video', url: 'https://meet.example/{random}' }],
  });
  const team = await scratchTeam(intro, ...types);
  const folder = mkdtempSync(join(tmpdir(), 'booker-app-'));
  const lines: string[] = [];
  const { logger } = openLog('info', { write: (line) => lines.push(line) });
  const stopping = new AbortController();
  const app = createApp(team.ctx, {
    logger,
    version: '1.2.3',
    allowedOrigins: '*',
    trustProxy: false,
    rateLimit: false,
    proofOfWork: 'off',
    https: false,
    webhookTargets: webhookTargets(['127.0.0.1/32']),
    elementsDir: null,
    stopping: stopping.signal,
    ...options(folder),
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    ...team,
    url,
    lines,
    folder,
    get: (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' }),
    book: (body = {}, headers = {}) =>
      fetch(`${url}/api/types/intro/meetings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ ...VALID, ...body }),
      }),
    async dispose() {
      stopping.abort();
      await server.stop(1000);
      await team.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A booking that "intro" takes: Tuesday 3 November 2026, 10:00 in Paris. */
export const VALID = {
  start: '2026-11-03T09:00:00Z',
  timeZone: 'America/New_York',
  locale: 'en',
  client: { name: 'Ada Lovelace', email: 'ada@example.com' },
};

/** The body of a problem answer; throws where the answer is none. */
export async function problemOf(response: Response): Promise<ProblemView> {
  const type = response.headers.get('content-type');
  if (type !== 'application/problem+json; charset=utf-8')
    throw new Error(`${response.status} is no problem but ${type}`);
  return (await response.json()) as ProblemView;
}

/** The body of a 201; throws where it is another. */
export async function bookedOf(response: Response): Promise<BookedView> {
  if (response.status !== 201) throw new Error(`answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as BookedView;
}

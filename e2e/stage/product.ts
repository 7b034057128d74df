import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/* The built program, started as anybody would start it: a process of its own, settings from the environment. */

/** server/dist/main.js, absolute. */
export const PROGRAM = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

/** Where each start finds its modules compiled by those before it: there are hundreds of starts. */
const COMPILED = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));

const START_PATIENCE_MS = 90_000;
const STOP_PATIENCE_MS = 30_000;

/** How a command ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** All that it has said up to now, on both streams. */
  said(): string;
}

/** A `serve` that answers. */
export interface Product extends Running {
  readonly dataDir: string;
  /** Its root, without a slash at the end. */
  readonly url: string;
  /** Asks it to end (SIGTERM) and waits until it has; throws when it does not. */
  stop(): Promise<Ended>;
  /** Ends it with no chance to say good-bye. */
  kill(): Promise<Ended>;
}

/** What a command is told: BOOKER_… settings, standard input, another Node, flags for Node itself. */
export interface Orders {
  readonly settings?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly node?: string;
  readonly nodeFlags?: readonly string[];
}

/** A new folder for one test's data; remove it with `forget`. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'meeting-booker-'));
}

/** Removes a folder that `newFolder` made. */
export function forget(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A port that is free, and that no connection is given: systems number those from 32,768 on, and may take one at any moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Starts a command of the program; only PATH and HOME of this process's environment reach it. */
export function begin(args: readonly string[], { settings = {}, input, node, nodeFlags = [] }: Orders = {}): Running {
  const child = spawn(node ?? process.execPath, [...nodeFlags, PROGRAM, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', NODE_COMPILE_CACHE: COMPILED, ...settings },
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A command that does not read its input may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended, said: () => stdout + stderr };
}

/** Runs a command of the program to its end. */
export function command(args: readonly string[], orders: Orders = {}): Promise<Ended> {
  return begin(args, orders).ended;
}

/** `apply` of a document, on the database in a data folder or under other settings; answers how it ended. */
export async function apply(place: string | Orders['settings'], document: unknown): Promise<Ended> {
  const folder = newFolder();
  try {
    const file = join(folder, 'settings.json');
    writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
    return await command(['apply', file], {
      settings: typeof place === 'string' ? { BOOKER_DATA_DIR: place } : { ...place },
    });
  } finally {
    forget(folder);
  }
}

/** `apply` that must succeed: throws with the program's words when it refuses. */
export async function prepare(place: string | Orders['settings'], document: unknown): Promise<void> {
  const { code, stdout, stderr } = await apply(place, document);
  if (code !== 0) throw new Error(`apply ended with code ${code}:\n${stdout}${stderr}`);
}

/**
 * Starts `serve` on a free port of the loopback and waits until it is ready. Throws with what it said when it ends first, or
 * when it is not ready in a minute and a half.
 */
export async function serve(settings: Readonly<Record<string, string>>): Promise<Product> {
  const port = settings.BOOKER_PORT ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const running = begin(['serve'], {
    settings: { BOOKER_HOST: '127.0.0.1', BOOKER_PUBLIC_URL: url, ...settings, BOOKER_PORT: port },
  });
  let over = false;
  running.ended.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  const deadline = Date.now() + START_PATIENCE_MS;
  while (!(await isReady(url))) {
    if (over || Date.now() > deadline) {
      running.child.kill('SIGKILL');
      throw new Error(`serve did not become ready:\n${running.said()}`);
    }
    await delay(20);
  }
  const end = (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    return within(STOP_PATIENCE_MS, running.ended, () => `serve did not end on ${signal}:\n${running.said()}`);
  };
  return {
    ...running,
    dataDir: settings.BOOKER_DATA_DIR ?? '',
    url,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** The value, or an error with these words when it takes longer. */
export async function within<T>(milliseconds: number, value: Promise<T>, words: () => string): Promise<T> {
  const stop = new AbortController();
  const late = delay(milliseconds, undefined, { signal: stop.signal }).then(
    () => {
      throw new Error(words());
    },
    () => value,
  );
  try {
    return await Promise.race([value, late]);
  } finally {
    stop.abort();
  }
}

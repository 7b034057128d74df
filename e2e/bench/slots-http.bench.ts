import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import autocannon from 'autocannon';
import { forget, freePort, newFolder, PROGRAM } from '../stage/product.ts';
import { fillDatabase } from './filled-database.ts';
import { type Measure, median } from './measure.ts';

const DAY_MS = 86_400_000;
const SIZES = [1_000, 100_000, 1_000_000];
const ROUNDS = 9;
const SECONDS = 1;
const CONNECTIONS = 50;
const OF_BARE = 0.5;
const WITHIN = 0.1;

/** A server under load: where it answers, and requests a second of each round. */
interface Contestant {
  readonly name: string;
  readonly child: ChildProcess;
  readonly url: string;
  readonly rates: number[];
}

/**
 * `GET …/slots` for a 30-day window under load, with logging and everything else that a server does by default but rate limits: as a share
 * of a bare Express app that sends the same bytes, and on databases of three sizes. Rounds are interleaved; medians are compared.
 */
export async function run(): Promise<readonly Measure[]> {
  const folder = newFolder();
  const contestants: Contestant[] = [];
  try {
    const start = Math.floor(Date.now() / DAY_MS + 1) * DAY_MS;
    const path = slotsPath(start, start + 30 * DAY_MS);
    for (const size of SIZES) {
      const dataDir = join(folder, String(size));
      await fillDatabase(dataDir, size, { start, end: start + 30 * DAY_MS });
      contestants.push(await startProduct(`${size} meetings`, dataDir, path));
    }
    const bytes = await sameBytes(contestants);
    contestants.push(await startBare(join(folder, 'bytes'), bytes, path));
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const { url, rates } of contestants) {
        const rate = await load(url, round < 0 ? 1 : SECONDS);
        // The round before the first lets the compilers settle.
        if (round >= 0) rates.push(rate);
      }
    }
    return verdicts(contestants, bytes.length);
  } finally {
    for (const { child } of contestants) child.kill('SIGKILL');
    forget(folder);
  }
}

function verdicts(contestants: readonly Contestant[], bytes: number): Measure[] {
  const [first, ...others] = contestants.map(({ name, rates }) => ({ name, rates, rate: median(rates) }));
  const bare = others.pop();
  if (!first || !bare) throw new Error('nothing was measured');
  const ratio = median(first.rates.map((rate, round) => rate / (bare.rates[round] ?? Number.NaN)));
  return [
    {
      name: `slots over HTTP, of bare Express with the same ${bytes} bytes (${Math.round(first.rate)} a second)`,
      value: ratio.toFixed(2),
      target: `≥ ${OF_BARE}`,
      ok: ratio >= OF_BARE,
    },
    ...others.map(({ name, rates }) => {
      const share = median(rates.map((rate, round) => rate / (first.rates[round] ?? Number.NaN)));
      return {
        name: `slots over HTTP on ${name}, of those on ${first.name}`,
        value: share.toFixed(2),
        target: `≥ ${1 - WITHIN}`,
        ok: share >= 1 - WITHIN,
      };
    }),
  ];
}

function slotsPath(from: number, to: number): string {
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timeZone: 'America/New_York',
  });
  return `/api/types/measured/slots?${query}`;
}

/** `serve` with its own defaults, its log written to nowhere; ready when it answers `path`. */
async function startProduct(name: string, dataDir: string, path: string): Promise<Contestant> {
  const port = String(await freePort());
  const root = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [PROGRAM, 'serve'], {
    env: {
      PATH: process.env.PATH,
      BOOKER_HOST: '127.0.0.1',
      BOOKER_PORT: port,
      BOOKER_DATA_DIR: dataDir,
      BOOKER_RATE_LIMIT: 'off',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await fetch(root + path).catch(() => null))?.status === 200)
      return { name, child, url: root + path, rates: [] };
    await delay(20);
  }
  throw new Error('serve did not answer');
}

async function startBare(file: string, bytes: Buffer, path: string): Promise<Contestant> {
  writeFileSync(file, bytes);
  const script = new URL('./bare-express.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(child.stdout, 'data');
  return { name: 'bare Express', child, url: `http://127.0.0.1:${String(port).trim()}${path}`, rates: [] };
}

/** What all of them answer, byte for byte; throws where they differ, for then they cannot be compared. */
async function sameBytes(contestants: readonly Contestant[]): Promise<Buffer> {
  const answers = await Promise.all(
    contestants.map(async ({ url }) => Buffer.from(await (await fetch(url)).arrayBuffer())),
  );
  const [first] = answers;
  if (!first || answers.some((answer) => !answer.equals(first))) throw new Error('the databases answer differently');
  return first;
}

/** Requests a second; throws unless every answer is 200. */
async function load(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, duration: seconds, connections: CONNECTIONS });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} answered otherwise than 200`);
  return result.requests.total / result.duration;
}

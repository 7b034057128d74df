import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import autocannon from 'autocannon';
import { freePort, PROGRAM } from '../stage/product.ts';

/* `GET …/slots` under load, of several servers in turn: this machine's speed wanders, so only what was measured interleaved is compared. */

const CONNECTIONS = 50;
const ROUND_SECONDS = 1;

/** A server under load: where it answers, and requests a second of each round. */
export interface Contestant {
  readonly name: string;
  readonly child: ChildProcess;
  readonly url: string;
  readonly rates: number[];
}

/** The path that asks for the type "measured" in [from, to), epoch milliseconds. */
export function slotsPath(from: number, to: number): string {
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timeZone: 'America/New_York',
  });
  return `/api/types/measured/slots?${query}`;
}

/** `serve` with its own defaults but for `settings` and rate limits, its log written to nowhere; ready when it answers `path`. */
export async function startProduct(
  name: string,
  settings: Readonly<Record<string, string>>,
  path: string,
): Promise<Contestant> {
  const port = String(await freePort());
  const root = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [PROGRAM, 'serve'], {
    env: {
      PATH: process.env.PATH,
      BOOKER_HOST: '127.0.0.1',
      BOOKER_PORT: port,
      BOOKER_RATE_LIMIT: 'off',
      ...settings,
      BOOKER_LOG_LEVEL: 'info',
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

/** What all of them answer, byte for byte; throws where they differ, for then they cannot be compared. */
export async function sameBytes(contestants: readonly Contestant[]): Promise<Buffer> {
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

/** Measures each in turn, `rounds` times; a round before the first lets the compilers settle. */
export async function race(contestants: readonly Contestant[], rounds: number): Promise<void> {
  for (let round = -1; round < rounds; round += 1) {
    for (const { url, rates } of contestants) {
      const rate = await load(url, ROUND_SECONDS);
      if (round >= 0) rates.push(rate);
    }
  }
}

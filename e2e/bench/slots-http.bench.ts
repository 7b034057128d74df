import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forget, newFolder } from '../stage/product.ts';
import { fillDatabase } from './filled-database.ts';
import { type Measure, median } from './measure.ts';
import { type Contestant, race, sameBytes, slotsPath, startProduct } from './slots-load.ts';

const DAY_MS = 86_400_000;
const SIZES = [1_000, 100_000, 1_000_000];
const ROUNDS = 9;
const OF_BARE = 0.5;
const WITHIN = 0.1;

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
      contestants.push(await startProduct(`${size} meetings`, { BOOKER_DATA_DIR: dataDir }, path));
    }
    const bytes = await sameBytes(contestants);
    contestants.push(await startBare(join(folder, 'bytes'), bytes, path));
    await race(contestants, ROUNDS);
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

async function startBare(file: string, bytes: Buffer, path: string): Promise<Contestant> {
  writeFileSync(file, bytes);
  const script = new URL('./bare-express.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(child.stdout, 'data');
  return { name: 'bare Express', child, url: `http://127.0.0.1:${String(port).trim()}${path}`, rates: [] };
}

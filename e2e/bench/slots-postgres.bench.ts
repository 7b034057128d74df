import { join } from 'node:path';
import { forget, newFolder } from '../stage/product.ts';
import { openSharedDatabase, type SharedDatabase } from '../stage/shared-database.ts';
import { fillDatabase } from './filled-database.ts';
import { fillPostgres } from './filled-postgres.ts';
import { type Measure, median } from './measure.ts';
import { type Contestant, race, sameBytes, slotsPath, startProduct } from './slots-load.ts';

const DAY_MS = 86_400_000;
const SIZES = [1_000, 1_000_000];
const ROUNDS = 9;
const OF_SQLITE = 0.4;
const WITHIN = 0.15;

/** `GET …/slots` for a 30-day window on PostgreSQL: as a share of the same on SQLite, and with a thousand and a million meetings. */
export async function run(): Promise<readonly Measure[]> {
  const dataDir = newFolder();
  const databases: SharedDatabase[] = [];
  const contestants: Contestant[] = [];
  try {
    const start = Math.floor(Date.now() / DAY_MS + 1) * DAY_MS;
    const window = { start, end: start + 30 * DAY_MS };
    const path = slotsPath(window.start, window.end);
    const [few = 0] = SIZES;
    await fillDatabase(join(dataDir, 'sqlite'), few, window);
    contestants.push(await startProduct('SQLite', { BOOKER_DATA_DIR: join(dataDir, 'sqlite') }, path));
    for (const size of SIZES) {
      const database = await openSharedDatabase();
      databases.push(database);
      await fillPostgres(database, size, window);
      contestants.push(await startProduct(`${size} meetings`, database.settings, path));
    }
    await sameBytes(contestants);
    await race(contestants, ROUNDS);
    return verdicts(contestants);
  } finally {
    for (const { child } of contestants) child.kill('SIGKILL');
    for (const database of databases) await database.close();
    forget(dataDir);
  }
}

function verdicts([sqlite, few, many]: readonly Contestant[]): Measure[] {
  if (!sqlite || !few || !many) throw new Error('nothing was measured');
  const share = (one: Contestant, of: Contestant) =>
    median(one.rates.map((rate, round) => rate / (of.rates[round] ?? Number.NaN)));
  const measure = (name: string, value: number, least: number): Measure => ({
    name,
    value: value.toFixed(2),
    target: `≥ ${least}`,
    ok: value >= least,
  });
  return [
    measure(
      `slots over HTTP on PostgreSQL, of those on SQLite (${Math.round(median(few.rates))} a second)`,
      share(few, sqlite),
      OF_SQLITE,
    ),
    measure(`slots over HTTP on PostgreSQL, ${many.name}, of those with ${few.name}`, share(many, few), 1 - WITHIN),
  ];
}

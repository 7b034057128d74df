import { type Answer, book, isBooked, offeredStarts } from '../stage/booking.ts';
import { forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { openSharedDatabase } from '../stage/shared-database.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 50;
const AT_ONCE = 100;
const SEATS = 6;
const HOSTS = [ADDRESSES.claire, ADDRESSES.ben, ADDRESSES.yuki];

/** A rush on one start: what each of the requests asks for, and how many must be granted. */
interface Rush {
  readonly name: string;
  readonly granted: number;
  wanted(start: string, index: number): { slug: string; start: string };
  readonly offeredBy: string;
}

const later = (start: string) => new Date(Date.parse(start) + 15 * 60_000).toISOString();

const RUSHES: readonly Rush[] = [
  { name: 'one start', granted: 1, offeredBy: 'half', wanted: (start) => ({ slug: 'half', start }) },
  {
    name: 'overlapping starts of two types',
    granted: 1,
    offeredBy: 'three-quarters',
    wanted: (start, index) =>
      index % 4 < 2 ? { slug: 'three-quarters', start } : { slug: 'half', start: later(start) },
  },
  { name: 'a session of six seats', granted: SEATS, offeredBy: 'group', wanted: (start) => ({ slug: 'group', start }) },
  { name: 'a round robin of three', granted: 3, offeredBy: 'any', wanted: (start) => ({ slug: 'any', start }) },
];

const always = { schedule: 'Always', slotIntervalMinutes: 15 };
const TEAM = team(
  meetingType('half', always),
  meetingType('three-quarters', { ...always, durationsMinutes: [45] }),
  meetingType('group', { ...always, hosts: [ADDRESSES.ben], capacity: SEATS }),
  meetingType('any', { ...always, hosts: HOSTS, assignment: 'round_robin' }),
);

/** Fifty rounds of each rush, by one process and by two on one file, and by two on one PostgreSQL; a round is right when exactly as many as may are granted. */
export async function run(): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const processes of [1, 2]) {
    const dataDir = newFolder();
    const settings = { BOOKER_DATA_DIR: dataDir, BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'warn' };
    measures.push(...(await rushes(settings, processes, processes === 1 ? 'one process' : 'two processes')));
    forget(dataDir);
  }
  const database = await openSharedDatabase();
  measures.push(...(await rushes(database.settings, 2, 'two processes on PostgreSQL')));
  await database.close();
  return measures;
}

async function rushes(settings: Readonly<Record<string, string>>, processes: number, by: string): Promise<Measure[]> {
  const measures: Measure[] = [];
  await prepare(settings, TEAM);
  const products: Product[] = [];
  for (let index = 0; index < processes; index += 1) products.push(await serve(settings));
  let day = 0;
  for (const rush of RUSHES) {
    const right = await rounds(rush, products, day);
    day += 12;
    measures.push({
      name: `race for ${rush.name}, ${AT_ONCE} at once, ${by}`,
      value: `${right} of ${ROUNDS} rounds right`,
      target: 'all',
      ok: right === ROUNDS,
    });
  }
  for (const product of products) await product.stop();
  return measures;
}

/** How many rounds were right. Each rush has days of its own, so that none is in another's way. */
async function rounds(rush: Rush, products: readonly Product[], firstDay: number): Promise<number> {
  const offered = await offeredStarts(products[0]?.url ?? '', rush.offeredBy, 60);
  const from = Date.parse(offered[0] ?? '') + firstDay * 86_400_000;
  const starts = offered.filter((start) => Date.parse(start) >= from && Date.parse(start) % 7_200_000 === 0);
  let right = 0;
  for (const start of starts.slice(0, ROUNDS)) {
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => {
        const { slug, start: at } = rush.wanted(start, index);
        return book(products[index % products.length]?.url ?? '', slug, at, `visitor-${index}@example.com`);
      }),
    );
    if (isRight(answers, rush.granted)) right += 1;
  }
  return right;
}

function isRight(answers: readonly Answer[], granted: number): boolean {
  const booked = answers.filter(isBooked);
  const hosts = booked.map(({ body }) => body.meeting.participants.find(({ role }) => role === 'host')?.email);
  const lost = answers.filter((answer) => !isBooked(answer));
  return (
    booked.length === granted &&
    (granted !== HOSTS.length || new Set(hosts).size === HOSTS.length) &&
    lost.every(({ status, body }) => status === 409 && 'alternatives' in body && (body.alternatives?.length ?? 0) > 0)
  );
}

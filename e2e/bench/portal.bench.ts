import { Agent, request } from 'node:http';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { addPastMeetings, onPostgres, onSqlite, type Statement } from '../stage/many-meetings.ts';
import { command, forget, newFolder, prepare } from '../stage/product.ts';
import { openSharedDatabase } from '../stage/shared-database.ts';
import { meetingType, team } from '../stage/team.ts';
import { type Measure, median } from './measure.ts';
import { type Contestant, race, startProduct } from './slots-load.ts';

const DAY_MS = 86_400_000;
const ROUNDS = 9;
const ASKED = 1500;
const FEW = 10;
const MANY = 10_000;
const WITHIN = 1.2;
/** Of one dead link's middle time to another's: more than the noise of a busy machine would be told apart. */
const ALIKE = 1.15;

type Settings = Readonly<Record<string, string>>;

/** Lists of a client with ten past meetings and of one with ten thousand, and how long what opens nothing takes; on SQLite and on PostgreSQL. */
export async function run(): Promise<readonly Measure[]> {
  const dataDir = newFolder();
  const quiet = { BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'warn' };
  const onFile = await measured({ ...quiet, BOOKER_DATA_DIR: dataDir }, onSqlite(dataDir), 'SQLite');
  forget(dataDir);
  const database = await openSharedDatabase();
  try {
    return [...onFile, ...(await measured(database.settings, onPostgres(database), 'PostgreSQL'))];
  } finally {
    await database.close();
  }
}

async function measured(settings: Settings, ask: Statement, engine: string): Promise<Measure[]> {
  await prepare(settings, team(meetingType('intro')));
  const product = await startProduct(engine, settings, '/readyz');
  const root = product.url.replace('/readyz', '');
  try {
    const [few, many] = [await book3(root, 'few@example.com', 0), await book3(root, 'many@example.com', 3)];
    const before = await addPastMeetings(ask, few, FEW, Math.floor(Date.now() / DAY_MS) * DAY_MS);
    await addPastMeetings(ask, many, MANY, before);
    const token = async (email: string) => {
      const { stdout, stderr } = await command(['portal-link', email], { settings });
      return stdout.trim().split('/').at(-1) || Promise.reject(new Error(stderr));
    };
    const tokens = [await token('few@example.com'), await token('many@example.com')] as const;
    const lists = await listMeasures(product, tokens, engine);
    return [...lists, ...(await deadLinks(root, ask, settings, tokens[0], { own: few, other: many }, engine))];
  } finally {
    product.child.kill('SIGKILL');
  }
}

/** Three meetings ahead, from the `index`-th start offered on; answers the id of the first. */
async function book3(root: string, email: string, index: number): Promise<string> {
  const ids: string[] = [];
  for (const start of (await offeredStarts(root, 'intro')).slice(index, index + 3)) {
    const answer = await book(root, 'intro', start, email);
    if (!isBooked(answer)) throw new Error(`booking was refused: ${JSON.stringify(answer.body)}`);
    ids.push(answer.body.meeting.id);
  }
  return ids[0] ?? '';
}

/** The same page of as many meetings, of the one client and of the other, in turn. */
async function listMeasures(
  { child, url }: Contestant,
  tokens: readonly [string, string],
  engine: string,
): Promise<Measure[]> {
  const pages = [
    { name: 'from now on', query: `from=${new Date().toISOString()}` },
    { name: 'the first page', query: `limit=${FEW}` },
    { name: 'the latest first', query: `order=latest&limit=${FEW}` },
  ];
  const measures: Measure[] = [];
  for (const { name, query } of pages) {
    const of = (token: string) => url.replace('/readyz', `/api/portal/${token}/meetings?${query}`);
    const [few, many] = [0, 1].map((index): Contestant => {
      return { name, child, url: of(tokens[index] ?? ''), rates: [] };
    }) as [Contestant, Contestant];
    const [one, other] = await Promise.all([few, many].map(async (asked) => lengthOf(asked.url)));
    if (one !== other || one === 0) throw new Error(`${name}: ${one} meetings against ${other}`);
    await race([few, many], ROUNDS);
    const times = median(few.rates.map((rate, round) => rate / (many.rates[round] ?? Number.NaN)));
    measures.push({
      name: `list of ${MANY} past meetings on ${engine}, ${name}, time of one of ${FEW} (${Math.round(median(few.rates))} a second)`,
      value: times.toFixed(2),
      target: `≤ ${WITHIN}`,
      ok: times <= WITHIN,
    });
  }
  return measures;
}

async function lengthOf(url: string): Promise<number> {
  const { items } = (await (await fetch(url)).json()) as { items: unknown[] };
  return items.length;
}

/** What opens nothing, each kind in turn, one request at a time: the middle time of each against that of an unknown link. */
async function deadLinks(
  root: string,
  ask: Statement,
  settings: Settings,
  live: string,
  meetings: { readonly own: string; readonly other: string },
  engine: string,
): Promise<Measure[]> {
  const fresh = async () => {
    const { stdout } = await command(['portal-link', 'few@example.com'], { settings });
    return stdout.trim().split('/').at(-1) ?? '';
  };
  const [expired, revoked] = [await fresh(), await fresh()];
  const row = (token: string) => `id = '${token.split('.')[0]}'`;
  await ask(`update portal_tokens set expires_at_ms = 1 where ${row(expired)}`);
  await ask(`update portal_tokens set generation = generation + 1 where ${row(revoked)}`);
  const [id = '', mac = ''] = live.split('.');
  const unknown = `${id.slice(0, -4)}0000.${mac}`;
  const at = (token: string, meeting = meetings.own) => `${root}/api/portal/${token}/meetings/${meeting}`;
  const times = await timed({
    'an unknown link': at(unknown),
    'an unknown link again': at(unknown),
    'a link with a wrong end': at(`${id}.${mac.replaceAll(/./g, '0')}`),
    'an expired link': at(expired),
    'a revoked link': at(revoked),
    'a meeting of nobody': at(live, `${meetings.own.slice(0, -4)}0000`),
    'a meeting of another client': at(live, meetings.other),
  });
  const against = (name: string, other: string): Measure => {
    const [one = Number.NaN, two = Number.NaN] = [times.get(name), times.get(other)];
    return {
      name: `${name} on ${engine}, time of ${other} (${Math.round(two)} µs)`,
      value: (one / two).toFixed(3),
      target: `≤ ${ALIKE}, ≥ ${(1 / ALIKE).toFixed(2)}`,
      ok: one / two <= ALIKE && two / one <= ALIKE,
    };
  };
  return [
    ...['an unknown link again', 'a link with a wrong end', 'an expired link', 'a revoked link'].map((name) =>
      against(name, 'an unknown link'),
    ),
    against('a meeting of another client', 'a meeting of nobody'),
  ];
}

/** The middle time of a 404 at each address, microseconds; throws where the answer is another. */
async function timed(addresses: Readonly<Record<string, string>>): Promise<Map<string, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const taken = new Map<string, number[]>(Object.keys(addresses).map((name) => [name, []]));
  const entries = Object.entries(addresses);
  for (let round = 0; round < ASKED; round += 1) {
    // Each goes first as often as any other.
    for (let place = 0; place < entries.length; place += 1) {
      const [name = '', url = ''] = entries[(place + round) % entries.length] ?? [];
      const started = performance.now();
      const status = await statusOf(url, agent);
      const microseconds = (performance.now() - started) * 1000;
      if (status !== 404) throw new Error(`${name} answered ${status}`);
      if (round > 100) taken.get(name)?.push(microseconds);
    }
  }
  agent.destroy();
  return new Map([...taken].map(([name, values]) => [name, median(values)]));
}

function statusOf(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end();
  });
}

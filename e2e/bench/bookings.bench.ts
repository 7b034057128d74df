import { Agent, request } from 'node:http';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { offeredStarts } from '../stage/booking.ts';
import { forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 7;
const BOOKINGS = 300;
const WARM_UP = 100;
const TARGET = 0.3;

/** Bookings one after another over HTTP, as a share of what a bare loop of durable inserts does in the same minute. */
export async function run(): Promise<readonly Measure[]> {
  const folder = newFolder();
  const dataDir = join(folder, 'product');
  try {
    await prepare(dataDir, team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' })));
    const product = await serve({ BOOKER_DATA_DIR: dataDir, BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'warn' });
    const starts = await offeredStarts(product.url, 'quarter', 30);
    const bare = bareLoop(join(folder, 'bare.db'));
    await bookAll(product, starts.splice(0, WARM_UP));
    bare(WARM_UP);
    const ratios: number[] = [];
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const inserts = bare(BOOKINGS);
      const bookings = await bookAll(product, starts.splice(0, BOOKINGS));
      ratios.push(bookings / inserts);
      rates.push(bookings);
    }
    await product.stop();
    const ratio = median(ratios);
    return [
      {
        name: `durable bookings over HTTP, of a bare loop's inserts (${Math.round(median(rates))} a second)`,
        value: ratio.toFixed(2),
        target: `≥ ${TARGET}`,
        ok: ratio >= TARGET,
      },
    ];
  } finally {
    forget(folder);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** One row a transaction, under the same pragmas and the same guard; answers inserts a second. */
function bareLoop(file: string): (count: number) => number {
  const db = new Sqlite(file);
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.pragma('foreign_keys = on');
  db.exec(`create table bookings (
      id integer primary key, host_id integer not null, start_ms integer not null, end_ms integer not null,
      status text not null, client text not null
    ) strict;
    create index bookings_of_host on bookings (host_id, start_ms, end_ms) where status <> 'cancelled';
    create trigger no_overlap before insert on bookings when new.status <> 'cancelled' begin
      select raise(abort, 'overlap') where (
        select end_ms from bookings where host_id = new.host_id and status <> 'cancelled' and start_ms < new.end_ms
        order by start_ms desc limit 1
      ) > new.start_ms;
    end`);
  const insert = db.prepare(
    "insert into bookings (host_id, start_ms, end_ms, status, client) values (1, ?, ?, 'confirmed', 'ada@example.com')",
  );
  const one = db.transaction((start: number) => insert.run(start, start + 900_000));
  let next = 0;
  return (count) => {
    const started = performance.now();
    for (let done = 0; done < count; done += 1, next += 900_000) one.immediate(next);
    return (count * 1000) / (performance.now() - started);
  };
}

let asked = 0;

/** Bookings a second, one after another over one kept connection; throws unless each is granted. */
async function bookAll(product: Product, starts: readonly string[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const started = performance.now();
  for (const start of starts) {
    asked += 1;
    const client = { name: 'Ada', email: `visitor-${asked}@example.com` };
    const status = await post(agent, `${product.url}/api/types/quarter/meetings`, {
      start,
      timeZone: 'Europe/Paris',
      client,
    });
    if (status !== 201) throw new Error(`a booking was answered ${status}`);
  }
  const rate = (starts.length * 1000) / (performance.now() - started);
  agent.destroy();
  return rate;
}

function post(agent: Agent, url: string, body: unknown): Promise<number> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const outgoing = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
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
  // The product's own (store/database.ts).
  db.pragma('page_size = 2048');
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.pragma('foreign_keys = on');
  db.pragma('cache_size = -32768');
  db.pragma('wal_autocheckpoint = 4096');
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

/**
 * Bookings a second, one after another over one kept connection; throws unless each is granted. The caller shares the machine with the
 * server, which alone is measured: so it writes requests made beforehand to a bare socket and reads no more of an answer than it must.
 */
async function bookAll(product: Product, starts: readonly string[]): Promise<number> {
  const { hostname, port } = new URL(product.url);
  const requests = starts.map((start) => bookingRequest(`${hostname}:${port}`, start));
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, 'connect');
  const started = performance.now();
  for (const request of requests) {
    const status = await exchange(socket, request);
    if (status !== 201) throw new Error(`a booking was answered ${status}`);
  }
  const rate = (starts.length * 1000) / (performance.now() - started);
  socket.destroy();
  return rate;
}

function bookingRequest(host: string, start: string): Buffer {
  asked += 1;
  const client = { name: 'Ada', email: `visitor-${asked}@example.com` };
  const body = JSON.stringify({ start, timeZone: 'Europe/Paris', client });
  return Buffer.from(
    `POST /api/types/quarter/meetings HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}

/** Sends one request and answers the status once the whole answer, whose length its head tells, has come. */
function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const end = (outcome: () => void) => {
      socket.removeAllListeners();
      outcome();
    };
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1');
      const head = answer.indexOf('\r\n\r\n');
      if (head === -1) return;
      const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
      if (length === undefined) end(() => reject(new Error('an answer does not tell its length')));
      else if (answer.length >= head + 4 + Number(length)) end(() => resolve(Number(answer.slice(9, 12))));
    });
    socket.on('error', (error) => end(() => reject(error)));
    socket.on('close', () => end(() => reject(new Error('the server closed the connection'))));
    socket.write(request);
  });
}

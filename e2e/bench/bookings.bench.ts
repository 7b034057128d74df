import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { book, offeredStarts } from '../stage/booking.ts';
import { forget, newFolder, prepare, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';
import { openBareBookings, openSameBookings } from './bare-bookings.ts';
import { type Measure, median } from './measure.ts';

const ROUNDS = 7;
const BOOKINGS = 300;
/** As a server is that has run for an hour: its code is compiled by then. */
const WARM_UP = 1000;
const TARGET = 0.3;

/**
 * Bookings one after another over HTTP, as a share of what a bare loop of better-sqlite3 inserts durably in the same minute: of the very rows
 * that a booking consists of, in the product's own tables, under its own pragmas and triggers. Beside it the same of a loop that writes one row
 * instead, what becomes of that loop once Express stands before it, and how much of it the loop of a booking's rows is: without a server at all.
 */
export async function run(): Promise<readonly Measure[]> {
  const folder = newFolder();
  const dataDir = join(folder, 'product');
  try {
    await prepare(dataDir, team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' })));
    const product = await serve(settings(dataDir));
    const peer = await bareServer(join(folder, 'peer.db'));
    const sameRows = await sameBookings(join(folder, 'twin'));
    const starts = await offeredStarts(product.url, 'quarter', 60);
    const insert = openBareBookings(join(folder, 'bare.db'));
    const rounds: Round[] = [];
    for (const count of [WARM_UP, ...Array.from({ length: ROUNDS }, () => BOOKINGS)]) {
      const chosen = starts.splice(0, count);
      const bare = bareRate(insert, count);
      const same = sameRows(count);
      rounds.push({ bare, same, ours: await bookAll(product.url, chosen), peer: await bookAll(peer.url, chosen) });
    }
    peer.stop();
    await product.stop();
    return report(rounds.slice(1));
  } finally {
    forget(folder);
  }
}

const settings = (dataDir: string) => ({
  BOOKER_DATA_DIR: dataDir,
  BOOKER_RATE_LIMIT: 'off',
  BOOKER_LOG_LEVEL: 'warn',
});

/** The loop of a booking's rows, on a database in which the product itself has booked once. */
async function sameBookings(dataDir: string): Promise<(count: number) => number> {
  await prepare(dataDir, team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' })));
  const product = await serve(settings(dataDir));
  const [start = ''] = await offeredStarts(product.url, 'quarter', 1);
  const { status } = await book(product.url, 'quarter', start, 'visitor@example.com');
  if (status !== 201) throw new Error(`a booking was answered ${status}`);
  await product.stop();
  return openSameBookings(join(dataDir, 'meeting-booker.db'));
}

/** Bookings or inserts a second, taken one after the other. */
interface Round {
  readonly bare: number;
  readonly same: number;
  readonly ours: number;
  readonly peer: number;
}

function report(rounds: readonly Round[]): Measure[] {
  const share = (of: (round: Round) => number) => median(rounds.map(of));
  const reached = share(({ ours, same }) => ours / same);
  const compared = (name: string, value: number) => ({ name, value: value.toFixed(2), target: 'to compare', ok: true });
  return [
    {
      name: `durable bookings over HTTP (${Math.round(share(({ ours }) => ours))} a second), of a bare loop that inserts the same rows (${Math.round(share(({ same }) => same))})`,
      value: reached.toFixed(2),
      target: `≥ ${TARGET}`,
      ok: reached >= TARGET,
    },
    compared(
      `durable bookings over HTTP, of a bare loop that inserts one row (${Math.round(share(({ bare }) => bare))})`,
      share(({ ours, bare }) => ours / bare),
    ),
    compared(
      "the loop of a booking's rows, without any server, of that loop of one row",
      share(({ same, bare }) => same / bare),
    ),
    compared(
      'bare Express that inserts one row a request, of that loop of one row',
      share(({ peer, bare }) => peer / bare),
    ),
    compared(
      'durable bookings over HTTP, of that bare Express',
      share(({ ours, peer }) => ours / peer),
    ),
  ];
}

/** Inserts a second. */
function bareRate(insert: () => void, count: number): number {
  const started = performance.now();
  for (let done = 0; done < count; done += 1) insert();
  return (count * 1000) / (performance.now() - started);
}

/** Starts `bare-booking-server.ts`; `stop` ends it. */
async function bareServer(file: string): Promise<{ url: string; stop(): void }> {
  const script = fileURLToPath(new URL('bare-booking-server.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${String(line).trim()}`, stop: () => void child.kill() };
}

let asked = 0;

/**
 * Bookings a second, one after another over one kept connection; throws unless each is granted. The caller shares the machine with the
 * server, which alone is measured: so it writes requests made beforehand to a bare socket and reads no more of an answer than it must.
 */
async function bookAll(url: string, starts: readonly string[]): Promise<number> {
  const { hostname, port } = new URL(url);
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

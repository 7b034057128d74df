import { createServer, type Socket } from 'node:net';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { forget, freePort, newFolder, prepare, serve } from '../stage/product.ts';
import { openSink } from '../stage/sink.ts';
import { meetingType, team } from '../stage/team.ts';
import { type Measure, median } from './measure.ts';

const ROUNDS = 5;
const BOOKINGS = 60;
const WARM_UP = 40;
/** Two programs that do the very same differ by as much on a machine that others use. */
const TARGET = 1.25;

/**
 * How long a booking takes while the mail server is down, and while it hangs, as a share of the same where it takes each mail: three programs,
 * asked in turns, so that whatever else the machine does falls on all of them.
 */
export async function run(): Promise<readonly Measure[]> {
  const well = await openSink();
  const hanging = await openHang();
  const places = [
    { name: 'well', url: well.url },
    { name: 'down', url: `smtp://127.0.0.1:${await freePort()}` },
    { name: 'hangs', url: hanging.url },
  ] as const;
  const folders: string[] = [];
  const programs = [];
  try {
    for (const { name, url } of places) {
      const dataDir = newFolder();
      folders.push(dataDir);
      await prepare(dataDir, team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' })));
      const settings = { BOOKER_DATA_DIR: dataDir, BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'error' };
      const product = await serve({ ...settings, BOOKER_SMTP_URL: url, BOOKER_MAIL_FROM: 'bookings@rooms.example' });
      const starts = await offeredStarts(product.url, 'quarter', 30);
      await bookAll(product.url, starts.splice(0, WARM_UP));
      programs.push({ name, product, starts, took: [] as number[] });
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const rounds = programs.map(({ product, starts }) => ({ url: product.url, chosen: starts.splice(0, BOOKINGS) }));
      const took: number[][] = programs.map(() => []);
      for (let index = 0; index < BOOKINGS; index += 1) {
        for (const [which, { url, chosen }] of rounds.entries()) {
          took[which]?.push(...(await bookAll(url, chosen.slice(index, index + 1))));
        }
      }
      for (const [which, program] of programs.entries()) program.took.push(median(took[which] ?? []));
    }
    const [reference, ...others] = programs;
    return others.map(({ name, took }) => {
      const ratio = median(took.map((ms, round) => ms / (reference?.took[round] ?? Number.NaN)));
      const what = name === 'down' ? 'is down' : 'hangs';
      return {
        name: `a booking while the mail server ${what}, of one while it takes mails (${median(took).toFixed(1)} ms)`,
        value: ratio.toFixed(2),
        target: `≤ ${TARGET}`,
        ok: ratio <= TARGET,
      };
    });
  } finally {
    for (const { product } of programs) await product.kill();
    await well.close();
    await hanging.close();
    for (const folder of folders) forget(folder);
  }
}

/** How long each booking took, milliseconds, one after another. */
async function bookAll(url: string, starts: readonly string[]): Promise<number[]> {
  const took: number[] = [];
  for (const [index, start] of starts.entries()) {
    const began = performance.now();
    const answer = await book(url, 'quarter', start, `visitor-${start.replaceAll(/\D/g, '')}-${index}@example.com`);
    took.push(performance.now() - began);
    if (!isBooked(answer)) throw new Error(`a booking was answered ${answer.status}`);
  }
  return took;
}

/** A mail server that takes connections and never says a word. */
async function openHang() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    sockets.add(socket);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

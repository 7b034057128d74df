import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from './clock.ts';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { openLog } from './log.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'booker-compose-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const composed = (more: Record<string, string> = {}) =>
  compose(
    readConfig(
      {},
      { BOOKER_PORT: '0', BOOKER_HOST: '127.0.0.1', BOOKER_DATA_DIR: join(folder, 'new', 'data'), ...more },
    ),
    systemClock,
    openLog('silent'),
  );

test('it makes its data folder, migrates, serves under the address that it answers, and stops', async () => {
  const program = await composed();
  expect(program.migrated.length).toBeGreaterThan(0);
  const url = await program.start();
  expect(program.ctx.publicUrl).toBe(url);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await program.stop();
  await expect(fetch(`${url}/readyz`)).rejects.toThrow();
  expect((await composed().then((again) => again.stop().then(() => again))).migrated).toEqual([]);
});

test('a public address of its own stands in links whatever is listened on', async () => {
  const program = await composed({ BOOKER_PUBLIC_URL: 'https://booking.example.com' });
  expect(await program.start()).toBe('https://booking.example.com');
  await program.stop();
});

test('a taken port is an error that names it, and another may be tried', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const program = await composed();
  await expect(program.start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  const url = await program.start({ port: 0 });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await program.stop();
  other.close();
});

test('stopping waits for the answer under way, and not for connections that are merely open', async () => {
  const program = await composed();
  const url = new URL(await program.start());
  const idle = connect(Number(url.port), url.hostname);
  await new Promise((resolve) => idle.once('connect', resolve));
  let answered: (status: number | undefined) => void;
  const status = new Promise((resolve) => {
    answered = resolve;
  });
  const headers = { 'content-type': 'application/json', 'content-length': 2 };
  const slow = request(new URL('/api/types/nothing/meetings', url), { method: 'POST', headers }, (answer) => {
    answer.resume();
    answered(answer.statusCode);
  });
  slow.write('{');
  await new Promise((resolve) => slow.once('socket', (socket) => socket.once('connect', resolve)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const stopped = program.stop();
  slow.end('}');
  expect(await status).toBe(422);
  await stopped;
});

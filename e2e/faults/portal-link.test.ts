import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { command, forget, newFolder, prepare, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

/** A team that is prepared once; each test has a copy of its own. */
const prepared = newFolder();
let dataDir: string;

beforeAll(() => prepare(prepared, team(meetingType('intro'))));
afterAll(() => forget(prepared));

beforeEach(() => {
  dataDir = newFolder();
  cpSync(prepared, dataDir, { recursive: true });
});

afterEach(() => forget(dataDir));

const portalLink = (...args: string[]) => command(['portal-link', ...args], { settings: { BOOKER_DATA_DIR: dataDir } });

test('a link opens the portal of who has booked until it is revoked, and is on no disk and in no log', async () => {
  const product = await serve({ BOOKER_DATA_DIR: dataDir, BOOKER_LOG_LEVEL: 'trace' });
  const week = 7 * 86_400_000;
  const [from, to] = [week, 2 * week].map((later) => new Date(Date.now() + later).toISOString());
  const found = await fetch(`${product.url}/api/types/intro/slots?from=${from}&to=${to}`);
  const { slots } = (await found.json()) as { slots: string[] };
  const client = { name: 'Ada', email: 'ada@example.com' };
  const booked = await fetch(`${product.url}/api/types/intro/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ start: slots[0], timeZone: 'Europe/Paris', client }),
  });
  expect(booked.status).toBe(201);
  const made = await portalLink('Ada@Example.com');
  expect([made.code, made.stderr]).toEqual([0, '']);
  // Nothing but the address is on standard output, so that it can be piped.
  const [, token = ''] = /^http:\/\/\S+\/portal\/(ptk_[0-9a-z]{26}\.[0-9a-f]{40})\n$/.exec(made.stdout) ?? [];
  const status = async (path: string) => (await fetch(product.url + path)).status;
  expect(await status(`/api/portal/${token}/meetings`)).toBe(200);
  expect(await status(`/portal/${token}`)).toBe(200);
  expect((await portalLink('ada@example.com', '--revoke')).code).toBe(0);
  expect(await status(`/api/portal/${token}/meetings`)).toBe(404);
  const { stdout, stderr } = await product.stop();
  const [, mac = ''] = token.split('.');
  expect(stdout + stderr).not.toContain(mac);
  for (const file of readdirSync(dataDir)) expect(readFileSync(join(dataDir, file), 'latin1')).not.toContain(mac);
});

test.each([
  ['an address that nobody has booked with', ['nobody@x.example'], 1],
  ['the same, to revoke', ['nobody@x.example', '--revoke'], 1],
  ['no address', [], 2],
])('%s is told in words, and prints no link', async (_, args, code) => {
  const ended = await portalLink(...args);
  expect([ended.code, ended.stdout]).toEqual([code, '']);
  expect(ended.stderr).not.toBe('');
  expect(ended.stderr).not.toMatch(/\n\s+at /);
});

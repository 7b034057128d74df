import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { command, forget, newFolder, prepare, serve } from '../stage/product.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';

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

const apiKey = (...args: string[]) => command(['api-key', ...args], { settings: { BOOKER_DATA_DIR: dataDir } });

test('a key opens the hosts’ API until it is revoked, and is on no disk and in no log', async () => {
  const made = await apiKey('create', '--host', ADDRESSES.claire, '--name', 'CRM', '--scope', 'meetings:read');
  expect(made.code).toBe(0);
  // Nothing but the key is on standard output, so that it can be piped.
  const key = made.stdout.trim();
  expect(key).toMatch(/^key_[0-9a-z]{26}_[0-9a-f]{64}$/);
  const product = await serve({ BOOKER_DATA_DIR: dataDir, BOOKER_LOG_LEVEL: 'trace' });
  const status = async () => {
    const headers = { authorization: `Bearer ${key}` };
    return (await fetch(`${product.url}/api/host/meetings`, { headers })).status;
  };
  expect(await status()).toBe(200);
  const id = key.slice(0, 30);
  expect((await apiKey('list')).stdout).toContain(id);
  expect((await apiKey('revoke', id)).code).toBe(0);
  expect(await status()).toBe(401);
  const { stdout, stderr } = await product.stop();
  const secret = key.slice(31);
  expect(stdout + stderr).not.toContain(secret);
  for (const file of readdirSync(dataDir)) expect(readFileSync(join(dataDir, file), 'latin1')).not.toContain(secret);
});

test.each([
  ['a host who is not there', ['create', '--host', 'nobody@x.example', '--name', 'x', '--scope', 'keys'], 1],
  ['a scope that is none', ['create', '--host', ADDRESSES.claire, '--name', 'x', '--scope', 'all'], 2],
  ['no scope', ['create', '--host', ADDRESSES.claire, '--name', 'x'], 2],
  ['days that are none', ['create', '--host', ADDRESSES.claire, '--name', 'x', '--scope', 'keys', '--expires', '0'], 2],
  ['a key that is not there', ['revoke', 'key_nothing'], 1],
])('%s is told in words, and makes nothing', async (_, args, code) => {
  const ended = await apiKey(...args);
  expect(ended.code).toBe(code);
  expect(ended.stderr).not.toBe('');
  expect(ended.stderr).not.toMatch(/\n\s+at /);
  expect((await apiKey('list')).stdout).toBe('');
});

import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openInbox } from '../stage/inbox.ts';
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

const DORA = ['dora@three-rooms.example', '--name', 'Dora Lind'];

const host = (args: readonly string[], settings: Readonly<Record<string, string>> = {}) =>
  command(['host', ...args], { settings: { BOOKER_DATA_DIR: dataDir, ...settings } });

const signIn = (url: string, link: string) =>
  fetch(`${url}/api/host/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: link.trim().split('#')[1] }),
  });

test('a new host’s link signs in, once, and is on no disk and in no log', async () => {
  const product = await serve({ BOOKER_DATA_DIR: dataDir, BOOKER_LOG_LEVEL: 'trace' });
  const made = await host(['add', ...DORA, '--role', 'admin', '--time-zone', 'Europe/Stockholm', '--locale', 'sv'], {
    BOOKER_PUBLIC_URL: product.url,
  });
  expect(made.code).toBe(0);
  // Nothing but the link is on standard output, so that it can be piped.
  expect(made.stdout).toMatch(/^http:\S+\/console\/sign-in#sil_[0-9a-z]{26}\.[0-9a-f]{40}\n$/);
  expect(made.stderr).toContain('Dora Lind <dora@three-rooms.example> is a host now.');
  expect((await host(['list'])).stdout).toContain(
    'Dora Lind <dora@three-rooms.example>\n  admin, Europe/Stockholm, sv\n',
  );
  const answer = await signIn(product.url, made.stdout);
  expect(answer.status).toBe(200);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect((await fetch(`${product.url}/api/host/meetings`, { headers: { cookie } })).status).toBe(200);
  expect((await signIn(product.url, made.stdout)).status).toBe(401);
  expect((await host(['sign-out', 'dora@three-rooms.example'])).stdout).toBe('Dora Lind is signed out everywhere.\n');
  expect((await fetch(`${product.url}/api/host/meetings`, { headers: { cookie } })).status).toBe(401);
  const { stdout, stderr } = await product.stop();
  for (const secret of [made.stdout.trim().split('.').at(-1) ?? '', cookie.slice(-64)]) {
    expect(secret).toMatch(/^[0-9a-f]{40,}$/);
    expect(stdout + stderr).not.toContain(secret);
    for (const file of readdirSync(dataDir)) expect(readFileSync(join(dataDir, file), 'latin1')).not.toContain(secret);
  }
});

test('with a mail server the invitation is sent, and sent again; the link is not printed', async () => {
  const inbox = await openInbox();
  const settings = { BOOKER_SMTP_URL: inbox.url, BOOKER_MAIL_FROM: 'bookings@three-rooms.example' };
  const product = await serve({ BOOKER_DATA_DIR: dataDir, ...settings });
  const way = { ...settings, BOOKER_PUBLIC_URL: product.url };
  try {
    const added = await host(['add', ...DORA, '--from', ADDRESSES.claire], way);
    const again = await host(['invite', 'Dora@three-rooms.example'], way);
    expect([added.code, added.stdout, again.code, again.stdout]).toEqual([0, '', 0, '']);
    const [first, second] = await inbox.mailsTo('dora@three-rooms.example', 2);
    // In the language of who invites, unless another is given.
    expect(first?.mail.text).toContain('Claire Moreau vous invite');
    const [, link = ''] = /(http\S+\/console\/sign-in#\S+)/.exec(second?.mail.text ?? '') ?? [];
    expect((await signIn(product.url, link)).status).toBe(200);
  } finally {
    await product.stop();
    await inbox.close();
  }
});

test('without an invitation a host is added, and nothing said of one', async () => {
  const added = await host(['add', ...DORA, '--no-invitation']);
  expect([added.code, added.stdout]).toEqual([0, '']);
  expect(added.stderr).toBe('Dora Lind <dora@three-rooms.example> is a host now.\n');
});

/** What is listed of the team that each test has a copy of. */
let before: string;

beforeAll(async () => {
  before = (await command(['host', 'list'], { settings: { BOOKER_DATA_DIR: prepared } })).stdout;
  expect(before).toContain(ADDRESSES.claire);
});

test.each([
  ['a host who is there', ['add', ADDRESSES.ben, '--name', 'Ben'], 1, /already.*host invite ben@three-rooms\.example/],
  ['no name', ['add', 'dora@three-rooms.example'], 2, /--name/],
  ['no such role', ['add', ...DORA, '--role', 'boss'], 2, /member, admin, owner/],
  ['no such zone', ['add', ...DORA, '--time-zone', 'Paris'], 1, /timeZone: must be a time zone/],
  ['no address', ['add', 'dora', '--name', 'Dora'], 1, /email: must be one address/],
  ['nobody who could be invited', ['invite', 'nobody@x.example'], 1, /There is no host/],
  ['nobody to sign out', ['sign-out', 'nobody@x.example'], 1, /There is no host/],
  ['nobody who invites', ['add', ...DORA, '--from', 'nobody@x.example'], 1, /There is no host/],
])('%s is told in words, and nothing is changed', async (_, args, code, words) => {
  const ended = await host(args);
  expect([ended.code, ended.stdout]).toEqual([code, '']);
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).not.toMatch(/\n\s+at /);
  expect((await host(['list'])).stdout).toBe(before);
});

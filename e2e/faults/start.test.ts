import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFile } from '../stage/database-file.ts';
import { command, type Ended, forget, newFolder, prepare, within } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

/* A start that cannot succeed says why in one clear line, and ends. */

const START_PATIENCE_MS = 30_000;

let folder: string;

beforeEach(() => {
  folder = newFolder();
});

afterEach(() => forget(folder));

function start(settings: Readonly<Record<string, string>>): Promise<Ended> {
  const ended = command(['serve'], {
    settings: {
      BOOKER_HOST: '127.0.0.1',
      BOOKER_PORT: '0',
      BOOKER_DATA_DIR: folder,
      BOOKER_LOG_LEVEL: 'warn',
      ...settings,
    },
  });
  return within(START_PATIENCE_MS, ended, () => 'serve went on');
}

/** One line for a person, on standard error, with no trace of the code. */
function expectOneClearLine({ code, stderr }: Ended, words: RegExp): void {
  expect(stderr).toMatch(words);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBeGreaterThan(0);
}

describe('serve', () => {
  test('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    expectOneClearLine(await start({ BOOKER_PORT: port }), new RegExp(port));
    other.close();
  });

  test('names a data folder that it cannot write', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expectOneClearLine(await start({ BOOKER_DATA_DIR: file }), /a-file/);
    expectOneClearLine(await start({ BOOKER_DATA_DIR: join(file, 'below') }), /a-file/);
    expectOneClearLine(await start({ BOOKER_DATA_DIR: '/proc/meeting-booker' }), /\/proc\/meeting-booker/);
  });

  test('refuses a database that is newer than itself, and leaves it as it was', async () => {
    await prepare(folder, team(meetingType('intro')));
    const file = openFile(folder);
    file.prepare("insert into migrations (name) values ('9999-from-tomorrow')").run();
    file.close();
    expectOneClearLine(await start({}), /newer.*9999-from-tomorrow/);
    const again = openFile(folder);
    expect(again.prepare('select count(*) from meeting_types').pluck().get()).toBe(1);
    again.close();
  });

  test('names every wrong setting in one message', async () => {
    const ended = await start({ BOOKER_PORT: 'door', BOOKER_PUBLIC_URL: 'nowhere', BOOKER_RATE_LIMIT: 'maybe' });
    expectOneClearLine(ended, /BOOKER_PORT.*BOOKER_PUBLIC_URL.*BOOKER_RATE_LIMIT/);
  });

  test('takes an empty setting as unset', async () => {
    const ended = await start({ BOOKER_PORT: 'door', BOOKER_SMTP_URL: '', BOOKER_RATE_LIMIT: '' });
    expectOneClearLine(ended, /^(?!.*(SMTP|RATE)).*BOOKER_PORT/);
  });
});

describe('a Node that is too old', () => {
  /** What an older Node says of itself, said by this one before the program is loaded. */
  const pretend = `data:text/javascript,${encodeURIComponent(
    "Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); Object.defineProperty(process, 'version', { value: 'v20.20.2' });",
  )}`;

  test('is told so in one line, before anything is loaded', async () => {
    const ended = await command(['serve'], { nodeFlags: ['--import', pretend], settings: { BOOKER_DATA_DIR: folder } });
    expectOneClearLine(ended, /Node.*24.*20\.20\.2/);
  });

  test('is told so by npm start, too, where even the launcher would not run', () => {
    const launcher = fileURLToPath(new URL('../../scripts/run.mjs', import.meta.url));
    const older = pretend.replaceAll('20.20.2', '18.20.2');
    const { stderr, status } = spawnSync(process.execPath, ['--import', older, launcher, 'start'], {
      encoding: 'utf8',
    });
    expectOneClearLine({ code: status, signal: null, stdout: '', stderr }, /Node 20.*18\.20\.2/);
  });

  /** The machine's own Node, which started the tests, where it is older than the one that the workspace pins. */
  const own = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((path) => !path.includes('node_modules'))
    .map((path) => join(path, 'node'))
    .find((file) => Number(/^v(\d+)/.exec(String(spawnSync(file, ['--version']).stdout))?.[1] ?? 99) < 24);

  for (const node of own === undefined ? [] : [own]) {
    test(`is told so even if it is a real one (${node})`, async () => {
      expectOneClearLine(await command(['serve'], { node, settings: { BOOKER_DATA_DIR: folder } }), /Node.*24/);
    });
  }
});

describe('the command line', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../server/package.json', import.meta.url), 'utf8'));

  test('tells its version', async () => {
    const { code, stdout } = await command(['--version']);
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: version });
  });

  test('helps, and names each command', async () => {
    const { code, stdout } = await command(['--help']);
    expect(code).toBe(0);
    for (const name of ['serve', 'demo', 'migrate', 'apply', 'slots', 'copy'])
      expect(stdout).toMatch(new RegExp(`^ +${name}\\b`, 'm'));
  });

  test('helps with serve, and names each setting', async () => {
    const { code, stdout } = await command(['serve', '--help']);
    expect(code).toBe(0);
    for (const name of [
      'PORT',
      'PUBLIC_URL',
      'DATA_DIR',
      'SECRET',
      'SMTP_URL',
      'MAIL_FROM',
      'ALLOWED_ORIGINS',
      'RATE_LIMIT',
    ]) {
      expect(stdout).toContain(`BOOKER_${name}`);
    }
  });

  test('refuses a command that it does not know', async () => {
    const { code, stderr } = await command(['sevre']);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(/sevre/);
  });
});

import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScratchPostgres, startPostgres } from '../../server/src/store/scratch-postgres.ts';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { openFile } from '../stage/database-file.ts';
import { begin, command, type Ended, forget, newFolder, prepare, serve, within } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

/** Enough that a copy takes many steps, a kill falls into. */
const CLIENTS = 60_000;
const KILLS = 4;
const COPY_PATIENCE_MS = 100_000;

const dataDir = newFolder();
const other = newFolder();
const source = `sqlite:${join(dataDir, 'meeting-booker.db')}`;
let postgres: ScratchPostgres;
let target: string;
let link: string;

beforeAll(async () => {
  postgres = await startPostgres();
  // A password that its server does not ask for: what matters is that nobody reads it.
  target = `${postgres.url.replace('booker@', 'booker:hunter22@')}/postgres`;
  await prepare(dataDir, team(meetingType('intro')));
  const product = await serve({ BOOKER_DATA_DIR: dataDir, BOOKER_LOG_LEVEL: 'warn' });
  const [start = ''] = await offeredStarts(product.url, 'intro');
  const answer = await book(product.url, 'intro', start, 'ada@example.com');
  if (!isBooked(answer)) throw new Error(JSON.stringify(answer.body));
  link = `/api/portal/${answer.body.portalToken}/meetings/${answer.body.meeting.id}`;
  await product.stop();
  const file = openFile(dataDir);
  file.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${CLIENTS})
    insert into clients (id, email, name, phone, time_zone, locale, created_at_ms, updated_at_ms)
    select 'cli_' || i, 'many' || i || '@example.com', 'Zoë', null, 'UTC', 'en', 1, 2 from n`);
  file.close();
});

afterAll(async () => {
  await postgres.stop();
  forget(dataDir);
  forget(other);
});

const copy = (...args: string[]): Promise<Ended> => {
  const ended = command(['copy', ...args], { settings: { BOOKER_DATABASE_URL: target } });
  return within(COPY_PATIENCE_MS, ended, () => 'copy went on');
};

/** The line about a table: its rows and checksum. */
const tableLine = (stdout: string, table: string) => new RegExp(`^${table} .*$`, 'm').exec(stdout)?.[0];

const onServer = (secretFile: string) => ({
  BOOKER_DATABASE_URL: target,
  BOOKER_SECRET_FILE: secretFile,
  BOOKER_DATA_DIR: other,
  BOOKER_LOG_LEVEL: 'warn',
});

function expectOneClearLine({ code, stderr }: Ended, words: RegExp): void {
  expect(stderr).toMatch(words);
  expect(
    stderr
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('(')),
  ).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain('hunter22');
  expect(code).toBeGreaterThan(0);
}

test('killed again and again, a copy to PostgreSQL goes on, is complete, opens the links of old mails, and goes back', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const running = begin(['copy', '--from', source], { settings: { BOOKER_DATABASE_URL: target } });
    running.child.stderr?.once('data', () => running.child.kill('SIGKILL'));
    expect(await running.ended).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    const refused = command(['serve'], { settings: onServer(join(dataDir, 'secret')) });
    expectOneClearLine(
      await within(COPY_PATIENCE_MS, refused, () => 'serve went on'),
      /unfinished copy of sqlite:.*run "meeting-booker copy" again/,
    );
  }
  const there = await copy('--from', source);
  expect(there).toMatchObject({ code: 0 });
  expect(tableLine(there.stdout, 'clients')).toMatch(new RegExp(`^clients +${CLIENTS + 1}  [0-9a-f]{16}$`));
  expect(there.stdout).toContain(`BOOKER_SECRET_FILE=${join(dataDir, 'secret')}`);
  expect(there.stdout + there.stderr).not.toContain('hunter22');

  const product = await serve(onServer(join(dataDir, 'secret')));
  expect((await fetch(product.url + link)).status).toBe(200);
  const [start = ''] = await offeredStarts(product.url, 'intro');
  expect(isBooked(await book(product.url, 'intro', start, 'eve@example.com'))).toBe(true);
  expectOneClearLine(await copy('--to', `sqlite:${join(other, 'early.db')}`), /in use: stop every server/);
  await product.stop();

  const file = join(other, 'meeting-booker.db');
  const back = await copy('--to', `sqlite:${file}`);
  expect(back).toMatchObject({ code: 0 });
  expect(tableLine(back.stdout, 'meetings')).toMatch(/^meetings +2 /);
  expect(tableLine(back.stdout, 'hosts')).toBe(tableLine(there.stdout, 'hosts'));
  copyFileSync(join(dataDir, 'secret'), join(other, 'secret'));
  const again = await serve({ BOOKER_DATA_DIR: other, BOOKER_LOG_LEVEL: 'warn' });
  expect((await fetch(again.url + link)).status).toBe(200);
  await again.stop();
}, 300_000);

test('a copy that cannot be made says why in one line, and changes nothing', async () => {
  const filled = newFolder();
  await prepare(filled, team(meetingType('other')));
  const file = join(filled, 'meeting-booker.db');
  expectOneClearLine(await copy('--from', source, '--to', `sqlite:${file}`), /not empty .*nothing was copied/);
  const opened = openFile(filled);
  expect(opened.prepare('select slug from meeting_types').pluck().all()).toEqual(['other']);
  opened.close();
  expectOneClearLine(
    await copy('--from', 'sqlite:/no/such.db', '--to', `sqlite:${file}`),
    /no database at \/no\/such\.db/,
  );
  expectOneClearLine(await copy('--from', source, '--to', source), /same database/);
  const nowhere = 'postgres://booker:hunter22@127.0.0.1:1/booker';
  expectOneClearLine(
    await copy('--from', nowhere, '--to', `sqlite:${filled}/new.db`),
    /127\.0\.0\.1:1\/booker cannot be used/,
  );
  forget(filled);
}, 120_000);

test.each([
  [[]],
  [['--from', source, '--to', 'mysql://root:hunter22@localhost/x']],
  [['--from', join(dataDir, 'meeting-booker.db'), '--to', 'sqlite:x.db']],
  [['--from', 'sqlite:', '--to', 'sqlite:x.db']],
  [['--from', source, '--into', 'sqlite:x.db']],
])('wrong arguments are refused in one line: copy %j', async (args) => {
  const ended = await command(['copy', ...args]);
  expectOneClearLine(ended, /^error: /);
  expect(ended.code).toBe(2);
});

test('one side left out is the database of the environment, and where there is none that is said', async () => {
  expectOneClearLine(await command(['copy', '--from', source]), /give --to, or set BOOKER_DATABASE_URL/);
  const file = join(other, 'address');
  writeFileSync(file, 'no address');
  const ended = await command(['copy', '--from', source], { settings: { BOOKER_DATABASE_URL_FILE: file } });
  expectOneClearLine(ended, /BOOKER_DATABASE_URL_FILE must be an address like postgres:/);
});

test('another secret than the one of the links is refused at start, until it is asked for', async () => {
  const folder = newFolder();
  await prepare(folder, team(meetingType('intro')));
  const settings = {
    BOOKER_DATA_DIR: folder,
    BOOKER_PORT: '0',
    BOOKER_SECRET: 'a secret that was not there at the first start',
  };
  expectOneClearLine(await command(['serve'], { settings }), /BOOKER_SECRET.*migrate --new-secret/);
  expect(await command(['migrate', '--new-secret'], { settings })).toMatchObject({ code: 0 });
  expect(await command(['migrate'], { settings })).toMatchObject({ code: 0 });
  expectOneClearLine(await command(['migrate'], { settings: { BOOKER_DATA_DIR: folder } }), /BOOKER_SECRET/);
  forget(folder);
});

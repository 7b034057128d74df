import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFile } from '../stage/database-file.ts';
import { apply, forget, newFolder, prepare } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = newFolder();
});

afterEach(() => forget(dataDir));

/** Every row of what settings make, so that "nothing changed" is seen and not believed. */
function rows(): unknown[] {
  const file = openFile(dataDir);
  const tables = ['hosts', 'schedules', 'date_overrides', 'meeting_types', 'meeting_type_hosts'];
  const all = tables.map((table) => file.prepare(`select * from ${table}`).all());
  file.close();
  return all;
}

test('a file applied twice changes nothing the second time', async () => {
  await prepare(dataDir, team(meetingType('intro')));
  const before = rows();
  const { code, stdout } = await apply(dataDir, team(meetingType('intro')));
  expect(code).toBe(0);
  expect(stdout).not.toBe('');
  expect(rows()).toEqual(before);
});

test('what the file does not name is left alone', async () => {
  await prepare(dataDir, team(meetingType('intro')));
  await prepare(dataDir, team(meetingType('visit', { title: 'Visit' })));
  const file = openFile(dataDir);
  expect(file.prepare('select slug from meeting_types order by slug').pluck().all()).toEqual(['intro', 'visit']);
  file.close();
});

test('a wrong file is told all its mistakes by their paths, and changes nothing at all', async () => {
  await prepare(dataDir, team(meetingType('intro')));
  const before = rows();
  const wrong = team(
    meetingType('fine', { title: 'Fine' }),
    meetingType('intro', { durationsMinutes: [0], hosts: ['nobody@three-rooms.example'], surprise: true }),
    meetingType('Not A Slug', { capacity: -1 }),
  );
  const { code, stderr } = await apply(dataDir, wrong);
  expect(code).toBeGreaterThan(0);
  for (const path of ['/types/1/durationsMinutes/0', '/types/1', '/types/2/slug', '/types/2/capacity']) {
    expect(stderr).toContain(path);
  }
  expect(stderr).toContain('surprise');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(rows()).toEqual(before);
});

test('a reference to nobody is a mistake like any other', async () => {
  const { code, stderr } = await apply(dataDir, team(meetingType('intro', { hosts: ['nobody@three-rooms.example'] })));
  expect(code).toBeGreaterThan(0);
  expect(stderr).toContain('/types/0/hosts/0');
});

test('a file that is not JSON is told so', async () => {
  const { code, stderr } = await apply(dataDir, '{ "hosts": [');
  expect(code).toBeGreaterThan(0);
  expect(stderr).toMatch(/JSON/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

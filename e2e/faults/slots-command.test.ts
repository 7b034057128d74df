import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { book } from '../stage/booking.ts';
import { command, forget, newFolder, prepare, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

const CASES = new URL('../../server/src/domain/slots.cases.jsonl', import.meta.url);

const lines = readFileSync(CASES, 'utf8').trimEnd().split('\n');
const expected = lines.map((line) => JSON.parse(line).expected);
const answers = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('every case is answered on the command line, from a file and from standard input, without settings or data', async () => {
  expect(lines.length).toBeGreaterThanOrEqual(300);
  const folder = newFolder();
  const file = join(folder, 'inputs.jsonl');
  writeFileSync(file, lines.map((line) => JSON.stringify(JSON.parse(line).input)).join('\n'));
  const fromFile = await command(['slots', file], { settings: { BOOKER_DATA_DIR: join(folder, 'nothing') } });
  expect(fromFile.code).toBe(0);
  expect(answers(fromFile.stdout)).toEqual(expected);
  const fromInput = await command(['slots', '-'], { input: `${lines.join('\n')}\n` });
  expect(fromInput.code).toBe(0);
  expect(answers(fromInput.stdout)).toEqual(expected);
  forget(folder);
});

test('an input that is wrong is named by its line, and says what is wrong', async () => {
  const wrong = JSON.stringify({ ...JSON.parse(lines[0] ?? '').input, timeZone: 'Europe/Atlantis' });
  const { code, stderr } = await command(['slots', '-'], { input: `${lines[0]}\n${wrong}\n` });
  expect(code).toBeGreaterThan(0);
  expect(stderr).toMatch(/line 2\b[\s\S]*timeZone/i);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('the database is asked for a type, and told to explain itself names what stands in the way', async () => {
  const dataDir = newFolder();
  await prepare(dataDir, team(meetingType('intro', { schedule: 'Always' })));
  // A whole day, the day after tomorrow, so that neither notice nor the clock is in the way.
  const from = Math.floor(Date.now() / 86_400_000 + 2) * 86_400_000;
  const instant = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
  const asked = ['slots', '--type', 'intro', '--from', instant(from), '--to', instant(from + 7_200_000)];
  const settings = { BOOKER_DATA_DIR: dataDir };

  const product = await serve({ ...settings, BOOKER_LOG_LEVEL: 'warn' });
  expect((await book(product.url, 'intro', instant(from + 1_800_000), 'ada@example.com')).status).toBe(201);
  await product.stop();

  const { stdout, code } = await command(asked, { settings });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual([0, 3_600_000, 5_400_000].map((after) => instant(from + after)));

  const explained = (await command([...asked, '--explain'], { settings })).stdout.trimEnd().split('\n');
  expect(explained).toHaveLength(4);
  expect(explained[0]).toContain('free');
  expect(explained[1]).toContain(instant(from + 1_800_000));
  expect(explained[1]).toMatch(/taken/);
  forget(dataDir);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, forget, newFolder } from '../stage/product.ts';

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

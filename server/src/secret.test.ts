import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from './clock.ts';
import { keptSecret } from './secret.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'booker-secret-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a secret is made once, readable by its owner alone, and kept', () => {
  const secret = keptSecret(folder, systemClock);
  expect(secret).toHaveLength(43);
  expect(keptSecret(folder, systemClock)).toBe(secret);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['secret']);
});

test('another installation has another', () => {
  const first = keptSecret(folder, systemClock);
  rmSync(join(folder, 'secret'));
  expect(keptSecret(folder, systemClock)).not.toBe(first);
});

test('a file without a secret is refused rather than used', () => {
  writeFileSync(join(folder, 'secret'), 'short\n');
  expect(() => keptSecret(folder, systemClock)).toThrow(/holds no secret/);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ScratchStore, scratchStore } from '../store/scratch-store.ts';
import { holdSecret } from './hold-secret.ts';

let scratch: ScratchStore;
beforeEach(async () => {
  scratch = await scratchStore();
});
afterEach(() => scratch.dispose());

const ours = Buffer.from('the secret that every link was made with');
const other = Buffer.from('a secret that somebody made up meanwhile');

test('the secret of the first start is held to, and another is refused with the ways out', async () => {
  await holdSecret(scratch.store, ours);
  await holdSecret(scratch.store, ours);
  await expect(holdSecret(scratch.store, other)).rejects.toThrow(/BOOKER_SECRET_FILE.*migrate --new-secret/);
  await holdSecret(scratch.store, ours);
});

test('of ten first starts with two secrets, those with one of them go on', async () => {
  const starts = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) => holdSecret(scratch.store, i % 2 === 0 ? ours : other)),
  );
  const even = starts.filter((_, i) => i % 2 === 0).map(({ status }) => status);
  const odd = starts.filter((_, i) => i % 2 === 1).map(({ status }) => status);
  expect(new Set(even).size).toBe(1);
  expect(new Set(odd).size).toBe(1);
  expect(even[0]).not.toBe(odd[0]);
});

test('a new secret is taken where it is asked for, and the former one is then the wrong one', async () => {
  await holdSecret(scratch.store, ours);
  await holdSecret(scratch.store, other, { renew: true });
  await holdSecret(scratch.store, other);
  await expect(holdSecret(scratch.store, ours)).rejects.toThrow(/BOOKER_SECRET/);
});

test('what is kept tells nothing of the secret', async () => {
  await holdSecret(scratch.store, ours);
  const kept = JSON.stringify(await scratch.raw('select * from secret_fingerprint'));
  expect(kept).toMatch(/"[0-9a-f]{64}"/);
  expect(kept).not.toContain(ours.toString('hex').slice(0, 16));
});

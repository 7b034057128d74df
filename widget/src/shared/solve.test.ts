import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { solve } from './solve.ts';

function keyOf(salt: string, nonce: string, counter: number, cost: number): string {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(counter);
  let key = createHash('sha256')
    .update(Buffer.concat([Buffer.from(salt + nonce, 'hex'), number]))
    .digest();
  for (let turn = 1; turn < cost; turn += 1) key = createHash('sha256').update(key).digest();
  return key.toString('hex');
}

const SALT = '00112233445566778899aabbccddeeff';
const NONCE = 'fedcba9876543210f0e1d2c3b4a59687';

function challenge(counter: number, cost: number) {
  const key = keyOf(SALT, NONCE, counter, cost);
  const parameters = {
    algorithm: 'SHA-256',
    nonce: NONCE,
    salt: SALT,
    cost,
    keyLength: 32,
    keyPrefix: key.slice(0, 32),
    expiresAt: 1,
  };
  return { key, challenge: { parameters, signature: 'signed' } };
}

test.each([
  [0, 1],
  [1, 1],
  [255, 3],
  [1234, 10],
])('the number %i is found, at a cost of %i', async (counter, cost) => {
  const { key, challenge: asked } = challenge(counter, cost);
  const { challenge: answered, solution } = JSON.parse(atob(await solve(asked)));
  expect(solution).toMatchObject({ counter, derivedKey: key });
  expect(answered).toEqual(asked);
});

test('work of another kind is refused', async () => {
  const { challenge: asked } = challenge(1, 1);
  const other = { ...asked, parameters: { ...asked.parameters, algorithm: 'ARGON2ID' } };
  await expect(solve(other)).rejects.toThrow('unknown work');
});

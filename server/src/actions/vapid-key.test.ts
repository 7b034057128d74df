import { createECDH, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openText, sealText } from './sealed-text.ts';
import { vapidKeys } from './vapid-key.ts';

test('a secret always makes the same pair of keys, which belong together, and another secret another', () => {
  const pairs = Array.from({ length: 50 }, () => {
    const secret = randomBytes(32);
    const keys = vapidKeys(secret);
    expect(vapidKeys(new Uint8Array(secret))).toEqual(keys);
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(Buffer.from(keys.privateKey, 'base64url'));
    expect(curve.getPublicKey('base64url')).toBe(keys.publicKey);
    expect([Buffer.from(keys.privateKey, 'base64url').length, Buffer.from(keys.publicKey, 'base64url').length]).toEqual(
      [32, 65],
    );
    return keys.privateKey;
  });
  expect(new Set(pairs).size).toBe(50);
});

test('the pair of a known secret never changes with a new version: browsers have subscribed with it', () => {
  expect(vapidKeys(new Uint8Array(32).fill(7)).publicKey).toMatchInlineSnapshot(
    `"BBxFHNkNuAN6hqfFQyX1l8E9i4k4DzLjYx5W86cNhy67sg2wlrRGTj6jaLgHaUu5bGaBLqwGbiXW3TREjmtk76w"`,
  );
});

test('a sealed text opens under its secret, for its owner and its purpose alone, and only whole', () => {
  const [secret, nonce] = [randomBytes(32), randomBytes(12)];
  const sealed = sealText(secret, { purpose: 'a', owner: '1' }, 'grün', nonce);
  expect(openText(secret, { purpose: 'a', owner: '1' }, sealed)).toBe('grün');
  expect(openText(secret, { purpose: 'b', owner: '1' }, sealed)).toBeNull();
  expect(openText(secret, { purpose: 'a', owner: '2' }, sealed)).toBeNull();
  expect(openText(randomBytes(32), { purpose: 'a', owner: '1' }, sealed)).toBeNull();
  expect(openText(secret, { purpose: 'a', owner: '1' }, `A${sealed}`)).toBeNull();
  expect(openText(secret, { purpose: 'a', owner: '1' }, sealed.slice(4))).toBeNull();
  expect(openText(secret, { purpose: 'a', owner: '1' }, '')).toBeNull();
});

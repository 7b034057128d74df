import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

const keys = new WeakMap<Uint8Array, KeyObject>();

/** HMAC-SHA-256 of a text under the secret, in 64 hexadecimal digits. The text begins with what it is for, so that no two uses agree. */
export function macOf(secret: Uint8Array, text: string): string {
  let key = keys.get(secret);
  if (!key) {
    // Made once: it costs several times what the digest does.
    key = createSecretKey(secret);
    keys.set(secret, key);
  }
  return createHmac('sha256', key).update(text).digest('hex');
}

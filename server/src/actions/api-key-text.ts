import { createHash, timingSafeEqual } from 'node:crypto';

/** 256 bits in hexadecimal digits. */
const SECRET_BYTES = 32;
const KEY = new RegExp(`^(key_[0-9a-z]{26})_([0-9a-f]{${SECRET_BYTES * 2}})$`);

/** The key as whoever uses it holds it; `random` gives unpredictable bytes. It is shown once, and kept nowhere. */
export function newKeyText(id: string, random: (size: number) => Uint8Array): { text: string; secretHash: string } {
  const secret = Buffer.from(random(SECRET_BYTES)).toString('hex');
  return { text: `${id}_${secret}`, secretHash: hashOf(secret) };
}

/** The two parts of a key, whatever they are worth; of what is no key, an id that is nobody's. */
export function readKeyText(text: string): { id: string; secret: string } {
  const [, id = '', secret = ''] = KEY.exec(text) ?? [];
  return { id, secret };
}

/** Whether this is the secret of the hash (hexadecimal digits), in a time that does not depend on either. */
export function isSecretOf(secret: string, secretHash: string): boolean {
  const given = Buffer.from(hashOf(secret), 'hex');
  const right = Buffer.from(secretHash, 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}

/** A secret of 256 random bits needs no salt and no slowness: nobody tries them all. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

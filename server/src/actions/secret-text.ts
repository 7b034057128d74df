import { createHash, timingSafeEqual } from 'node:crypto';

/** 256 bits in hexadecimal digits. */
const SECRET_BYTES = 32;
const TEXT = new RegExp(`^((key|sgn)_[0-9a-z]{26})_([0-9a-f]{${SECRET_BYTES * 2}})$`);

/** An API key, or the cookie of a sign-in, as its bearer holds it; `random` gives unpredictable bytes. It is shown once, and kept nowhere. */
export function newSecretText(id: string, random: (size: number) => Uint8Array): { text: string; secretHash: string } {
  const secret = Buffer.from(random(SECRET_BYTES)).toString('hex');
  return { text: `${id}_${secret}`, secretHash: hashOf(secret) };
}

/** The two parts of such a text, whatever they are worth; of what is none of this kind, an id that is nobody's. */
export function readSecretText(kind: 'key' | 'sgn', text: string): { id: string; secret: string } {
  const [, id = '', found, secret = ''] = TEXT.exec(text) ?? [];
  return found === kind ? { id, secret } : { id: '', secret: '' };
}

/** What an unknown id is compared with, so that it costs the same work as a known one. */
export const NO_SECRET = '0'.repeat(64);

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

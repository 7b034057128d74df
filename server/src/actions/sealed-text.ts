import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a text is sealed for: `purpose` chooses the key, and `owner` must be the same when it is opened, so that no row's text opens in another. */
export interface SealedFor {
  readonly purpose: string;
  readonly owner: string;
}

/** Seals a text under the secret, to be kept (AES-256-GCM). `nonce` holds 12 bytes that were never used before: fresh random ones. */
export function sealText(secret: Uint8Array, { purpose, owner }: SealedFor, text: string, nonce: Uint8Array): string {
  const cipher = createCipheriv(CIPHER, keyFor(secret, purpose), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64url');
}

/** The text; null where it was sealed under another secret, for something else, or is not as it was sealed. */
export function openText(secret: Uint8Array, { purpose, owner }: SealedFor, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, keyFor(secret, purpose), nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function keyFor(secret: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'meeting-booker', `sealed ${purpose}`, 32));
}

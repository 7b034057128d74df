import { createCipheriv, createDecipheriv } from 'node:crypto';
import { OPTIONAL_MAILS, type OptionalMail } from '../domain/optional-mail.ts';
import type { MailsTo } from '../store/mails-off.ts';
import { macOf } from './mac.ts';

/*
 * A link that stands in mails must work for as long as they lie in a mailbox, whatever becomes of the meeting: nothing of it is kept in the database. The
 * address is in it, sealed, so that neither a log nor a page's address tells whose it is. Nobody can make one for another's address.
 */

const PREFIX = 'off_';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MOST_LETTERS = 500;

/** What switches mails of a kind off for an address, or on again: AES-256-GCM under the secret, the same each time. */
export function offToken(secret: Uint8Array, { address, kind }: MailsTo): string {
  const plain = `${kind} ${address.toLowerCase()}`;
  // Made of what is sealed, so that no two texts are ever sealed with one.
  const nonce = Buffer.from(macOf(secret, `mails off, nonce: ${plain}`), 'hex').subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Which mails a token is about; null: it is none of ours. */
export function openOffToken(secret: Uint8Array, token: string): MailsTo | null {
  if (!token.startsWith(PREFIX) || token.length > MOST_LETTERS) return null;
  const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const sealed = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
    const [kind, address = ''] = plain.split(' ');
    return OPTIONAL_MAILS.includes(kind as OptionalMail) ? { kind: kind as OptionalMail, address } : null;
  } catch {
    return null;
  }
}

function keyOf(secret: Uint8Array): Buffer {
  return Buffer.from(macOf(secret, 'mails off, key'), 'hex');
}

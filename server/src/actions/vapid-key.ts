import { createECDH, hkdfSync } from 'node:crypto';

/** A key pair that push services know this installation by (RFC 8292): both halves in base64url, as browsers and programs take them. */
export interface VapidKeys {
  /** An uncompressed point of P-256: 65 bytes. Public. */
  readonly publicKey: string;
  /** 32 bytes. */
  readonly privateKey: string;
}

/** The order of the base point of P-256 (FIPS 186-5, SP 800-186). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** 128 bits more than the order has, so that no number is likelier than another (FIPS 186-5, A.2.1). */
const WIDE_BYTES = 48;

const made = new WeakMap<Uint8Array, VapidKeys>();

/**
 * The pair that follows from the secret: the same in every process of a database and after a copy, and kept nowhere. Under another secret it is
 * another, and every browser must subscribe anew.
 */
export function vapidKeys(secret: Uint8Array): VapidKeys {
  const known = made.get(secret);
  if (known) return known;
  const wide = Buffer.from(hkdfSync('sha256', secret, 'meeting-booker', 'vapid key pair', WIDE_BYTES)).toString('hex');
  const scalar = (BigInt(`0x${wide}`) % (ORDER - 1n)) + 1n;
  const curve = createECDH('prime256v1');
  const bytes = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  curve.setPrivateKey(bytes);
  const keys = { publicKey: curve.getPublicKey('base64url'), privateKey: bytes.toString('base64url') };
  made.set(secret, keys);
  return keys;
}

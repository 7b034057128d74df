import { DatabaseUnusable, type Store } from '../store/database.ts';
import { findSecretFingerprint, forgetSecretFingerprint, keepSecretFingerprint } from '../store/secret-fingerprint.ts';
import { macOf } from './mac.ts';

/** The secret is not the one that the database's links were made under; the message is one line for whoever started the program. */
class OtherSecret extends DatabaseUnusable {
  override readonly name = 'OtherSecret';
}

/** Tells a secret from every other, and nothing about it. */
export function fingerprintOf(secret: Uint8Array): string {
  return macOf(secret, 'fingerprint of the secret');
}

/**
 * Holds a database to the secret of its first start: under another one every link in the mails that were sent would be refused without
 * anybody knowing why. With `renew` the secret is taken whatever was there. Throws OtherSecret.
 */
export async function holdSecret(store: Store, secret: Uint8Array, { renew = false } = {}): Promise<void> {
  const fingerprint = fingerprintOf(secret);
  const known = await findSecretFingerprint(store.db);
  if (known === fingerprint) return;
  const held = await store.write(async (tx) => {
    if (renew) await forgetSecretFingerprint(tx);
    return keepSecretFingerprint(tx, fingerprint);
  });
  if (held === fingerprint) return;
  throw new OtherSecret(
    'The secret is not the one that the links in sent mails were made with: set BOOKER_SECRET (or BOOKER_SECRET_FILE) to that one, ' +
      'or void those links with "meeting-booker migrate --new-secret".',
  );
}

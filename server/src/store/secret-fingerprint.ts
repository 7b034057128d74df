import type { Db, Transaction } from './database.ts';

/** The fingerprint of the secret that this database's links were made under; null: none was kept yet. */
export async function findSecretFingerprint(db: Db): Promise<string | null> {
  const row = await db.selectFrom('secret_fingerprint').select('fingerprint').executeTakeFirst();
  return row?.fingerprint ?? null;
}

/** Keeps a fingerprint where there is none, and answers the one that stands, which another process may have kept first. */
export async function keepSecretFingerprint(tx: Transaction, fingerprint: string): Promise<string> {
  await tx
    .insertInto('secret_fingerprint')
    .values({ only_row: 1, fingerprint })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findSecretFingerprint(tx)) ?? fingerprint;
}

/** Forgets it, so that the next secret is taken for the right one. */
export async function forgetSecretFingerprint(tx: Transaction): Promise<void> {
  await tx.deleteFrom('secret_fingerprint').execute();
}

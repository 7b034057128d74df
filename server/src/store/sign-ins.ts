import type { SignIn } from '../domain/sign-in.ts';
import type { Db, Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';

const byId = prepared((db, p: { id: string }) => db.selectFrom('sign_ins').selectAll().where('id', '=', p.id));

/** The sign-in with this id, expired or not, and the SHA-256 of its secret in hexadecimal digits; null: there is none. */
export async function findSignIn(db: Db, id: string): Promise<{ signIn: SignIn; secretHash: string } | null> {
  const [row] = await byId(db, { id });
  if (!row) return null;
  const { host_id: hostId, created_at_ms: createdAt, last_used_at_ms: lastUsedAt, expires_at_ms: expiresAt } = row;
  return { signIn: { id, hostId, createdAt, lastUsedAt, expiresAt }, secretHash: row.secret_hash };
}

/** `secretHash` is as `findSignIn` has it. */
export async function insertSignIn(tx: Transaction, signIn: SignIn, secretHash: string): Promise<void> {
  await insertRows(tx, 'sign_ins', [
    {
      id: signIn.id,
      host_id: signIn.hostId,
      secret_hash: secretHash,
      created_at_ms: signIn.createdAt,
      last_used_at_ms: signIn.lastUsedAt,
      expires_at_ms: signIn.expiresAt,
    },
  ]);
}

/** Remembers a use, unless one since `before` is known; instants are epoch milliseconds. */
export async function markSignInUsed(
  tx: Transaction,
  { id, lastUsedAt, expiresAt }: Pick<SignIn, 'id' | 'lastUsedAt' | 'expiresAt'>,
  before: number,
): Promise<void> {
  await tx
    .updateTable('sign_ins')
    .set({ last_used_at_ms: lastUsedAt, expires_at_ms: expiresAt })
    .where('id', '=', id)
    .where('last_used_at_ms', '<=', before)
    .execute();
}

/** Nobody is signed in by it any more. */
export async function deleteSignIn(tx: Transaction, id: string): Promise<void> {
  await tx.deleteFrom('sign_ins').where('id', '=', id).execute();
}

/** The same, of every sign-in of a host. */
export async function deleteSignInsOf(tx: Transaction, hostId: string): Promise<void> {
  await tx.deleteFrom('sign_ins').where('host_id', '=', hostId).execute();
}

/** Erases up to `limit` sign-ins that expired before `before` (epoch milliseconds); returns how many. */
export async function purgeSignIns(tx: Transaction, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('sign_ins')
    .where('id', 'in', (row) =>
      row.selectFrom('sign_ins').select('id').where('expires_at_ms', '<', before).limit(limit),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

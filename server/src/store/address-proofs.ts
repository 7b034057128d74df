import type { Selectable } from 'kysely';
import type { AddressProof } from '../domain/address-proof.ts';
import { type Db, holdName, type Transaction } from './database.ts';
import type { AddressProofTable } from './schema.ts';

/**
 * What an address (lower case) was last mailed to prove itself for a type; null: nothing. Until this transaction ends nobody else who asks so changes
 * it: before anything else is locked.
 */
export async function findProofToChange(tx: Transaction, typeId: string, email: string): Promise<AddressProof | null> {
  await holdName(tx, `address proof ${typeId} ${email}`);
  const row = await tx
    .selectFrom('address_proofs')
    .selectAll()
    .where('type_id', '=', typeId)
    .where('email', '=', email)
    .executeTakeFirst();
  return row ? toProof(row) : null;
}

/** The proof of this id; null: there is none, or the address has another by now. */
export async function findProof(db: Db, id: string): Promise<AddressProof | null> {
  const row = await db.selectFrom('address_proofs').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toProof(row) : null;
}

/** In place of whatever the address was mailed for the type before. */
export async function saveProof(tx: Transaction, proof: AddressProof): Promise<void> {
  const { id, mails, tries, createdAt, expiresAt, usedAt } = proof;
  const row = { id, mails, tries, created_at_ms: createdAt, expires_at_ms: expiresAt, used_at_ms: usedAt };
  await tx
    .insertInto('address_proofs')
    .values({ ...row, type_id: proof.typeId, email: proof.email })
    .onConflict((conflict) => conflict.columns(['type_id', 'email']).doUpdateSet(row))
    .execute();
}

/** Forgets up to `limit` that expired before `before` (epoch milliseconds); returns how many. */
export async function purgeProofs(tx: Transaction, before: number, limit: number): Promise<number> {
  const expired = tx.selectFrom('address_proofs').select('id').where('expires_at_ms', '<', before).limit(limit);
  const { numDeletedRows } = await tx.deleteFrom('address_proofs').where('id', 'in', expired).executeTakeFirst();
  return Number(numDeletedRows);
}

function toProof(row: Selectable<AddressProofTable>): AddressProof {
  return {
    id: row.id,
    typeId: row.type_id,
    email: row.email,
    mails: row.mails,
    tries: row.tries,
    createdAt: row.created_at_ms,
    expiresAt: row.expires_at_ms,
    usedAt: row.used_at_ms,
  };
}

import type { OptionalMail } from '../domain/optional-mail.ts';
import type { Db, Transaction } from './database.ts';
import { prepared } from './prepared.ts';

/** Which mails to whom: the address in any letters, large or small. */
export interface MailsTo {
  readonly address: string;
  readonly kind: OptionalMail;
}

const byAddress = prepared((db, p: { address: string; kind: string }) =>
  db.selectFrom('mails_off').select('since_ms').where('address', '=', p.address).where('kind', '=', p.kind),
);

/** Whether its person has switched these off. */
export async function areOff(db: Db, { address, kind }: MailsTo): Promise<boolean> {
  return (await byAddress(db, { address: address.toLowerCase(), kind })).length > 0;
}

/** Those among these addresses whose person has switched mails of this kind off, in lower case. */
export async function offAmong(db: Db, kind: OptionalMail, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = [...new Set(addresses.map((address) => address.toLowerCase()))];
  if (asked.length === 0) return new Set();
  const rows = await db
    .selectFrom('mails_off')
    .select('address')
    .where('kind', '=', kind)
    .where('address', 'in', asked)
    .execute();
  return new Set(rows.map(({ address }) => address));
}

/** Which kinds each of these addresses has switched off, by the address in lower case; those that none is off for are not in it. */
export async function kindsOff(db: Db, addresses: readonly string[]): Promise<ReadonlyMap<string, OptionalMail[]>> {
  const asked = [...new Set(addresses.map((address) => address.toLowerCase()))];
  if (asked.length === 0) return new Map();
  const rows = await db
    .selectFrom('mails_off')
    .select(['address', 'kind'])
    .where('address', 'in', asked)
    .orderBy('kind')
    .execute();
  const kinds = new Map<string, OptionalMail[]>();
  for (const { address, kind } of rows) kinds.set(address, [...(kinds.get(address) ?? []), kind as OptionalMail]);
  return kinds;
}

/** Switches them off from `now` (epoch milliseconds) on; what is off stays so since then. */
export async function switchOff(tx: Transaction, { address, kind }: MailsTo, now: number): Promise<void> {
  await tx
    .insertInto('mails_off')
    .values({ address: address.toLowerCase(), kind, since_ms: now })
    .onConflict((conflict) => conflict.columns(['address', 'kind']).doNothing())
    .execute();
}

/** Switches them on again. */
export async function switchOn(tx: Transaction, { address, kind }: MailsTo): Promise<void> {
  await tx.deleteFrom('mails_off').where('address', '=', address.toLowerCase()).where('kind', '=', kind).execute();
}

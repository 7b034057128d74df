import type { Insertable, Selectable } from 'kysely';
import type { Client } from '../domain/client.ts';
import { mailboxOf } from '../domain/mailbox.ts';
import type { Db, Transaction } from './database.ts';
import { prepared } from './prepared.ts';
import type { ClientTable } from './schema.ts';

const byEmail = prepared((db, p: { email: string }) =>
  db.selectFrom('clients').selectAll().where('email', '=', p.email),
);

const byId = prepared((db, p: { id: string }) => db.selectFrom('clients').selectAll().where('id', '=', p.id));

/** The client known by this mailbox (lower case); null: nobody is. */
export async function findClientByEmail(db: Db, email: string): Promise<Client | null> {
  const [row] = await byEmail(db, { email });
  return row ? toClient(row) : null;
}

/** The client with this id; null: there is none. */
export async function findClient(db: Db, id: string): Promise<Client | null> {
  const [row] = await byId(db, { id });
  return row ? toClient(row) : null;
}

type ClientRow = Insertable<ClientTable>;

const insertNew = prepared((db, row: ClientRow) =>
  db
    .insertInto('clients')
    .values(row)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id'),
);

/** False, and nothing written, where somebody is known by this mailbox already. `now` is epoch milliseconds. */
export async function insertClient(tx: Transaction, client: Client, now: number): Promise<boolean> {
  const added = await insertNew(tx, {
    id: client.id,
    email: client.email,
    mailbox: mailboxOf(client.email),
    name: client.name,
    phone: client.phone,
    time_zone: client.timeZone,
    locale: client.locale,
    created_at_ms: now,
    updated_at_ms: now,
  });
  return added.length > 0;
}

/** A client as the rest of the product has them. */
export function toClient(row: Selectable<ClientTable>): Client {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    phone: row.phone,
    timeZone: row.time_zone,
    locale: row.locale,
  };
}

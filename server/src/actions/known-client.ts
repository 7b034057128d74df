import type { Client } from '../domain/client.ts';
import { Failure } from '../domain/failures.ts';
import { findClientByEmail, insertClient } from '../store/clients.ts';
import type { Transaction } from '../store/database.ts';
import type { Context } from './context.ts';

/**
 * The id of the client known by this mailbox, who is made known if nobody is. Whoever books has not proved that the mailbox is theirs,
 * so what is known already stays as it is. `now` is epoch milliseconds.
 */
export async function knownClient(tx: Transaction, client: Client, now: number): Promise<string> {
  const known = await findClientByEmail(tx, client.email);
  if (known) return known.id;
  if (await insertClient(tx, client, now)) return client.id;
  // Another booking, under way at the same time, made them known meanwhile.
  const since = await findClientByEmail(tx, client.email);
  if (!since) throw new Error('a client who is known cannot be found');
  return since.id;
}

/** The client who is known by this address, for whoever may know. Throws Failure not_found. */
export async function clientKnownBy(ctx: Context, email: string): Promise<Client> {
  const client = await findClientByEmail(ctx.store.db, email.trim().toLowerCase());
  if (client) return client;
  throw new Failure('not_found', 'No client is known by this address: nobody has booked with it.');
}

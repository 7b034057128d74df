import type { Selectable } from 'kysely';
import type { PushSubscription } from '../domain/push.ts';
import { type Db, holdName, type Transaction } from './database.ts';
import { insertRows, prepared } from './prepared.ts';
import type { PushSubscriptionTable } from './schema.ts';

/** Whose browsers are meant: a host's, a client's that are told of everything, or those that a link to one meeting of theirs made. */
export type PushOwner = { readonly hostId: string } | { readonly clientId: string; readonly meetingId: string | null };

/** Who is told by notices at all; of a client's side only whether anybody is. */
export interface PushAudience {
  readonly clients: boolean;
  readonly hostIds: ReadonlySet<string>;
}

/** Two questions; settings keep the answer, which each new browser makes void. */
export async function pushAudience(db: Db): Promise<PushAudience> {
  const clients = await db
    .selectFrom('push_subscriptions')
    .select('id')
    .where('client_id', 'is not', null)
    .limit(1)
    .execute();
  const hosts = await db
    .selectFrom('push_subscriptions')
    .select('host_id')
    .distinct()
    .where('host_id', 'is not', null)
    .execute();
  return { clients: clients.length > 0, hostIds: new Set(hosts.flatMap((row) => row.host_id ?? [])) };
}

/** A browser to tell, and whose it is. */
export type PushReader = Pick<PushSubscription, 'id' | 'hostId' | 'clientId'>;

const ofClient = prepared((db, p: { clientId: string; meetingId: string }) =>
  db
    .selectFrom('push_subscriptions')
    .select(['id', 'host_id', 'client_id', 'endpoint'])
    .where('client_id', '=', p.clientId)
    .where((row) => row.or([row('meeting_id', 'is', null), row('meeting_id', '=', p.meetingId)]))
    .orderBy('id'),
);

const ofHosts = prepared((db, p: { hostIds: readonly string[] }) =>
  db
    .selectFrom('push_subscriptions')
    .select(['id', 'host_id', 'client_id', 'endpoint'])
    .where('host_id', 'in', p.hostIds)
    .orderBy('id'),
);

/** The browsers of a meeting's client, each once, however many of the client's links made it. */
export async function clientReaders(db: Db, clientId: string, meetingId: string): Promise<PushReader[]> {
  const rows = await ofClient(db, { clientId, meetingId });
  return [...new Map(rows.map((row) => [row.endpoint, row])).values()].map(toReader);
}

/** The browsers of these hosts. */
export async function hostReaders(db: Db, hostIds: readonly string[]): Promise<PushReader[]> {
  return hostIds.length === 0 ? [] : (await ofHosts(db, { hostIds })).map(toReader);
}

function toReader(row: { id: string; host_id: string | null; client_id: string | null }): PushReader {
  return { id: row.id, hostId: row.host_id, clientId: row.client_id };
}

/** The browser with this id; null: there is none. */
export async function findPushSubscription(db: Db, id: string): Promise<PushSubscription | null> {
  const [row] = await db.selectFrom('push_subscriptions').selectAll().where('id', '=', id).execute();
  return row ? toSubscription(row) : null;
}

/** An owner's browsers, oldest first. */
export async function listPushSubscriptions(db: Db, owner: PushOwner): Promise<PushSubscription[]> {
  let query = db.selectFrom('push_subscriptions').selectAll();
  if ('hostId' in owner) query = query.where('host_id', '=', owner.hostId);
  else {
    query = query.where('client_id', '=', owner.clientId);
    if (owner.meetingId !== null) query = query.where('meeting_id', '=', owner.meetingId);
  }
  return (await query.orderBy('id').execute()).map(toSubscription);
}

/** Every row of one browser, whoever made it. */
export async function subscriptionsAt(db: Db, endpoint: string): Promise<PushSubscription[]> {
  const rows = await db.selectFrom('push_subscriptions').selectAll().where('endpoint', '=', endpoint).execute();
  return rows.map(toSubscription);
}

/** Until this transaction ends nobody else adds a browser to this owner's (any text that names them). */
export async function lockPushOwner(tx: Transaction, owner: string): Promise<void> {
  await holdName(tx, `push ${owner}`);
}

/** Writes a new browser, of which every process hears by its settings. */
export async function insertPushSubscription(tx: Transaction, subscription: PushSubscription): Promise<void> {
  const { id, hostId, clientId, meetingId, endpoint, p256dh, sealedAuth, locale, timeZone, createdAt } = subscription;
  await insertRows(tx, 'push_subscriptions', [
    {
      id,
      host_id: hostId,
      client_id: clientId,
      meeting_id: meetingId,
      endpoint,
      p256dh,
      sealed_auth: sealedAuth,
      locale,
      time_zone: timeZone,
      created_at_ms: createdAt,
    },
  ]);
}

/** What a browser says of itself anew: its address and keys, and its reader's language and zone. */
export async function updatePushSubscription(
  tx: Transaction,
  { id, endpoint, p256dh, sealedAuth, locale, timeZone }: PushSubscription,
): Promise<void> {
  await tx
    .updateTable('push_subscriptions')
    .set({ endpoint, p256dh, sealed_auth: sealedAuth, locale, time_zone: timeZone })
    .where('id', '=', id)
    .execute();
}

/** Answers whether there was such a browser. */
export async function deletePushSubscription(tx: Transaction, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('push_subscriptions').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Forgets every browser of a client. */
export async function deleteClientPushes(tx: Transaction, clientId: string): Promise<void> {
  await tx.deleteFrom('push_subscriptions').where('client_id', '=', clientId).execute();
}

/** Forgets every browser of a host. */
export async function deletePushesOfHost(tx: Transaction, hostId: string): Promise<void> {
  await tx.deleteFrom('push_subscriptions').where('host_id', '=', hostId).execute();
}

/** Writes whether the push service has taken a message at `now` (epoch milliseconds). */
export async function recordPush(tx: Transaction, id: string, isTaken: boolean, now: number): Promise<void> {
  await tx
    .updateTable('push_subscriptions')
    .set((row) =>
      isTaken
        ? { succeeded_at_ms: now, failing_since_ms: null }
        : { failed_at_ms: now, failing_since_ms: row.fn.coalesce('failing_since_ms', row.val(now)) },
    )
    .where('id', '=', id)
    .execute();
}

/** Erases up to `limit` browsers to which nothing could be sent since `before` (epoch milliseconds); returns how many. */
export async function purgeFailingPushes(tx: Transaction, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('push_subscriptions')
    .where('id', 'in', (row) =>
      row.selectFrom('push_subscriptions').select('id').where('failing_since_ms', '<', before).limit(limit),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

function toSubscription(row: Selectable<PushSubscriptionTable>): PushSubscription {
  return {
    id: row.id,
    hostId: row.host_id,
    clientId: row.client_id,
    meetingId: row.meeting_id,
    endpoint: row.endpoint,
    p256dh: row.p256dh,
    sealedAuth: row.sealed_auth,
    locale: row.locale,
    timeZone: row.time_zone,
    createdAt: row.created_at_ms,
    succeededAt: row.succeeded_at_ms,
    failedAt: row.failed_at_ms,
  };
}

import { sql } from 'kysely';
import { holdName, type Transaction } from './database.ts';
import { prepared } from './prepared.ts';

const open = prepared((db, p: { mailbox: string; typeId: string; startedAfter: number; now: number }) =>
  db
    .selectFrom('clients')
    .innerJoin('meetings', 'meetings.client_id', 'clients.id')
    .select((of) => of.fn.countAll<number>().as('open'))
    // Most addresses are their mailbox's own name: only the others stand in the index over mailboxes.
    .where((of) =>
      of.or([
        of('clients.email', '=', p.mailbox),
        of.and([of('clients.mailbox', '=', p.mailbox), of('clients.mailbox', '<>', of.ref('clients.email'))]),
      ]),
    )
    .where('meetings.type_id', '=', p.typeId)
    .where('meetings.status', 'in', [sql.lit<'scheduled'>('scheduled'), sql.lit<'confirmed'>('confirmed')])
    .where('meetings.start_ms', '>', p.startedAfter)
    .where('meetings.end_ms', '>', p.now),
);

/** No meeting is longer. */
const LONGEST_MS = 86_400_000;

/**
 * How many standing meetings of a type a mailbox (`mailboxOf`) has that have not ended at `now` (epoch milliseconds). Until this transaction ends
 * nobody else who asks so adds one: before its hosts' rows are locked.
 */
export async function countOpenMeetings(
  tx: Transaction,
  mailbox: string,
  typeId: string,
  now: number,
): Promise<number> {
  await holdName(tx, `open meetings ${typeId} ${mailbox}`);
  const [row] = await open(tx, { mailbox, typeId, startedAfter: now - LONGEST_MS, now });
  return Number(row?.open ?? 0);
}

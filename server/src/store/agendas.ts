import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Db, Transaction } from './database.ts';
import { enqueueJobs } from './jobs.ts';

/** The kind of job that remembers that a host's agenda of a date was seen to; nobody runs it, for it is settled as it is written. */
const AGENDA = 'agenda';

/** Whose agenda, and of which of their local dates, "YYYY-MM-DD". */
export interface AgendaOf {
  readonly hostId: string;
  readonly date: string;
}

/** The hosts among these whose agenda of that date was seen to. */
export async function agendasMade(db: Db, agendas: readonly AgendaOf[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('jobs')
    .select(['order_key', 'dedupe_key'])
    .where(
      'order_key',
      'in',
      agendas.map(({ hostId }) => orderKeyOf(hostId)),
    )
    .where('dedupe_key', 'in', [...new Set(agendas.map(({ date }) => date))])
    .execute();
  const made = new Set(rows.map((row) => `${row.order_key} ${row.dedupe_key}`));
  return new Set(
    agendas.filter(({ hostId, date }) => made.has(`${orderKeyOf(hostId)} ${date}`)).map(({ hostId }) => hostId),
  );
}

/** Remembers an agenda as seen to; false where somebody has done so before. */
export async function markAgenda(tx: Transaction, { hostId, date }: AgendaOf, clock: Clock): Promise<boolean> {
  const now = clock.now();
  const orderKey = orderKeyOf(hostId);
  const job = { kind: AGENDA, payload: { hostId, date }, orderKey, dedupeKey: date, runAt: now };
  if ((await enqueueJobs(tx, [job], clock)) === 0) return false;
  await tx
    .updateTable('jobs')
    .set({ state: sql.lit('done'), settled_at_ms: now })
    .where('order_key', '=', orderKey)
    .where('dedupe_key', '=', date)
    .execute();
  return true;
}

function orderKeyOf(hostId: string): string {
  return `${AGENDA} ${hostId}`;
}

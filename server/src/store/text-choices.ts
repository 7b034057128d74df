import type { Db, Transaction } from './database.ts';
import { prepared } from './prepared.ts';

/** What a client has said of text messages: for one meeting, or (null) for all of theirs. */
export interface TextChoice {
  readonly clientId: string;
  readonly meetingId: string | null;
  /** E.164; null: they want none. */
  readonly number: string | null;
  /** Epoch milliseconds. */
  readonly chosenAt: number;
}

const lately = prepared((db, p: { clientId: string; meetingId: string }) =>
  db
    .selectFrom('text_choices')
    .select('number')
    .where('client_id', '=', p.clientId)
    .where((row) => row.or([row('meeting_id', 'is', null), row('meeting_id', '=', p.meetingId)]))
    .orderBy('chosen_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

/** Where texts about a meeting go: what its client has said last, of it or of all their meetings. E.164; null: nowhere. */
export async function numberToText(
  db: Db,
  meeting: { readonly id: string; readonly clientId: string },
): Promise<string | null> {
  const [row] = await lately(db, { clientId: meeting.clientId, meetingId: meeting.id });
  return row?.number ?? null;
}

/** What a client has said last, of whatever meeting; null: nothing yet. */
export async function latestChoice(db: Db, clientId: string): Promise<TextChoice | null> {
  const row = await db
    .selectFrom('text_choices')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('chosen_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return { clientId, meetingId: row.meeting_id, number: row.number, chosenAt: row.chosen_at_ms };
}

/** Keeps a choice in place of an earlier one of the same scope. */
export async function keepTextChoice(tx: Transaction, choice: TextChoice): Promise<void> {
  const { clientId, meetingId, number, chosenAt } = choice;
  const said = { number, chosen_at_ms: chosenAt };
  await tx
    .insertInto('text_choices')
    .values({ id: meetingId ?? clientId, client_id: clientId, meeting_id: meetingId, ...said })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(said))
    .execute();
}

/** Whoever holds this number wants no texts any more, whatever they were for; `now` is epoch milliseconds. */
export async function stopNumber(tx: Transaction, number: string, now: number): Promise<void> {
  await tx.updateTable('text_choices').set({ number: null, chosen_at_ms: now }).where('number', '=', number).execute();
}

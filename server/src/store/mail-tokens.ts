import type { Transaction } from './database.ts';

/** Whose turn it is, and until when (epoch milliseconds). */
export interface MailTokenTurn {
  readonly id: string;
  readonly holder: string;
  readonly now: number;
  readonly until: number;
}

/** Takes the turn at a mail token, and answers the one that is kept, sealed (null: none is); undefined: the turn is another's. */
export async function takeMailTokenTurn(
  tx: Transaction,
  { id, holder, now, until }: MailTokenTurn,
): Promise<string | null | undefined> {
  const turn = { turn_of: holder, turn_until_ms: until, used_at_ms: now };
  const row = await tx
    .insertInto('mail_tokens')
    .values({ id, ...turn })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(turn)
        .where((own) => own.or([own('mail_tokens.turn_until_ms', '<=', now), own('mail_tokens.turn_of', '=', holder)])),
    )
    .returning('sealed_token')
    .executeTakeFirst();
  return row?.sealed_token;
}

/** Keeps a sealed token, whoever's turn it is by now: it is newer than what is there. */
export async function keepMailToken(tx: Transaction, id: string, sealed: string): Promise<void> {
  await tx.updateTable('mail_tokens').set({ sealed_token: sealed }).where('id', '=', id).execute();
}

/** Lets the next one take the turn. */
export async function endMailTokenTurn(
  tx: Transaction,
  { id, holder }: Pick<MailTokenTurn, 'id' | 'holder'>,
): Promise<void> {
  await tx
    .updateTable('mail_tokens')
    .set({ turn_until_ms: 0 })
    .where('id', '=', id)
    .where('turn_of', '=', holder)
    .execute();
}

/** Forgets what was kept for other settings than these, where it was used last before `before` (epoch milliseconds). */
export async function forgetOtherMailTokens(tx: Transaction, id: string, before: number): Promise<void> {
  await tx.deleteFrom('mail_tokens').where('id', '<>', id).where('used_at_ms', '<', before).execute();
}

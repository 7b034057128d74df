import { holdName, type Transaction } from './database.ts';

/**
 * Counts a text message for its month ("2026-11"), once, however often it is tried. Answers how many the month has with it; null, and nothing counted,
 * where that would be more than `most`. Whoever counts holds the others up, so that no two take the last place.
 */
export async function countText(
  tx: Transaction,
  { id, month }: { readonly id: string; readonly month: string },
  most: number,
): Promise<number | null> {
  await holdName(tx, 'text messages of a month');
  // Of earlier months nobody asks.
  await tx.deleteFrom('counted_texts').where('month', '<', month).execute();
  const [row] = await tx
    .selectFrom('counted_texts')
    .select((of) => [of.fn.countAll<number>().as('all'), of.fn.countAll<number>().filterWhere('id', '=', id).as('own')])
    .where('month', '=', month)
    .execute();
  const [all, own] = [Number(row?.all ?? 0), Number(row?.own ?? 0)];
  if (own > 0) return all;
  if (all >= most) return null;
  await tx
    .insertInto('counted_texts')
    .values({ id, month })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ month }))
    .execute();
  return all + 1;
}

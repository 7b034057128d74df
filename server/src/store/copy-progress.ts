import { sql } from 'kysely';
import { copiedTables } from './copied-tables.ts';
import { isEmpty, type RowKey } from './copy-rows.ts';
import { DatabaseUnusable, type Db, hasOneWriter, holdName, type Store, type Transaction } from './database.ts';
import { parseJson } from './schema.ts';
import { forgetSecretFingerprint } from './secret-fingerprint.ts';

/** How far a copy has come. */
export interface CopyProgress {
  /** Its place among `copiedTables`; their number where all rows are there. */
  readonly turn: number;
  /** Of the last row of that table; empty: none yet. */
  readonly lastKey: RowKey;
  /** Of that table, up to there. */
  readonly copiedRows: number;
}

/** What stands in place of a table's name when all are copied. */
const ALL = '';
const TURN = 'copy';

async function findCopy(db: Db) {
  return db.selectFrom('copy_under_way').selectAll().executeTakeFirst();
}

/** Throws DatabaseUnusable while a copy into this database is under way, or was left unfinished. */
export async function refuseUnderCopy(db: Db): Promise<void> {
  const copy = await findCopy(db);
  if (!copy) return;
  throw new DatabaseUnusable(
    `The database is an unfinished copy of ${copy.source}: run "meeting-booker copy" again, which goes on where it stopped.`,
  );
}

/**
 * Begins a copy of `source` (its name, without a password) into an empty database, or goes on with the very same; from now on nobody else
 * may use the database. Throws DatabaseUnusable, and changes nothing, where it holds anything, or the copy of another source.
 */
export async function beginCopy(store: Store, source: string): Promise<CopyProgress> {
  return store.write(async (tx) => {
    await holdName(tx, TURN);
    const copy = await findCopy(tx);
    if (copy) {
      if (copy.source === source) return progressOf(copy);
      throw new DatabaseUnusable(
        `The target is an unfinished copy of ${copy.source}, not of ${source}: finish that one, or empty the target.`,
      );
    }
    for (const table of copiedTables) {
      // A secret under which nothing was made yet is no loss.
      if (table.name === 'secret_fingerprint' || (await isEmpty(tx, table))) continue;
      throw new DatabaseUnusable(`The target is not empty (it has rows in ${table.name}): nothing was copied.`);
    }
    await forgetSecretFingerprint(tx);
    const first = { only_row: 1 as const, source, table_name: copiedTables[0].name, last_key: '[]', copied_rows: 0 };
    await tx.insertInto('copy_under_way').values(first).execute();
    return progressOf(first);
  });
}

/** Takes back a copy that has copied nothing yet. */
export async function withdrawCopy(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await holdName(tx, TURN);
    const progress = await lockCopy(tx);
    if (progress.turn === 0 && progress.copiedRows === 0) await tx.deleteFrom('copy_under_way').execute();
  });
}

/** Where the copy stands, from now to the end of the transaction. Throws DatabaseUnusable when it is none: somebody else ended it. */
export async function lockCopy(tx: Transaction): Promise<CopyProgress> {
  await holdName(tx, TURN);
  const copy = await findCopy(tx);
  if (!copy) throw new DatabaseUnusable('The copy was ended by somebody else.');
  return progressOf(copy);
}

/** Writes down how far the copy has come, together with the rows themselves. */
export async function noteProgress(tx: Transaction, progress: CopyProgress): Promise<void> {
  await tx
    .updateTable('copy_under_way')
    .set({
      table_name: copiedTables[progress.turn]?.name ?? ALL,
      last_key: JSON.stringify(progress.lastKey),
      copied_rows: progress.copiedRows,
    })
    .execute();
}

/** Ends a copy that was found right: numbers go on above the highest that was copied, and the database may be used. */
export async function endCopy(store: Store): Promise<void> {
  await store.write(
    async (tx) => {
      await lockCopy(tx);
      if (!hasOneWriter(tx)) {
        // SQLite numbers a row one above the highest by itself; and only PostgreSQL plans by what it counted.
        await sql`select setval(pg_get_serial_sequence('jobs', 'id'), max(id)) from jobs having max(id) is not null`.execute(
          tx,
        );
        await sql`analyze`.execute(tx);
      }
      await tx.deleteFrom('copy_under_way').execute();
    },
    { patient: true },
  );
}

function progressOf(copy: { table_name: string; last_key: string; copied_rows: number }): CopyProgress {
  const place = copiedTables.findIndex(({ name }) => name === copy.table_name);
  return {
    turn: place === -1 ? copiedTables.length : place,
    lastKey: parseJson<(string | number)[]>(copy.last_key),
    copiedRows: copy.copied_rows,
  };
}

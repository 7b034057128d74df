import { createHash } from 'node:crypto';
import { Failure } from '../domain/failures.ts';
import { type CopiedTable, copiedTables } from '../store/copied-tables.ts';
import { type CopySource, openCopySource, openCopyTarget, refuseServed } from '../store/copy-places.ts';
import { beginCopy, endCopy, lockCopy, noteProgress, withdrawCopy } from '../store/copy-progress.ts';
import { insertRows, keyOf, type RowKey, readRows } from '../store/copy-rows.ts';
import { DatabaseUnusable, type Db, type Store } from '../store/database.ts';
import { type DatabasePlace, placeName } from '../store/open-database.ts';
import { findSecretFingerprint } from '../store/secret-fingerprint.ts';

/** How many rows stand in memory at once, and are copied by one transaction. */
const ROWS_AT_ONCE = 2000;

/** A table as it was found on both sides: its rows, and SHA-256 over them in the order of their keys, in hexadecimal digits. */
export interface CopiedRows {
  readonly table: string;
  readonly rows: number;
  readonly checksum: string;
}

/** What was copied, and the fingerprint of the secret that goes with it; null: nothing was made under a secret yet. */
export interface CopyOutcome {
  readonly tables: readonly CopiedRows[];
  readonly fingerprint: string | null;
}

/** From where to where; `report` hears what was copied of a table up to now. */
export interface CopyOrder {
  readonly from: DatabasePlace;
  readonly to: DatabasePlace;
  report?(table: string, rows: number): void;
}

/**
 * Copies everything in one database into another, empty one, and compares both row by row. Killed at any point, the same call goes on where
 * it stopped; until it is through, the target cannot be used. The source is only read.
 * @throws DatabaseUnusable where either cannot be opened, is in use, or has another schema; where the target is not empty, a row is refused, or
 * the two differ at the end.
 */
export async function copyDatabase({ from, to, report = () => {} }: CopyOrder): Promise<CopyOutcome> {
  if (placeName(from) === placeName(to)) throw new DatabaseUnusable('The source and the target are the same database.');
  const source = await openCopySource(from);
  try {
    const target = await openCopyTarget(to);
    try {
      await begin(target, from, to);
      while (await copyNext(source, target, report));
      const tables: CopiedRows[] = [];
      for (const table of copiedTables) tables.push(await compare(source.db, target.db, table));
      // What was written to a table after it was compared.
      await source.refuseUse();
      await endCopy(target);
      return { tables, fingerprint: await findSecretFingerprint(target.db) };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Marked first and looked at afterwards: a server that starts meanwhile either sees the mark or is seen. */
async function begin(target: Store, from: DatabasePlace, to: DatabasePlace): Promise<void> {
  await beginCopy(target, placeName(from));
  try {
    await refuseServed(target.db, placeName(to));
  } catch (error) {
    await withdrawCopy(target);
    throw error;
  }
}

/** Copies the next rows, with the mark of how far it has come; false when there are no more. */
async function copyNext(source: CopySource, target: Store, report: (table: string, rows: number) => void) {
  let table: CopiedTable | undefined;
  let copiedRows = 0;
  try {
    await target.write(async (tx) => {
      const progress = await lockCopy(tx);
      table = copiedTables[progress.turn];
      if (!table) return;
      const rows = await readRows(source.db, table, progress.lastKey, ROWS_AT_ONCE);
      await insertRows(tx, table, rows);
      copiedRows = progress.copiedRows + rows.length;
      const last = rows.at(-1);
      const lastKey = last ? keyOf(table, last) : progress.lastKey;
      if (rows.length === ROWS_AT_ONCE) await noteProgress(tx, { turn: progress.turn, lastKey, copiedRows });
      else await noteProgress(tx, { turn: progress.turn + 1, lastKey: [], copiedRows: 0 });
    });
  } catch (error) {
    if (!table || error instanceof Failure || error instanceof DatabaseUnusable) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnusable(`The target refuses rows of ${table.name}: ${why}`, { cause: error });
  }
  if (table) report(table.name, copiedRows);
  return table !== undefined;
}

async function compare(source: Db, target: Db, table: CopiedTable): Promise<CopiedRows> {
  const theirs = await sumUp(source, table);
  const ours = await sumUp(target, table);
  if (theirs.rows === ours.rows && theirs.checksum === ours.checksum) return ours;
  const sides = `${theirs.rows} rows with checksum ${theirs.checksum.slice(0, 12)} in the source, ${ours.rows} with ${ours.checksum.slice(0, 12)} in the target`;
  throw new DatabaseUnusable(
    `The table ${table.name} was not copied as it is (${sides}): somebody wrote meanwhile. Stop every server, empty the target and copy again.`,
  );
}

/** Computed here, by one function for both engines, over what either answers. */
async function sumUp(db: Db, table: CopiedTable): Promise<CopiedRows> {
  const hash = createHash('sha256');
  let rows = 0;
  for (let after: RowKey | null = []; after !== null; ) {
    const page = await readRows(db, table, after, ROWS_AT_ONCE);
    const [first] = page;
    const columns = Object.keys(first ?? {}).sort();
    for (const row of page) hash.update(`${JSON.stringify(columns.map((column) => [column, row[column]]))}\n`);
    rows += page.length;
    const last = page.at(-1);
    after = last && page.length === ROWS_AT_ONCE ? keyOf(table, last) : null;
  }
  return { table: table.name, rows, checksum: hash.digest('hex') };
}

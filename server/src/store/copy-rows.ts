import { CompiledQuery, sql } from 'kysely';
import type { CopiedTable } from './copied-tables.ts';
import { type Db, hasOneWriter, runCompiled, type Transaction } from './database.ts';

/** A row of any table: text, whole numbers and null, the same from either engine. */
export type AnyRow = Readonly<Record<string, string | number | null>>;

/** Values of a table's key, in its order; empty: before the first row. */
export type RowKey = readonly (string | number)[];

/** The next rows after a key, in the order of the key, at most so many. Text is ordered by code points, in both engines. */
export async function readRows(db: Db, table: CopiedTable, after: RowKey, limit: number): Promise<AnyRow[]> {
  const key = sql.join(table.key.map((column) => sql.ref(column)));
  const from = after.length === 0 ? sql`` : sql`where (${key}) > (${sql.join(after)})`;
  const query = sql<AnyRow>`select * from ${sql.table(table.name)} ${from} order by ${key} limit ${sql.lit(limit)}`;
  return runCompiled(db, query.compile(db));
}

/** The row's key. */
export function keyOf(table: CopiedTable, row: AnyRow): RowKey {
  return table.key.map((column) => {
    const value = row[column];
    if (value === null || value === undefined) throw new Error(`${table.name} has a row without ${column}`);
    return value;
  });
}

/** Writes rows as they are. Throws what the database refuses them with. */
export async function insertRows(tx: Transaction, table: CopiedTable, rows: readonly AnyRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const columns = names.map((name) => `"${name}"`).join(', ');
  if (!hasOneWriter(tx)) {
    // One statement and one value, however many rows: PostgreSQL takes them apart by the table's own types.
    const text = `insert into ${table.name} (${columns}) select ${columns} from json_populate_recordset(null::${table.name}, $1)`;
    await tx.executeQuery(CompiledQuery.raw(text, [JSON.stringify(rows)]));
    return;
  }
  const text = `insert into ${table.name} (${columns}) values (${names.map(() => '?').join(', ')})`;
  const statement = CompiledQuery.raw(text);
  for (const row of rows) await runCompiled(tx, { ...statement, parameters: names.map((name) => row[name] ?? null) });
}

/** True when the table holds nothing. */
export async function isEmpty(db: Db, table: CopiedTable): Promise<boolean> {
  return (await readRows(db, table, [], 1)).length === 0;
}

import type { Compilable, CompiledQuery, Insertable, Kysely } from 'kysely';
import { type Db, runCompiled, type Transaction } from './database.ts';
import type { Database } from './schema.ts';

/** Stands for a value while a query is compiled: `key` of the parameters, or the `index`th of the list there. */
class Placeholder {
  readonly key: string;
  readonly index: number | null;

  constructor(key: string, index: number | null) {
    this.key = key;
    this.index = index;
  }
}

type Parameters = Readonly<Record<string, unknown>>;
/** Compiled texts by the shape they were compiled for. */
type Texts = Map<string, CompiledQuery>;

/**
 * A query that Kysely builds and compiles once for each dialect (and each length of the lists among its parameters), then runs
 * with the values of each call: building costs several times what SQLite takes to answer. `build` must use every parameter as
 * a value, never look at it.
 */
export function prepared<P extends object, Row>(
  build: (db: Kysely<Database>, parameters: P) => Compilable<Row>,
): (db: Db | Transaction, parameters: P) => Promise<Row[]> {
  const compiled = new WeakMap<object, Texts>();
  return async (db, parameters) => {
    const values = parameters as Parameters;
    const texts = textsFor(compiled, db);
    let lengths = '';
    for (const key in values) {
      const value = values[key];
      if (Array.isArray(value)) lengths += `${value.length},`;
    }
    let query = texts.get(lengths);
    if (!query) {
      query = build(db, placeholders(values) as P).compile();
      texts.set(lengths, query);
    }
    const bound = query.parameters.map((parameter) => boundValue(parameter, values));
    return runCompiled(db, { ...query, parameters: bound } as CompiledQuery<Row>);
  };
}

const inserts = new WeakMap<object, Texts>();

/** Inserts rows that all have the same columns in one statement, compiled once for each number of rows. */
export async function insertRows<Table extends keyof Database & string>(
  tx: Transaction,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first);
  const texts = textsFor(inserts, tx);
  const shape = `${table}(${columns.join()})*${rows.length}`;
  let query = texts.get(shape);
  if (!query) {
    const marks = rows.map(() => Object.fromEntries(columns.map((column) => [column, new Placeholder(column, null)])));
    query = tx
      .insertInto(table)
      .values(marks as never)
      .compile();
    texts.set(shape, query);
  }
  const parameters: unknown[] = [];
  for (const row of rows) for (const column of columns) parameters.push((row as Parameters)[column]);
  await runCompiled(tx, { ...query, parameters });
}

/** One dialect, one adapter: transactions of the same database share it. */
function textsFor(compiled: WeakMap<object, Texts>, db: Db): Texts {
  const { adapter } = db.getExecutor();
  let texts = compiled.get(adapter);
  if (!texts) {
    texts = new Map();
    compiled.set(adapter, texts);
  }
  return texts;
}

function placeholders(values: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((_, index) => new Placeholder(key, index)) : new Placeholder(key, null),
    ]),
  );
}

function boundValue(parameter: unknown, values: Parameters): unknown {
  if (!(parameter instanceof Placeholder)) return parameter;
  const value = values[parameter.key];
  return parameter.index === null ? value : (value as readonly unknown[])[parameter.index];
}

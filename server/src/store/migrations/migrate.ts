import { CompiledQuery, sql } from 'kysely';
import { DatabaseUnusable, hasOneWriter, holdName, type Store, type Transaction } from '../database.ts';
import { type Migration, migrations } from './list.ts';
import { postgresWords, sqliteWords } from './words.ts';

/** The database was made by a newer program, which this one would misread; the message names the step that it does not know. */
export class DatabaseTooNew extends DatabaseUnusable {
  override readonly name = 'DatabaseTooNew';
}

/** Whoever migrates holds this name, so that any number of processes may start at once. */
const TURN = 'migrations';
const PATIENT = { patient: true };

/**
 * Brings the database to this program's schema: every step not yet applied, in order, each in a transaction of its own, one process
 * at a time. Answers the names applied by this call.
 * @throws DatabaseTooNew when the database knows a step that this program does not; nothing is changed then.
 */
export async function migrate(store: Store): Promise<{ applied: string[] }> {
  await store.write(async (tx) => {
    await holdName(tx, TURN);
    const { text, keyed } = wordsOf(tx);
    await tx.executeQuery(
      CompiledQuery.raw(`create table if not exists migrations (name ${text} primary key)${keyed}`),
    );
    const known = new Set(migrations.map((migration) => migration.name));
    const unknown = (await appliedNames(tx)).find((name) => !known.has(name));
    if (unknown !== undefined) {
      throw new DatabaseTooNew(`The database is newer than this program (it has ${unknown}): run the newer version.`);
    }
  }, PATIENT);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await store.write((tx) => applyOnce(tx, migration), PATIENT)) applied.push(migration.name);
  }
  return { applied };
}

/** False when another call came first. */
async function applyOnce(tx: Transaction, migration: Migration): Promise<boolean> {
  await holdName(tx, TURN);
  if ((await appliedNames(tx)).includes(migration.name)) return false;
  for (const statement of migration.statements(wordsOf(tx))) await tx.executeQuery(CompiledQuery.raw(statement));
  await sql`insert into migrations (name) values (${migration.name})`.execute(tx);
  return true;
}

async function appliedNames(tx: Transaction): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(tx);
  return rows.map((row) => row.name);
}

function wordsOf(tx: Transaction) {
  return hasOneWriter(tx) ? sqliteWords : postgresWords;
}

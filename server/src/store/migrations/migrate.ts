import { CompiledQuery, sql } from 'kysely';
import { DatabaseUnusable, type Db, hasOneWriter, holdName, type Store, type Transaction } from '../database.ts';
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
  const before = await store.write(async (tx) => {
    await holdName(tx, TURN);
    const { text, keyed } = wordsOf(tx);
    await tx.executeQuery(
      CompiledQuery.raw(`create table if not exists migrations (name ${text} primary key)${keyed}`),
    );
    const names = await appliedNames(tx);
    refuseUnknown(names);
    return names;
  }, PATIENT);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (before.includes(migration.name)) continue;
    if (await store.write((tx) => applyOnce(tx, migration), PATIENT)) applied.push(migration.name);
  }
  return { applied };
}

/**
 * Looks whether the database has exactly this program's schema, and changes nothing.
 * @throws DatabaseUnusable where it is none of this program's or older, DatabaseTooNew where it is newer; `name` says which it is.
 */
export async function checkMigrated(db: Db, name: string): Promise<void> {
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === 'migrations')) {
    throw new DatabaseUnusable(`${name} is no database of Meeting Booker.`);
  }
  const applied = await appliedNames(db);
  refuseUnknown(applied, name);
  if (migrations.some((migration) => !applied.includes(migration.name))) {
    throw new DatabaseUnusable(`${name} is older than this program: run "meeting-booker migrate" on it first.`);
  }
}

function refuseUnknown(applied: readonly string[], whose = 'The database'): void {
  const unknown = applied.find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown === undefined) return;
  throw new DatabaseTooNew(`${whose} is newer than this program (it has ${unknown}): run the newer version.`);
}

/** False when another call came first. */
async function applyOnce(tx: Transaction, migration: Migration): Promise<boolean> {
  await holdName(tx, TURN);
  if ((await appliedNames(tx)).includes(migration.name)) return false;
  for (const statement of migration.statements(wordsOf(tx))) await tx.executeQuery(CompiledQuery.raw(statement));
  await sql`insert into migrations (name) values (${migration.name})`.execute(tx);
  return true;
}

async function appliedNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(db);
  return rows.map((row) => row.name);
}

function wordsOf(tx: Transaction) {
  return hasOneWriter(tx) ? sqliteWords : postgresWords;
}

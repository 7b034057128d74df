import { type CompiledQuery, type Kysely, type Transaction as KyselyTransaction, PostgresAdapter, sql } from 'kysely';
import { Failure } from '../domain/failures.ts';
import type { Database } from './schema.ts';

/** The database as it is read: a write through it is refused, for only `Store.write` writes. */
export type Db = Kysely<Database>;
/** An open write transaction; whatever takes one can stand only inside `Store.write`. */
export type Transaction = KyselyTransaction<Database>;

/** An open database, SQLite or PostgreSQL. Reads see the last commit and wait for no writer. */
export interface Store {
  readonly db: Db;
  /**
   * Runs `run` in a transaction and commits what it wrote; whatever it throws undoes all of it. In SQLite it is alone among all writers,
   * in PostgreSQL only with the rows that it locked (`hasOneWriter`). It may be run anew where the database undid it for others' sake or the
   * connection was lost, so it must do nothing that a rollback does not undo. A commit whose answer was lost is asked for afterwards.
   * Never call it inside itself: the inner one may wait for the outer for ever. Throws Failure temporarily_unavailable when its turn does
   * not come, or the database does not answer, for ten seconds, or its disk is full; with `patient`, for migrations, a turn may take any time.
   */
  write<T>(run: (tx: Transaction) => Promise<T>, options?: { readonly patient?: boolean }): Promise<T>;
  /** Something that differs after every commit, ours or another process's: what was read under the same one still holds. */
  version(): Promise<number | string>;
  /** Tells every process on this database, this one included, that work was committed. Never waits, and may be lost: workers look by themselves too. */
  announceWork(): void;
  /** Calls `hear` whenever work was announced, now and then for nothing. */
  onWork(hear: () => void): void;
  /** Where all processes count together how often somebody asks (the table `rate_limits`); null: each counts for itself. */
  readonly sharedCounts: SharedCounts | null;
  close(): Promise<void>;
}

/** Runs the statements of rate-limiter-flexible, which counts in single statements outside any transaction. */
export interface SharedCounts {
  query(text: {
    readonly text: string;
    readonly values: unknown[];
    readonly name?: string;
  }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/** The database cannot be used; the message is one line for whoever started the program. */
export class DatabaseUnusable extends Error {
  override readonly name: string = 'DatabaseUnusable';
}

/** What the caller is told of a database that cannot serve for the moment; `cause` is for whoever runs it. */
export function unavailable(cause: unknown, detail: string, retryAfterSeconds: number): Failure {
  const failure = new Failure('temporarily_unavailable', detail, { retryAfterSeconds });
  failure.cause = cause;
  return failure;
}

/** How long a write waits for those before it, and for a database that does not answer. */
export const PATIENCE_MS = 10_000;

/** Runs a query's text at once; what an engine that answers without waiting offers in place of Kysely's promises. */
export type RunAtOnce = <Row>(query: CompiledQuery<Row>) => Row[];

const atOnce = new WeakMap<Db, RunAtOnce>();

/** From now on queries on `db` are run so. */
export function answersAtOnce(db: Db, run: RunAtOnce): void {
  atOnce.set(db, run);
}

/** Whatever still comes on `db` must not run outside its transaction: Kysely refuses it. */
export function answersNoMore(db: Db): void {
  atOnce.delete(db);
}

/** Texts that come again and again, by a name under which PostgreSQL keeps them parsed. */
const names = new Map<string, string>();

/** The name of a text that `runCompiled` has run; a text built anew for each question has none. */
export function nameOfText(text: string): string | undefined {
  return names.get(text);
}

/** Runs a query that was compiled once for good, and answers its rows, none where it reads none. */
export async function runCompiled<Row>(db: Db, query: CompiledQuery<Row>): Promise<Row[]> {
  const run = atOnce.get(db);
  if (run) return run(query);
  if (!names.has(query.sql)) names.set(query.sql, `q${names.size}`);
  return (await db.executeQuery(query)).rows;
}

/** True where writers take turns (SQLite): nothing that a transaction read can change before it ends. Else rows must be locked first. */
export function hasOneWriter(db: Db): boolean {
  return !(db.getExecutor().adapter instanceof PostgresAdapter);
}

/**
 * Waits until no other open transaction holds this name, and holds it to the end of this one: for what is no row yet. Where writers take
 * turns, it is theirs already.
 */
export async function holdName(tx: Transaction, name: string): Promise<void> {
  if (!hasOneWriter(tx)) await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 4000))`.execute(tx);
}

/** Runs what the database may refuse (`isRefusal`), so that the transaction can go on afterwards: in PostgreSQL any error ends it else. */
export async function refusable<T>(tx: Transaction, run: () => Promise<T>): Promise<T> {
  if (hasOneWriter(tx)) return run();
  await sql`savepoint refusable`.execute(tx);
  try {
    const value = await run();
    await sql`release savepoint refusable`.execute(tx);
    return value;
  } catch (error) {
    // A lost connection takes the savepoint with it: the first error is the one to hear of.
    await sql`rollback to savepoint refusable`.execute(tx).catch(() => {});
    throw error;
  }
}

/** True when `error` is the database's own refusal under this name: what a trigger raises, or a constraint of this name. */
export function isRefusal(error: unknown, name: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (code === 'SQLITE_CONSTRAINT_TRIGGER' || code === 'P0001') return error.message === name;
  return code === '23P01' && constraint === name;
}

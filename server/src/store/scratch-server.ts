import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from './migrations/migrate.ts';
import { openDatabase } from './open-database.ts';
import { onDatabase, startPostgres } from './scratch-postgres.ts';

/** A PostgreSQL server to make databases on: its address without a database's name, how their names begin, and a migrated one to copy. */
export interface ScratchServer {
  readonly url: string;
  readonly prefix: string;
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Null: the tests run on SQLite. */
    postgres: ScratchServer | null;
  }
}

/** For tests on PostgreSQL, once for all of them: the server that TEST_DATABASE_URL names, or one of our own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const own = given ? null : await startPostgres({ durable: false });
  const url = own?.url ?? rootOf(given ?? '');
  const prefix = `booker_test_${randomUUID().slice(0, 8)}`;
  const template = `${prefix}_template`;
  await onServer(url, async (client) => void (await client.query(`create database ${template}`)));
  const store = await openDatabase({ url: `${url}/${template}` });
  await migrate(store);
  await store.close();
  project.provide('postgres', { url, prefix, template });
  return () => own?.stop() ?? dropAll(url, prefix);
}

async function dropAll(url: string, prefix: string): Promise<void> {
  await onServer(url, async (client) => {
    const named = 'select datname as name from pg_database where starts_with(datname, $1)';
    const { rows } = await client.query<{ name: string }>(named, [prefix]);
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  });
}

/** The server's address without a database's name. */
function rootOf(url: string): string {
  const parsed = new URL(url);
  parsed.pathname = '';
  return parsed.href.replace(/\/$/, '');
}

/** Runs statements on the server's own database. */
export function onServer<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  return onDatabase(`${url}/postgres`, run);
}

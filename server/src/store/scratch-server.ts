import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from './migrations/migrate.ts';
import { openDatabase } from './open-database.ts';
import { startPostgres } from './scratch-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server to make databases on, without a database's name, and a migrated one to copy; null: the tests run on SQLite. */
    postgres: { readonly url: string; readonly template: string } | null;
  }
}

/** For tests on PostgreSQL, once for all of them: the server that TEST_DATABASE_URL names, or one of our own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const own = given ? null : await startPostgres({ durable: false });
  const url = own?.url ?? rootOf(given ?? '');
  const template = `booker_${randomUUID().replaceAll('-', '')}`;
  await onServer(url, async (client) => void (await client.query(`create database ${template}`)));
  const store = await openDatabase({ url: `${url}/${template}` });
  await migrate(store);
  await store.close();
  project.provide('postgres', { url, template });
  return async () => {
    if (own) await own.stop();
    else await onServer(url, async (client) => void (await client.query(`drop database ${template}`)));
  };
}

/** The server's address without a database's name. */
function rootOf(url: string): string {
  const parsed = new URL(url);
  parsed.pathname = '';
  return parsed.href.replace(/\/$/, '');
}

/** Runs statements on the server's own database. */
export async function onServer<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  client.on('error', () => {});
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

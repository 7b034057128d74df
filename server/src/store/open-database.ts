import { resolve } from 'node:path';
import type { Store } from './database.ts';
import { openPostgres, type PostgresPlace } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** Where a database is: the path of an SQLite file, or a PostgreSQL server's. */
export type DatabasePlace = { readonly file: string } | PostgresPlace;

/**
 * Opens either database and migrates nothing.
 * @throws DatabaseUnusable when a file or its folder cannot be written or is no database, or a server refuses or is too old.
 */
export async function openDatabase(place: DatabasePlace): Promise<Store> {
  return 'file' in place ? openSqlite(place.file) : openPostgres(place);
}

/** How a place is told to people: `sqlite:/path` or `postgres://hostname:port/name`, never with a user or password. */
export function placeName(place: DatabasePlace): string {
  if ('file' in place) return `sqlite:${resolve(place.file)}`;
  const { hostname, port, pathname } = new URL(place.url);
  return `postgres://${hostname}:${port || 5432}${pathname}`;
}

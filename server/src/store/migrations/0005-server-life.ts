import type { Words } from './words.ts';

/**
 * One row that lives as long as a PostgreSQL server does between two crashes: an unlogged table is empty after one, and on a standby that takes over.
 * A crash forgets the numbers of the last transactions and gives them out again, so what became of a number is told within one life alone.
 */
export const serverLife = (w: Words): string[] =>
  w.name === 'sqlite'
    ? []
    : ['create unlogged table server_life (only_row integer primary key check (only_row = 1), id uuid not null)'];

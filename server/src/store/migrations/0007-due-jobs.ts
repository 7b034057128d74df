import type { Words } from './words.ts';

/**
 * For PostgreSQL, which knows little of a table that has just grown: jobs that fall due together stand in the order in which they are taken, and what
 * comes before one in its order is found without weighing indexes against each other. SQLite's indexes have the id at their end by themselves.
 */
export const dueJobs = (w: Words): string[] =>
  w.name === 'sqlite'
    ? []
    : [
        'drop index jobs_due',
        `create index jobs_due on jobs (kind, run_at_ms, id) where state = 'pending'`,
        `create index jobs_waiting on jobs (order_key, id) where state = 'pending'`,
      ];

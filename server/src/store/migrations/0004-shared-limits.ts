import type { Words } from './words.ts';

/** Where processes on one PostgreSQL count together how often somebody asks; its columns are rate-limiter-flexible's. In SQLite each process counts for itself. */
export const sharedLimits = (w: Words): string[] =>
  w.name === 'sqlite'
    ? []
    : [
        `create unlogged table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
)`,
      ];

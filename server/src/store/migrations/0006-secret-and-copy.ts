import type { Words } from './words.ts';

/** By which secret the links were made, so that another is noticed; and how far a copy into this database has come, as long as it is none that may be used. */
export const secretAndCopy = (w: Words): string[] => [
  `create table secret_fingerprint (
  only_row integer primary key check (only_row = 1),
  fingerprint ${w.text} not null check (fingerprint <> '')
)${w.strict}`,
  `create table copy_under_way (
  only_row integer primary key check (only_row = 1),
  source ${w.text} not null,
  table_name ${w.text} not null,
  last_key ${w.text} not null check (${w.isArray('last_key')}),
  copied_rows ${w.instant} not null check (copied_rows >= 0)
)${w.strict}`,
];

import type { Words } from './words.ts';

/** Where a client wants text messages, or no longer wants any, for all of their meetings or for one; and how many were sent in a month. */
export const textMessages = (w: Words): string[] => [
  `create table text_choices (
  id ${w.text} primary key,
  client_id ${w.text} not null references clients (id) on delete cascade,
  meeting_id ${w.text} references meetings (id) on delete cascade,
  number ${w.text},
  chosen_at_ms ${w.instant} not null,
  check (id = coalesce(meeting_id, client_id))
)${w.keyed}`,
  'create index text_choices_client on text_choices (client_id, chosen_at_ms)',
  'create index text_choices_meeting on text_choices (meeting_id) where meeting_id is not null',
  'create index text_choices_number on text_choices (number) where number is not null',
  `create table counted_texts (
  id ${w.text} primary key,
  month ${w.text} not null
)${w.keyed}`,
  'create index counted_texts_month on counted_texts (month)',
];

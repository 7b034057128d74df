import type { Words } from './words.ts';

/** Types that are booked by proven addresses alone, and the codes that prove one. No code is in them: codes are derived from the secret. */
export const addressProofs = (w: Words): string[] => [
  'alter table meeting_types add column requires_verified_email integer not null default 0 check (requires_verified_email in (0, 1))',
  `create table address_proofs (
  id ${w.text} primary key,
  type_id ${w.text} not null references meeting_types (id) on delete cascade,
  email ${w.text} not null check (email <> ''),
  mails integer not null check (mails >= 1),
  tries integer not null check (tries >= 0),
  created_at_ms ${w.instant} not null,
  expires_at_ms ${w.instant} not null,
  used_at_ms ${w.instant},
  unique (type_id, email)
)${w.strict}`,
  'create index address_proofs_expires on address_proofs (expires_at_ms)',
];

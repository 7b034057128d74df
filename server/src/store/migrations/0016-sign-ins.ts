import type { Words } from './words.ts';

/** Hosts who have signed in, and the links that they sign in by. No usable secret is in either: of a sign-in its hash, of a link nothing. */
export const signIns = (w: Words): string[] => [
  `create table sign_ins (
  id ${w.text} primary key,
  host_id ${w.text} not null references hosts (id) on delete cascade,
  secret_hash ${w.text} not null check (secret_hash <> ''),
  created_at_ms ${w.instant} not null,
  last_used_at_ms ${w.instant} not null,
  expires_at_ms ${w.instant} not null
)${w.strict}`,
  'create index sign_ins_host on sign_ins (host_id)',
  'create index sign_ins_expiry on sign_ins (expires_at_ms)',
  `create table sign_in_links (
  id ${w.text} primary key,
  host_id ${w.text} not null references hosts (id) on delete cascade,
  purpose ${w.text} not null check (purpose in ('sign_in', 'invitation')),
  created_at_ms ${w.instant} not null,
  expires_at_ms ${w.instant} not null,
  used_at_ms ${w.instant}
)${w.strict}`,
  'create index sign_in_links_host on sign_in_links (host_id)',
  'create index sign_in_links_expiry on sign_in_links (expires_at_ms)',
];

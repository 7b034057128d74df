import type { Words } from './words.ts';

/** What the clients' portal and the hosts' API keep of meetings and notes, and the keys of that API. */
export const portal = (w: Words): string[] => [
  'alter table meetings add column revision integer not null default 1 check (revision >= 1)',
  'alter table meetings add column invited integer not null default 0 check (invited in (0, 1))',
  // Until now nothing that was agreed could be cancelled, so no cancelled meeting had an invitation.
  `update meetings set invited = 1 where status in ('confirmed', 'completed', 'no_show')`,
  `alter table notes add column shared_at_ms ${w.instant}`,
  'alter table notes add column told integer not null default 0 check (told in (0, 1))',
  'update notes set shared_at_ms = created_at_ms, told = 1 where shared = 1',
  // In the order that lists have, down to the id, so that a page begins where the one before it ended.
  'drop index meetings_client',
  'create index meetings_client on meetings (client_id, start_ms, id)',
  'create index meetings_start on meetings (start_ms, id)',
  `create table api_keys (
  id ${w.text} primary key,
  host_id ${w.text} not null references hosts (id) on delete cascade,
  name ${w.text} not null check (length(name) between 1 and 200),
  scopes ${w.text} not null check (${w.isArray('scopes')}),
  secret_hash ${w.text} not null check (secret_hash <> ''),
  created_at_ms ${w.instant} not null,
  last_used_at_ms ${w.instant},
  expires_at_ms ${w.instant},
  revoked_at_ms ${w.instant}
)${w.strict}`,
  'create index api_keys_host on api_keys (host_id)',
];

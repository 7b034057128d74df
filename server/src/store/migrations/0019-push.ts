import type { Words } from './words.ts';

/** Browsers that are sent notices. Nothing here can send any: that takes a key that follows from the secret. */
export const push = (w: Words): string[] => [
  `create table push_subscriptions (
  id ${w.text} primary key,
  host_id ${w.text} references hosts (id) on delete cascade,
  client_id ${w.text} references clients (id) on delete cascade,
  meeting_id ${w.text} references meetings (id) on delete cascade,
  endpoint ${w.text} not null check (endpoint <> ''),
  p256dh ${w.text} not null,
  sealed_auth ${w.text} not null,
  locale ${w.text} not null,
  time_zone ${w.text} not null,
  created_at_ms ${w.instant} not null,
  succeeded_at_ms ${w.instant},
  failed_at_ms ${w.instant},
  failing_since_ms ${w.instant},
  check ((host_id is null) <> (client_id is null)),
  check (meeting_id is null or client_id is not null)
)${w.strict}`,
  'create unique index push_subscriptions_reach on push_subscriptions (endpoint, coalesce(meeting_id, client_id, host_id))',
  'create index push_subscriptions_host on push_subscriptions (host_id) where host_id is not null',
  'create index push_subscriptions_client on push_subscriptions (client_id) where client_id is not null',
  'create index push_subscriptions_meeting on push_subscriptions (meeting_id) where meeting_id is not null',
  // Who is told at all is kept in memory with the settings: see 0003-settings-version. Of one fewer nobody need hear.
  w.name === 'sqlite'
    ? `create trigger push_subscriptions_settings_insert after insert on push_subscriptions
begin
  update settings_version set version = version + 1;
end`
    : `create trigger push_subscriptions_settings_insert after insert on push_subscriptions
for each row execute function raise_settings_version()`,
];

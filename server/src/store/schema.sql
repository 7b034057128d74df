CREATE TABLE address_proofs (
  id text primary key,
  type_id text not null references meeting_types (id) on delete cascade,
  email text not null check (email <> ''),
  mails integer not null check (mails >= 1),
  tries integer not null check (tries >= 0),
  created_at_ms integer not null,
  expires_at_ms integer not null,
  used_at_ms integer,
  unique (type_id, email)
) strict;

CREATE INDEX address_proofs_expires on address_proofs (expires_at_ms);

CREATE TABLE api_keys (
  id text primary key,
  host_id text not null references hosts (id) on delete cascade,
  name text not null check (length(name) between 1 and 200),
  scopes text not null check (json_type(scopes) = 'array'),
  secret_hash text not null check (secret_hash <> ''),
  created_at_ms integer not null,
  last_used_at_ms integer,
  expires_at_ms integer,
  revoked_at_ms integer
) strict;

CREATE INDEX api_keys_host on api_keys (host_id);

CREATE TABLE blocked_addresses (
  id text primary key,
  address text not null unique check (address <> ''),
  reason text not null,
  host_id text references hosts (id) on delete set null,
  created_at_ms integer not null
) strict;

CREATE TRIGGER blocked_addresses_settings_delete after delete on blocked_addresses
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER blocked_addresses_settings_insert after insert on blocked_addresses
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER blocked_addresses_settings_update after update on blocked_addresses
begin
  update settings_version set version = version + 1;
end;

CREATE TABLE claims (
  host_id text not null references hosts (id),
  held_from_ms integer not null,
  held_to_ms integer not null,
  session_id text not null references sessions (id) deferrable initially deferred,
  check (held_from_ms < held_to_ms and held_to_ms - held_from_ms <= 259200000),
  primary key (host_id, held_from_ms),
  unique (session_id, host_id)
) strict, without rowid;

CREATE TRIGGER claims_needed_delete before delete on claims
when exists (select 1 from meetings where session_id = old.session_id and status <> 'cancelled')
  and not exists (select 1 from claims where session_id = old.session_id and host_id <> old.host_id)
begin
  select raise(abort, 'session_without_claim');
end;

CREATE TRIGGER claims_needed_update before update of session_id on claims
when new.session_id <> old.session_id
  and exists (select 1 from meetings where session_id = old.session_id and status <> 'cancelled')
  and not exists (select 1 from claims where session_id = old.session_id and host_id <> old.host_id)
begin
  select raise(abort, 'session_without_claim');
end;

CREATE TRIGGER claims_no_overlap_insert before insert on claims
when (
  select held_to_ms from claims
  where host_id = new.host_id and held_from_ms < new.held_to_ms
  order by held_from_ms desc limit 1
) > new.held_from_ms
begin
  select raise(abort, 'claim_overlap');
end;

CREATE TRIGGER claims_no_overlap_update before update of host_id, held_from_ms, held_to_ms on claims
when (
  select held_to_ms from claims
  where host_id = new.host_id and held_from_ms < new.held_to_ms
    and not (host_id = old.host_id and held_from_ms = old.held_from_ms)
  order by held_from_ms desc limit 1
) > new.held_from_ms
begin
  select raise(abort, 'claim_overlap');
end;

CREATE TABLE clients (
  id text primary key,
  email text not null unique check (email = lower(email) and email like '%_@_%'),
  name text not null,
  phone text,
  time_zone text not null check (time_zone <> ''),
  locale text not null check (locale <> ''),
  created_at_ms integer not null,
  updated_at_ms integer not null
, mailbox text not null default '') strict, without rowid;

CREATE INDEX clients_other_mailbox on clients (mailbox) where mailbox <> email;

CREATE TABLE copy_under_way (
  only_row integer primary key check (only_row = 1),
  source text not null,
  table_name text not null,
  last_key text not null check (json_type(last_key) = 'array'),
  copied_rows integer not null check (copied_rows >= 0)
) strict;

CREATE TABLE counted_texts (
  id text primary key,
  month text not null
) strict, without rowid;

CREATE INDEX counted_texts_month on counted_texts (month);

CREATE TABLE date_overrides (
  schedule_id text not null references schedules (id) on delete cascade,
  date text not null check (date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  intervals text not null check (json_type(intervals) = 'array'),
  primary key (schedule_id, date)
) strict, without rowid;

CREATE TRIGGER date_overrides_settings_delete after delete on date_overrides
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER date_overrides_settings_insert after insert on date_overrides
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER date_overrides_settings_update after update on date_overrides
begin
  update settings_version set version = version + 1;
end;

CREATE TABLE external_busy (
  id text primary key,
  host_id text not null references hosts (id) on delete cascade,
  source text not null,
  remote_id text not null,
  start_ms integer not null,
  end_ms integer not null,
  check (start_ms < end_ms),
  unique (source, remote_id, start_ms)
) strict;

CREATE INDEX external_busy_long on external_busy (host_id, end_ms) where end_ms - start_ms > 259200000;

CREATE INDEX external_busy_short on external_busy (host_id, start_ms) where end_ms - start_ms <= 259200000;

CREATE TABLE hosts (
  id text primary key,
  name text not null check (length(name) between 1 and 200),
  email text not null unique check (email = lower(email) and email like '%_@_%'),
  time_zone text not null check (time_zone <> ''),
  locale text not null check (locale <> ''),
  role text not null check (role in ('owner', 'admin', 'member')),
  avatar_url text,
  daily_limit integer check (daily_limit >= 0),
  created_at_ms integer not null,
  updated_at_ms integer not null
, reminders text not null default 'agenda' check (reminders in ('agenda', 'each', 'none')), agenda_minutes integer not null default 420 check (agenda_minutes between 0 and 719)) strict;

CREATE TRIGGER hosts_settings_delete after delete on hosts
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER hosts_settings_insert after insert on hosts
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER hosts_settings_update after update on hosts
begin
  update settings_version set version = version + 1;
end;

CREATE TABLE idempotency_keys (
  scope text not null,
  key text not null,
  request_hash text not null,
  response text not null check (json_valid(response)),
  created_at_ms integer not null,
  expires_at_ms integer not null,
  primary key (scope, key)
) strict, without rowid;

CREATE INDEX idempotency_keys_expiry on idempotency_keys (expires_at_ms);

CREATE TABLE job_attempts (
  job_id integer not null references jobs (id) on delete cascade,
  attempt integer not null check (attempt >= 1),
  started_at_ms integer not null,
  finished_at_ms integer,
  error text,
  primary key (job_id, attempt)
) strict, without rowid;

CREATE INDEX job_attempts_started on job_attempts (started_at_ms);

CREATE TABLE jobs (
  id integer primary key,
  kind text not null check (kind <> ''),
  payload text not null check (json_valid(payload)),
  order_key text not null,
  dedupe_key text not null,
  state text not null check (state in ('pending', 'done', 'failed')),
  run_at_ms integer not null,
  attempts integer not null check (attempts >= 0),
  leased_by text,
  leased_until_ms integer,
  last_error text,
  created_at_ms integer not null,
  settled_at_ms integer, recipient text, meeting_id text, attempts_before integer not null default 0 check (attempts_before >= 0),
  check ((leased_by is null) = (leased_until_ms is null)),
  check ((state = 'pending') = (settled_at_ms is null)),
  unique (order_key, dedupe_key)
) strict;

CREATE INDEX jobs_due on jobs (kind, run_at_ms) where state = 'pending';

CREATE INDEX jobs_failed on jobs (kind, id) where state = 'failed';

CREATE INDEX jobs_rare on jobs (kind, id) where kind not in ('mail', 'reminder');

CREATE INDEX jobs_recipient on jobs (recipient, id) where recipient is not null;

CREATE TABLE mail_tokens (
  id text primary key,
  sealed_token text,
  turn_of text not null,
  turn_until_ms integer not null,
  used_at_ms integer not null
) strict;

CREATE TABLE mails_off (
  address text not null check (address <> ''),
  kind text not null check (kind in ('agenda', 'reminders', 'notes')),
  since_ms integer not null,
  primary key (address, kind)
) strict, without rowid;

CREATE TABLE meeting_type_hosts (
  type_id text not null references meeting_types (id) on delete cascade,
  host_id text not null references hosts (id),
  position integer not null check (position >= 0),
  last_booked_at_ms integer,
  primary key (type_id, host_id)
) strict, without rowid;

CREATE INDEX meeting_type_hosts_host on meeting_type_hosts (host_id);

CREATE TRIGGER meeting_type_hosts_settings_delete after delete on meeting_type_hosts
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER meeting_type_hosts_settings_insert after insert on meeting_type_hosts
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER meeting_type_hosts_settings_update after update of type_id, host_id, position on meeting_type_hosts
begin
  update settings_version set version = version + 1;
end;

CREATE TABLE meeting_types (
  id text primary key,
  slug text not null unique check (slug <> '' and slug not glob '*[^a-z0-9-]*'),
  title text not null check (length(title) between 1 and 200),
  description text not null,
  durations_minutes text not null check (json_valid(durations_minutes) and json_array_length(durations_minutes) > 0),
  slot_interval_minutes integer not null check (slot_interval_minutes >= 1),
  buffer_before_minutes integer not null check (buffer_before_minutes between 0 and 1440),
  buffer_after_minutes integer not null check (buffer_after_minutes between 0 and 1440),
  minimum_notice_minutes integer not null check (minimum_notice_minutes >= 0),
  booking_horizon_days integer check (booking_horizon_days >= 0),
  daily_limit integer check (daily_limit >= 0),
  weekly_limit integer check (weekly_limit >= 0),
  capacity integer not null check (capacity >= 1),
  max_guests integer not null check (max_guests >= 0),
  assignment text not null check (assignment in ('single', 'round_robin', 'collective')),
  schedule_id text references schedules (id),
  locations text not null check (json_valid(locations) and json_array_length(locations) > 0),
  lock_time_zone integer not null check (lock_time_zone in (0, 1)),
  questions text not null check (json_type(questions) = 'array'),
  requires_confirmation integer not null check (requires_confirmation in (0, 1)),
  confirmation_deadline_minutes integer not null check (confirmation_deadline_minutes >= 1),
  change_notice_minutes integer not null check (change_notice_minutes >= 0),
  max_moves integer not null check (max_moves >= 0),
  reminder_minutes text not null check (json_type(reminder_minutes) = 'array'),
  locale text not null check (locale <> ''),
  listed integer not null check (listed in (0, 1)),
  active integer not null check (active in (0, 1)),
  created_at_ms integer not null,
  updated_at_ms integer not null
, max_open_meetings integer check (max_open_meetings >= 1), requires_verified_email integer not null default 0 check (requires_verified_email in (0, 1))) strict;

CREATE TRIGGER meeting_types_settings_delete after delete on meeting_types
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER meeting_types_settings_insert after insert on meeting_types
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER meeting_types_settings_update after update on meeting_types
begin
  update settings_version set version = version + 1;
end;

CREATE TABLE meetings (
  id text primary key not null,
  uid text not null check (uid like id || '@_%'),
  sequence integer not null check (sequence >= 0),
  session_id text not null references sessions (id),
  seat integer not null,
  capacity integer not null,
  type_id text not null references meeting_types (id),
  client_id text not null references clients (id),
  status text not null check (status in ('scheduled', 'confirmed', 'cancelled', 'completed', 'no_show')),
  title text not null,
  description text not null,
  location text not null check (json_type(location) = 'object'),
  location_kind text not null check (location_kind in ('video', 'phone', 'in_person')),
  join_url text,
  start_ms integer not null,
  end_ms integer not null,
  time_zone text not null check (time_zone <> ''),
  start_wall_clock text not null check (start_wall_clock glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
  locale text not null check (locale <> ''),
  answers text not null check (json_type(answers) = 'array'),
  metadata text not null check (json_type(metadata) = 'object'),
  reminder_minutes text not null check (json_type(reminder_minutes) = 'array'),
  moves integer not null check (moves >= 0),
  confirm_by_ms integer,
  notes_shared_at_ms integer,
  portal_generation integer not null check (portal_generation >= 1),
  portal_expires_at_ms integer not null,
  created_at_ms integer not null,
  updated_at_ms integer not null,
  cancelled_at_ms integer,
  cancelled_by text check (cancelled_by in ('client', 'host', 'system')),
  cancellation_reason text, revision integer not null default 1 check (revision >= 1), invited integer not null default 0 check (invited in (0, 1)),
  check (start_ms < end_ms),
  check (seat between 1 and capacity),
  check ((status = 'cancelled') = (cancelled_at_ms is not null)),
  check ((status = 'cancelled') = (cancelled_by is not null))
) strict;

CREATE INDEX meetings_client on meetings (client_id, start_ms, id);

CREATE INDEX meetings_ending on meetings (end_ms) where status = 'confirmed';

CREATE UNIQUE INDEX meetings_seat on meetings (session_id, seat) where status <> 'cancelled';

CREATE INDEX meetings_start on meetings (start_ms, id);

CREATE TRIGGER meetings_capacity_update before update of capacity, session_id on meetings
when new.capacity is not (select capacity from sessions where id = new.session_id)
begin
  select raise(abort, 'seat_outside_session');
end;

CREATE TRIGGER meetings_need_claim_update before update of status, session_id on meetings
when new.status <> 'cancelled' and not exists (select 1 from claims where session_id = new.session_id)
begin
  select raise(abort, 'session_without_claim');
end;

CREATE TRIGGER meetings_place_insert before insert on meetings
begin
  select raise(abort, 'seat_outside_session')
  where new.capacity is not (select capacity from sessions where id = new.session_id);
  select raise(abort, 'session_without_claim')
  where new.status <> 'cancelled' and not exists (select 1 from claims where session_id = new.session_id);
end;

CREATE TABLE migrations (name text primary key) strict, without rowid;

CREATE TABLE note_revisions (
  note_id text not null references notes (id) on delete cascade,
  revision integer not null check (revision >= 1),
  body text not null,
  replaced_at_ms integer not null,
  primary key (note_id, revision)
) strict, without rowid;

CREATE TABLE notes (
  id text primary key,
  meeting_id text not null references meetings (id) on delete cascade,
  author_role text not null check (author_role in ('client', 'host')),
  author_client_id text references clients (id),
  author_host_id text references hosts (id),
  author_name text not null,
  body text not null,
  shared integer not null check (shared in (0, 1)),
  created_at_ms integer not null,
  updated_at_ms integer not null,
  deleted_at_ms integer, shared_at_ms integer, told integer not null default 0 check (told in (0, 1)),
  check (case author_role when 'client' then author_host_id is null else author_client_id is null end)
) strict;

CREATE INDEX notes_meeting on notes (meeting_id, created_at_ms);

CREATE TABLE participants (
  meeting_id text not null references meetings (id) on delete cascade,
  position integer not null check (position >= 0),
  role text not null check (role in ('client', 'host', 'guest')),
  host_id text references hosts (id),
  name text not null,
  email text not null,
  response text not null check (response in ('needs_action', 'accepted', 'declined', 'tentative')),
  check ((role = 'host') = (host_id is not null)),
  primary key (meeting_id, role, email)
) strict, without rowid;

CREATE INDEX participants_host on participants (host_id) where host_id is not null;

CREATE TABLE portal_tokens (
  id text primary key,
  scope text not null check (scope in ('client', 'feed')),
  client_id text not null references clients (id) on delete cascade,
  generation integer not null check (generation >= 1),
  expires_at_ms integer not null,
  created_at_ms integer not null
) strict, without rowid;

CREATE INDEX portal_tokens_client on portal_tokens (client_id);

CREATE TABLE push_subscriptions (
  id text primary key,
  host_id text references hosts (id) on delete cascade,
  client_id text references clients (id) on delete cascade,
  meeting_id text references meetings (id) on delete cascade,
  endpoint text not null check (endpoint <> ''),
  p256dh text not null,
  sealed_auth text not null,
  locale text not null,
  time_zone text not null,
  created_at_ms integer not null,
  succeeded_at_ms integer,
  failed_at_ms integer,
  failing_since_ms integer,
  check ((host_id is null) <> (client_id is null)),
  check (meeting_id is null or client_id is not null)
) strict;

CREATE INDEX push_subscriptions_client on push_subscriptions (client_id) where client_id is not null;

CREATE INDEX push_subscriptions_host on push_subscriptions (host_id) where host_id is not null;

CREATE INDEX push_subscriptions_meeting on push_subscriptions (meeting_id) where meeting_id is not null;

CREATE UNIQUE INDEX push_subscriptions_reach on push_subscriptions (endpoint, coalesce(meeting_id, client_id, host_id));

CREATE TRIGGER push_subscriptions_settings_insert after insert on push_subscriptions
begin
  update settings_version set version = version + 1;
end;

CREATE TABLE refused_addresses (
  address text primary key,
  code integer not null,
  enhanced_code text,
  reply text not null,
  since_ms integer not null,
  tried_at_ms integer not null
) strict, without rowid;

CREATE TABLE schedules (
  id text primary key,
  host_id text references hosts (id) on delete cascade,
  name text not null check (length(name) between 1 and 200),
  is_default integer not null check (is_default in (0, 1)),
  time_zone text not null check (time_zone <> ''),
  rules text not null check (json_type(rules) = 'array'),
  created_at_ms integer not null,
  updated_at_ms integer not null
) strict;

CREATE UNIQUE INDEX schedules_default on schedules (coalesce(host_id, '')) where is_default = 1;

CREATE UNIQUE INDEX schedules_name on schedules (coalesce(host_id, ''), name);

CREATE TRIGGER schedules_settings_delete after delete on schedules
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER schedules_settings_insert after insert on schedules
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER schedules_settings_update after update on schedules
begin
  update settings_version set version = version + 1;
end;

CREATE TABLE secret_fingerprint (
  only_row integer primary key check (only_row = 1),
  fingerprint text not null check (fingerprint <> '')
) strict;

CREATE TABLE sessions (
  id text primary key,
  type_id text not null references meeting_types (id),
  start_ms integer not null,
  end_ms integer not null,
  buffer_before_minutes integer not null check (buffer_before_minutes between 0 and 1440),
  buffer_after_minutes integer not null check (buffer_after_minutes between 0 and 1440),
  capacity integer not null check (capacity >= 1),
  created_at_ms integer not null,
  check (start_ms < end_ms)
) strict, without rowid;

CREATE TRIGGER sessions_capacity_update before update of capacity on sessions
when exists (select 1 from meetings where session_id = old.id and status <> 'cancelled' and capacity <> new.capacity)
begin
  select raise(abort, 'seat_outside_session');
end;

CREATE TABLE settings_version (
  only_row integer primary key check (only_row = 1),
  version integer not null
) strict;

CREATE TABLE sign_in_links (
  id text primary key,
  host_id text not null references hosts (id) on delete cascade,
  purpose text not null check (purpose in ('sign_in', 'invitation')),
  created_at_ms integer not null,
  expires_at_ms integer not null,
  used_at_ms integer
) strict;

CREATE INDEX sign_in_links_expiry on sign_in_links (expires_at_ms);

CREATE INDEX sign_in_links_host on sign_in_links (host_id);

CREATE TABLE sign_ins (
  id text primary key,
  host_id text not null references hosts (id) on delete cascade,
  secret_hash text not null check (secret_hash <> ''),
  created_at_ms integer not null,
  last_used_at_ms integer not null,
  expires_at_ms integer not null
) strict;

CREATE INDEX sign_ins_expiry on sign_ins (expires_at_ms);

CREATE INDEX sign_ins_host on sign_ins (host_id);

CREATE TABLE spent_challenges (
  nonce text primary key,
  expires_at_ms integer not null
) strict, without rowid;

CREATE INDEX spent_challenges_expires on spent_challenges (expires_at_ms);

CREATE TABLE templates (
  template text not null check (template <> ''),
  locale text not null check (locale <> ''),
  subject text,
  opening text,
  closing text,
  revision integer not null check (revision >= 1),
  changed_by text references hosts (id) on delete set null,
  changed_at_ms integer not null,
  fault text,
  fault_at_ms integer,
  primary key (template, locale),
  check ((fault is null) = (fault_at_ms is null))
) strict, without rowid;

CREATE INDEX templates_changed_by on templates (changed_by) where changed_by is not null;

CREATE TRIGGER templates_settings_delete after delete on templates
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER templates_settings_insert after insert on templates
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER templates_settings_update after update of subject, opening, closing, revision on templates
begin
  update settings_version set version = version + 1;
end;

CREATE TABLE text_choices (
  id text primary key,
  client_id text not null references clients (id) on delete cascade,
  meeting_id text references meetings (id) on delete cascade,
  number text,
  chosen_at_ms integer not null,
  check (id = coalesce(meeting_id, client_id))
) strict, without rowid;

CREATE INDEX text_choices_client on text_choices (client_id, chosen_at_ms);

CREATE INDEX text_choices_meeting on text_choices (meeting_id) where meeting_id is not null;

CREATE INDEX text_choices_number on text_choices (number) where number is not null;

CREATE TABLE time_off (
  id text primary key,
  host_id text not null references hosts (id) on delete cascade,
  start_ms integer not null,
  end_ms integer not null,
  reason text not null,
  created_at_ms integer not null,
  check (start_ms < end_ms)
) strict;

CREATE INDEX time_off_ahead on time_off (host_id, end_ms);

CREATE TABLE webhook_deliveries (
  id text primary key,
  webhook_id text not null references webhooks (id) on delete cascade,
  event text not null check (event <> ''),
  meeting_id text,
  content text not null check (json_valid(content)),
  state text not null check (state in ('pending', 'delivered', 'failed')),
  attempts integer not null check (attempts >= 0),
  round integer not null check (round >= 1),
  failing_since_ms integer,
  created_at_ms integer not null,
  tried_at_ms integer,
  settled_at_ms integer,
  status integer,
  answer text,
  error text,
  check ((state = 'pending') = (settled_at_ms is null))
) strict;

CREATE INDEX webhook_deliveries_created on webhook_deliveries (created_at_ms);

CREATE INDEX webhook_deliveries_webhook on webhook_deliveries (webhook_id, id);

CREATE TABLE webhooks (
  id text primary key,
  url text not null check (url <> ''),
  description text not null,
  events text not null check (json_valid(events) and json_array_length(events) > 0),
  active integer not null check (active in (0, 1)),
  switched_off text check (switched_off in ('gone', 'failing')),
  key_generation integer not null check (key_generation >= 1),
  old_key_until_ms integer,
  created_at_ms integer not null,
  updated_at_ms integer not null,
  check (active = 0 or switched_off is null)
) strict;

CREATE TRIGGER webhooks_settings_delete after delete on webhooks
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER webhooks_settings_insert after insert on webhooks
begin
  update settings_version set version = version + 1;
end;

CREATE TRIGGER webhooks_settings_update after update of url, events, active on webhooks
begin
  update settings_version set version = version + 1;
end;

create extension btree_gist;

CREATE OR REPLACE FUNCTION public.raise_settings_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update settings_version set version = version + 1;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.refuse_capacity()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from meetings where session_id = old.id and status <> 'cancelled' and capacity <> new.capacity) then
    raise exception 'seat_outside_session';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION public.refuse_claim_loss()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and new.session_id = old.session_id then
    return new;
  end if;
  perform from sessions where id = old.session_id for no key update;
  if exists (select from meetings where session_id = old.session_id and status <> 'cancelled')
    and not exists (select from claims where session_id = old.session_id and host_id <> old.host_id) then
    raise exception 'session_without_claim';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;

CREATE OR REPLACE FUNCTION public.refuse_place()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  seats integer;
begin
  select capacity into seats from sessions where id = new.session_id for no key update;
  if seats is distinct from new.capacity then
    raise exception 'seat_outside_session';
  end if;
  if new.status <> 'cancelled' and not exists (select from claims where session_id = new.session_id) then
    raise exception 'session_without_claim';
  end if;
  return new;
end
$function$
;

create table address_proofs (
  id text collate "C" not null,
  type_id text collate "C" not null,
  email text collate "C" not null,
  mails integer not null,
  tries integer not null,
  created_at_ms bigint not null,
  expires_at_ms bigint not null,
  used_at_ms bigint,
  constraint address_proofs_email_check CHECK ((email <> ''::text)),
  constraint address_proofs_mails_check CHECK ((mails >= 1)),
  constraint address_proofs_pkey PRIMARY KEY (id),
  constraint address_proofs_tries_check CHECK ((tries >= 0)),
  constraint address_proofs_type_id_email_key UNIQUE (type_id, email),
  constraint address_proofs_type_id_fkey FOREIGN KEY (type_id) REFERENCES meeting_types(id) ON DELETE CASCADE
);

create table api_keys (
  id text collate "C" not null,
  host_id text collate "C" not null,
  name text collate "C" not null,
  scopes text collate "C" not null,
  secret_hash text collate "C" not null,
  created_at_ms bigint not null,
  last_used_at_ms bigint,
  expires_at_ms bigint,
  revoked_at_ms bigint,
  constraint api_keys_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id) ON DELETE CASCADE,
  constraint api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_scopes_check CHECK ((json_typeof((scopes)::json) = 'array'::text)),
  constraint api_keys_secret_hash_check CHECK ((secret_hash <> ''::text))
);

create table blocked_addresses (
  id text collate "C" not null,
  address text collate "C" not null,
  reason text collate "C" not null,
  host_id text collate "C",
  created_at_ms bigint not null,
  constraint blocked_addresses_address_check CHECK ((address <> ''::text)),
  constraint blocked_addresses_address_key UNIQUE (address),
  constraint blocked_addresses_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id) ON DELETE SET NULL,
  constraint blocked_addresses_pkey PRIMARY KEY (id)
);

create table claims (
  host_id text collate "C" not null,
  held_from_ms bigint not null,
  held_to_ms bigint not null,
  session_id text collate "C" not null,
  constraint claim_overlap EXCLUDE USING gist (host_id WITH =, int8range(held_from_ms, held_to_ms) WITH &&),
  constraint claims_check CHECK (((held_from_ms < held_to_ms) AND ((held_to_ms - held_from_ms) <= 259200000))),
  constraint claims_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id),
  constraint claims_pkey PRIMARY KEY (session_id, host_id),
  constraint claims_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) DEFERRABLE INITIALLY DEFERRED
);

create table clients (
  id text collate "C" not null,
  email text collate "C" not null,
  name text collate "C" not null,
  phone text collate "C",
  time_zone text collate "C" not null,
  locale text collate "C" not null,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  mailbox text collate "C" not null default ''::text,
  constraint clients_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
  constraint clients_email_key UNIQUE (email),
  constraint clients_locale_check CHECK ((locale <> ''::text)),
  constraint clients_pkey PRIMARY KEY (id),
  constraint clients_time_zone_check CHECK ((time_zone <> ''::text))
);

create table copy_under_way (
  only_row integer not null,
  source text collate "C" not null,
  table_name text collate "C" not null,
  last_key text collate "C" not null,
  copied_rows bigint not null,
  constraint copy_under_way_copied_rows_check CHECK ((copied_rows >= 0)),
  constraint copy_under_way_last_key_check CHECK ((json_typeof((last_key)::json) = 'array'::text)),
  constraint copy_under_way_only_row_check CHECK ((only_row = 1)),
  constraint copy_under_way_pkey PRIMARY KEY (only_row)
);

create table counted_texts (
  id text collate "C" not null,
  month text collate "C" not null,
  constraint counted_texts_pkey PRIMARY KEY (id)
);

create table date_overrides (
  schedule_id text collate "C" not null,
  date text collate "C" not null,
  intervals text collate "C" not null,
  constraint date_overrides_date_check CHECK ((date ~ '^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$'::text)),
  constraint date_overrides_intervals_check CHECK ((json_typeof((intervals)::json) = 'array'::text)),
  constraint date_overrides_pkey PRIMARY KEY (schedule_id, date),
  constraint date_overrides_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES schedules(id) ON DELETE CASCADE
);

create table external_busy (
  id text collate "C" not null,
  host_id text collate "C" not null,
  source text collate "C" not null,
  remote_id text collate "C" not null,
  start_ms bigint not null,
  end_ms bigint not null,
  constraint external_busy_check CHECK ((start_ms < end_ms)),
  constraint external_busy_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id) ON DELETE CASCADE,
  constraint external_busy_pkey PRIMARY KEY (id),
  constraint external_busy_source_remote_id_start_ms_key UNIQUE (source, remote_id, start_ms)
);

create table hosts (
  id text collate "C" not null,
  name text collate "C" not null,
  email text collate "C" not null,
  time_zone text collate "C" not null,
  locale text collate "C" not null,
  role text collate "C" not null,
  avatar_url text collate "C",
  daily_limit integer,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  reminders text collate "C" not null default 'agenda'::text,
  agenda_minutes integer not null default 420,
  constraint hosts_agenda_minutes_check CHECK (((agenda_minutes >= 0) AND (agenda_minutes <= 719))),
  constraint hosts_daily_limit_check CHECK ((daily_limit >= 0)),
  constraint hosts_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
  constraint hosts_email_key UNIQUE (email),
  constraint hosts_locale_check CHECK ((locale <> ''::text)),
  constraint hosts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint hosts_pkey PRIMARY KEY (id),
  constraint hosts_reminders_check CHECK ((reminders = ANY (ARRAY['agenda'::text, 'each'::text, 'none'::text]))),
  constraint hosts_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text]))),
  constraint hosts_time_zone_check CHECK ((time_zone <> ''::text))
);

create table idempotency_keys (
  scope text collate "C" not null,
  key text collate "C" not null,
  request_hash text collate "C" not null,
  response text collate "C" not null,
  created_at_ms bigint not null,
  expires_at_ms bigint not null,
  constraint idempotency_keys_pkey PRIMARY KEY (scope, key),
  constraint idempotency_keys_response_check CHECK ((json_typeof((response)::json) IS NOT NULL))
);

create table job_attempts (
  job_id bigint not null,
  attempt integer not null,
  started_at_ms bigint not null,
  finished_at_ms bigint,
  error text collate "C",
  constraint job_attempts_attempt_check CHECK ((attempt >= 1)),
  constraint job_attempts_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE,
  constraint job_attempts_pkey PRIMARY KEY (job_id, attempt)
);

create table jobs (
  id bigint not null generated by default as identity,
  kind text collate "C" not null,
  payload text collate "C" not null,
  order_key text collate "C" not null,
  dedupe_key text collate "C" not null,
  state text collate "C" not null,
  run_at_ms bigint not null,
  attempts integer not null,
  leased_by text collate "C",
  leased_until_ms bigint,
  last_error text collate "C",
  created_at_ms bigint not null,
  settled_at_ms bigint,
  recipient text collate "C",
  meeting_id text collate "C",
  attempts_before integer not null default 0,
  constraint jobs_attempts_before_check CHECK ((attempts_before >= 0)),
  constraint jobs_attempts_check CHECK ((attempts >= 0)),
  constraint jobs_check CHECK (((leased_by IS NULL) = (leased_until_ms IS NULL))),
  constraint jobs_check1 CHECK (((state = 'pending'::text) = (settled_at_ms IS NULL))),
  constraint jobs_kind_check CHECK ((kind <> ''::text)),
  constraint jobs_order_key_dedupe_key_key UNIQUE (order_key, dedupe_key),
  constraint jobs_payload_check CHECK ((json_typeof((payload)::json) IS NOT NULL)),
  constraint jobs_pkey PRIMARY KEY (id),
  constraint jobs_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text])))
);

create table mail_tokens (
  id text collate "C" not null,
  sealed_token text collate "C",
  turn_of text collate "C" not null,
  turn_until_ms bigint not null,
  used_at_ms bigint not null,
  constraint mail_tokens_pkey PRIMARY KEY (id)
);

create table mails_off (
  address text collate "C" not null,
  kind text collate "C" not null,
  since_ms bigint not null,
  constraint mails_off_address_check CHECK ((address <> ''::text)),
  constraint mails_off_kind_check CHECK ((kind = ANY (ARRAY['agenda'::text, 'reminders'::text, 'notes'::text]))),
  constraint mails_off_pkey PRIMARY KEY (address, kind)
);

create table meeting_type_hosts (
  type_id text collate "C" not null,
  host_id text collate "C" not null,
  "position" integer not null,
  last_booked_at_ms bigint,
  constraint meeting_type_hosts_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id),
  constraint meeting_type_hosts_pkey PRIMARY KEY (type_id, host_id),
  constraint meeting_type_hosts_position_check CHECK (("position" >= 0)),
  constraint meeting_type_hosts_type_id_fkey FOREIGN KEY (type_id) REFERENCES meeting_types(id) ON DELETE CASCADE
);

create table meeting_types (
  id text collate "C" not null,
  slug text collate "C" not null,
  title text collate "C" not null,
  description text collate "C" not null,
  durations_minutes text collate "C" not null,
  slot_interval_minutes integer not null,
  buffer_before_minutes integer not null,
  buffer_after_minutes integer not null,
  minimum_notice_minutes integer not null,
  booking_horizon_days integer,
  daily_limit integer,
  weekly_limit integer,
  capacity integer not null,
  max_guests integer not null,
  assignment text collate "C" not null,
  schedule_id text collate "C",
  locations text collate "C" not null,
  lock_time_zone integer not null,
  questions text collate "C" not null,
  requires_confirmation integer not null,
  confirmation_deadline_minutes integer not null,
  change_notice_minutes integer not null,
  max_moves integer not null,
  reminder_minutes text collate "C" not null,
  locale text collate "C" not null,
  listed integer not null,
  active integer not null,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  max_open_meetings integer,
  requires_verified_email integer not null default 0,
  constraint meeting_types_active_check CHECK ((active = ANY (ARRAY[0, 1]))),
  constraint meeting_types_assignment_check CHECK ((assignment = ANY (ARRAY['single'::text, 'round_robin'::text, 'collective'::text]))),
  constraint meeting_types_booking_horizon_days_check CHECK ((booking_horizon_days >= 0)),
  constraint meeting_types_buffer_after_minutes_check CHECK (((buffer_after_minutes >= 0) AND (buffer_after_minutes <= 1440))),
  constraint meeting_types_buffer_before_minutes_check CHECK (((buffer_before_minutes >= 0) AND (buffer_before_minutes <= 1440))),
  constraint meeting_types_capacity_check CHECK ((capacity >= 1)),
  constraint meeting_types_change_notice_minutes_check CHECK ((change_notice_minutes >= 0)),
  constraint meeting_types_confirmation_deadline_minutes_check CHECK ((confirmation_deadline_minutes >= 1)),
  constraint meeting_types_daily_limit_check CHECK ((daily_limit >= 0)),
  constraint meeting_types_durations_minutes_check CHECK ((json_array_length((durations_minutes)::json) > 0)),
  constraint meeting_types_listed_check CHECK ((listed = ANY (ARRAY[0, 1]))),
  constraint meeting_types_locale_check CHECK ((locale <> ''::text)),
  constraint meeting_types_locations_check CHECK ((json_array_length((locations)::json) > 0)),
  constraint meeting_types_lock_time_zone_check CHECK ((lock_time_zone = ANY (ARRAY[0, 1]))),
  constraint meeting_types_max_guests_check CHECK ((max_guests >= 0)),
  constraint meeting_types_max_moves_check CHECK ((max_moves >= 0)),
  constraint meeting_types_max_open_meetings_check CHECK ((max_open_meetings >= 1)),
  constraint meeting_types_minimum_notice_minutes_check CHECK ((minimum_notice_minutes >= 0)),
  constraint meeting_types_pkey PRIMARY KEY (id),
  constraint meeting_types_questions_check CHECK ((json_typeof((questions)::json) = 'array'::text)),
  constraint meeting_types_reminder_minutes_check CHECK ((json_typeof((reminder_minutes)::json) = 'array'::text)),
  constraint meeting_types_requires_confirmation_check CHECK ((requires_confirmation = ANY (ARRAY[0, 1]))),
  constraint meeting_types_requires_verified_email_check CHECK ((requires_verified_email = ANY (ARRAY[0, 1]))),
  constraint meeting_types_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES schedules(id),
  constraint meeting_types_slot_interval_minutes_check CHECK ((slot_interval_minutes >= 1)),
  constraint meeting_types_slug_check CHECK (((slug <> ''::text) AND (slug !~ '[^a-z0-9-]'::text))),
  constraint meeting_types_slug_key UNIQUE (slug),
  constraint meeting_types_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint meeting_types_weekly_limit_check CHECK ((weekly_limit >= 0))
);

create table meetings (
  id text collate "C" not null,
  uid text collate "C" not null,
  sequence integer not null,
  session_id text collate "C" not null,
  seat integer not null,
  capacity integer not null,
  type_id text collate "C" not null,
  client_id text collate "C" not null,
  status text collate "C" not null,
  title text collate "C" not null,
  description text collate "C" not null,
  location text collate "C" not null,
  location_kind text collate "C" not null,
  join_url text collate "C",
  start_ms bigint not null,
  end_ms bigint not null,
  time_zone text collate "C" not null,
  start_wall_clock text collate "C" not null,
  locale text collate "C" not null,
  answers text collate "C" not null,
  metadata text collate "C" not null,
  reminder_minutes text collate "C" not null,
  moves integer not null,
  confirm_by_ms bigint,
  notes_shared_at_ms bigint,
  portal_generation integer not null,
  portal_expires_at_ms bigint not null,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  cancelled_at_ms bigint,
  cancelled_by text collate "C",
  cancellation_reason text collate "C",
  revision integer not null default 1,
  invited integer not null default 0,
  constraint meetings_answers_check CHECK ((json_typeof((answers)::json) = 'array'::text)),
  constraint meetings_cancelled_by_check CHECK ((cancelled_by = ANY (ARRAY['client'::text, 'host'::text, 'system'::text]))),
  constraint meetings_check CHECK ((uid ~~ (id || '@_%'::text))),
  constraint meetings_check1 CHECK ((start_ms < end_ms)),
  constraint meetings_check2 CHECK (((seat >= 1) AND (seat <= capacity))),
  constraint meetings_check3 CHECK (((status = 'cancelled'::text) = (cancelled_at_ms IS NOT NULL))),
  constraint meetings_check4 CHECK (((status = 'cancelled'::text) = (cancelled_by IS NOT NULL))),
  constraint meetings_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id),
  constraint meetings_invited_check CHECK ((invited = ANY (ARRAY[0, 1]))),
  constraint meetings_locale_check CHECK ((locale <> ''::text)),
  constraint meetings_location_check CHECK ((json_typeof((location)::json) = 'object'::text)),
  constraint meetings_location_kind_check CHECK ((location_kind = ANY (ARRAY['video'::text, 'phone'::text, 'in_person'::text]))),
  constraint meetings_metadata_check CHECK ((json_typeof((metadata)::json) = 'object'::text)),
  constraint meetings_moves_check CHECK ((moves >= 0)),
  constraint meetings_pkey PRIMARY KEY (id),
  constraint meetings_portal_generation_check CHECK ((portal_generation >= 1)),
  constraint meetings_reminder_minutes_check CHECK ((json_typeof((reminder_minutes)::json) = 'array'::text)),
  constraint meetings_revision_check CHECK ((revision >= 1)),
  constraint meetings_sequence_check CHECK ((sequence >= 0)),
  constraint meetings_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint meetings_start_wall_clock_check CHECK ((start_wall_clock ~ '^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]$'::text)),
  constraint meetings_status_check CHECK ((status = ANY (ARRAY['scheduled'::text, 'confirmed'::text, 'cancelled'::text, 'completed'::text, 'no_show'::text]))),
  constraint meetings_time_zone_check CHECK ((time_zone <> ''::text)),
  constraint meetings_type_id_fkey FOREIGN KEY (type_id) REFERENCES meeting_types(id)
);

create table migrations (
  name text collate "C" not null,
  constraint migrations_pkey PRIMARY KEY (name)
);

create table note_revisions (
  note_id text collate "C" not null,
  revision integer not null,
  body text collate "C" not null,
  replaced_at_ms bigint not null,
  constraint note_revisions_note_id_fkey FOREIGN KEY (note_id) REFERENCES notes(id) ON DELETE CASCADE,
  constraint note_revisions_pkey PRIMARY KEY (note_id, revision),
  constraint note_revisions_revision_check CHECK ((revision >= 1))
);

create table notes (
  id text collate "C" not null,
  meeting_id text collate "C" not null,
  author_role text collate "C" not null,
  author_client_id text collate "C",
  author_host_id text collate "C",
  author_name text collate "C" not null,
  body text collate "C" not null,
  shared integer not null,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  deleted_at_ms bigint,
  shared_at_ms bigint,
  told integer not null default 0,
  constraint notes_author_client_id_fkey FOREIGN KEY (author_client_id) REFERENCES clients(id),
  constraint notes_author_host_id_fkey FOREIGN KEY (author_host_id) REFERENCES hosts(id),
  constraint notes_author_role_check CHECK ((author_role = ANY (ARRAY['client'::text, 'host'::text]))),
  constraint notes_check CHECK (
CASE author_role
    WHEN 'client'::text THEN (author_host_id IS NULL)
    ELSE (author_client_id IS NULL)
END),
  constraint notes_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  constraint notes_pkey PRIMARY KEY (id),
  constraint notes_shared_check CHECK ((shared = ANY (ARRAY[0, 1]))),
  constraint notes_told_check CHECK ((told = ANY (ARRAY[0, 1])))
);

create table participants (
  meeting_id text collate "C" not null,
  "position" integer not null,
  role text collate "C" not null,
  host_id text collate "C",
  name text collate "C" not null,
  email text collate "C" not null,
  response text collate "C" not null,
  constraint participants_check CHECK (((role = 'host'::text) = (host_id IS NOT NULL))),
  constraint participants_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id),
  constraint participants_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  constraint participants_pkey PRIMARY KEY (meeting_id, role, email),
  constraint participants_position_check CHECK (("position" >= 0)),
  constraint participants_response_check CHECK ((response = ANY (ARRAY['needs_action'::text, 'accepted'::text, 'declined'::text, 'tentative'::text]))),
  constraint participants_role_check CHECK ((role = ANY (ARRAY['client'::text, 'host'::text, 'guest'::text])))
);

create table portal_tokens (
  id text collate "C" not null,
  scope text collate "C" not null,
  client_id text collate "C" not null,
  generation integer not null,
  expires_at_ms bigint not null,
  created_at_ms bigint not null,
  constraint portal_tokens_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE CASCADE,
  constraint portal_tokens_generation_check CHECK ((generation >= 1)),
  constraint portal_tokens_pkey PRIMARY KEY (id),
  constraint portal_tokens_scope_check CHECK ((scope = ANY (ARRAY['client'::text, 'feed'::text])))
);

create table push_subscriptions (
  id text collate "C" not null,
  host_id text collate "C",
  client_id text collate "C",
  meeting_id text collate "C",
  endpoint text collate "C" not null,
  p256dh text collate "C" not null,
  sealed_auth text collate "C" not null,
  locale text collate "C" not null,
  time_zone text collate "C" not null,
  created_at_ms bigint not null,
  succeeded_at_ms bigint,
  failed_at_ms bigint,
  failing_since_ms bigint,
  constraint push_subscriptions_check CHECK (((host_id IS NULL) <> (client_id IS NULL))),
  constraint push_subscriptions_check1 CHECK (((meeting_id IS NULL) OR (client_id IS NOT NULL))),
  constraint push_subscriptions_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE CASCADE,
  constraint push_subscriptions_endpoint_check CHECK ((endpoint <> ''::text)),
  constraint push_subscriptions_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id) ON DELETE CASCADE,
  constraint push_subscriptions_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  constraint push_subscriptions_pkey PRIMARY KEY (id)
);

create unlogged table rate_limits (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint,
  constraint rate_limits_pkey PRIMARY KEY (key)
);

create table refused_addresses (
  address text collate "C" not null,
  code integer not null,
  enhanced_code text collate "C",
  reply text collate "C" not null,
  since_ms bigint not null,
  tried_at_ms bigint not null,
  constraint refused_addresses_pkey PRIMARY KEY (address)
);

create table schedules (
  id text collate "C" not null,
  host_id text collate "C",
  name text collate "C" not null,
  is_default integer not null,
  time_zone text collate "C" not null,
  rules text collate "C" not null,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  constraint schedules_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id) ON DELETE CASCADE,
  constraint schedules_is_default_check CHECK ((is_default = ANY (ARRAY[0, 1]))),
  constraint schedules_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint schedules_pkey PRIMARY KEY (id),
  constraint schedules_rules_check CHECK ((json_typeof((rules)::json) = 'array'::text)),
  constraint schedules_time_zone_check CHECK ((time_zone <> ''::text))
);

create table secret_fingerprint (
  only_row integer not null,
  fingerprint text collate "C" not null,
  constraint secret_fingerprint_fingerprint_check CHECK ((fingerprint <> ''::text)),
  constraint secret_fingerprint_only_row_check CHECK ((only_row = 1)),
  constraint secret_fingerprint_pkey PRIMARY KEY (only_row)
);

create unlogged table server_life (
  only_row integer not null,
  id uuid not null,
  constraint server_life_only_row_check CHECK ((only_row = 1)),
  constraint server_life_pkey PRIMARY KEY (only_row)
);

create table sessions (
  id text collate "C" not null,
  type_id text collate "C" not null,
  start_ms bigint not null,
  end_ms bigint not null,
  buffer_before_minutes integer not null,
  buffer_after_minutes integer not null,
  capacity integer not null,
  created_at_ms bigint not null,
  constraint sessions_buffer_after_minutes_check CHECK (((buffer_after_minutes >= 0) AND (buffer_after_minutes <= 1440))),
  constraint sessions_buffer_before_minutes_check CHECK (((buffer_before_minutes >= 0) AND (buffer_before_minutes <= 1440))),
  constraint sessions_capacity_check CHECK ((capacity >= 1)),
  constraint sessions_check CHECK ((start_ms < end_ms)),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_type_id_fkey FOREIGN KEY (type_id) REFERENCES meeting_types(id)
);

create table settings_version (
  only_row integer not null,
  version integer not null,
  constraint settings_version_only_row_check CHECK ((only_row = 1)),
  constraint settings_version_pkey PRIMARY KEY (only_row)
);

create table sign_in_links (
  id text collate "C" not null,
  host_id text collate "C" not null,
  purpose text collate "C" not null,
  created_at_ms bigint not null,
  expires_at_ms bigint not null,
  used_at_ms bigint,
  constraint sign_in_links_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id) ON DELETE CASCADE,
  constraint sign_in_links_pkey PRIMARY KEY (id),
  constraint sign_in_links_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'invitation'::text])))
);

create table sign_ins (
  id text collate "C" not null,
  host_id text collate "C" not null,
  secret_hash text collate "C" not null,
  created_at_ms bigint not null,
  last_used_at_ms bigint not null,
  expires_at_ms bigint not null,
  constraint sign_ins_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id) ON DELETE CASCADE,
  constraint sign_ins_pkey PRIMARY KEY (id),
  constraint sign_ins_secret_hash_check CHECK ((secret_hash <> ''::text))
);

create table spent_challenges (
  nonce text collate "C" not null,
  expires_at_ms bigint not null,
  constraint spent_challenges_pkey PRIMARY KEY (nonce)
);

create table templates (
  template text collate "C" not null,
  locale text collate "C" not null,
  subject text collate "C",
  opening text collate "C",
  closing text collate "C",
  revision integer not null,
  changed_by text collate "C",
  changed_at_ms bigint not null,
  fault text collate "C",
  fault_at_ms bigint,
  constraint templates_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES hosts(id) ON DELETE SET NULL,
  constraint templates_check CHECK (((fault IS NULL) = (fault_at_ms IS NULL))),
  constraint templates_locale_check CHECK ((locale <> ''::text)),
  constraint templates_pkey PRIMARY KEY (template, locale),
  constraint templates_revision_check CHECK ((revision >= 1)),
  constraint templates_template_check CHECK ((template <> ''::text))
);

create table text_choices (
  id text collate "C" not null,
  client_id text collate "C" not null,
  meeting_id text collate "C",
  number text collate "C",
  chosen_at_ms bigint not null,
  constraint text_choices_check CHECK ((id = COALESCE(meeting_id, client_id))),
  constraint text_choices_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE CASCADE,
  constraint text_choices_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  constraint text_choices_pkey PRIMARY KEY (id)
);

create table time_off (
  id text collate "C" not null,
  host_id text collate "C" not null,
  start_ms bigint not null,
  end_ms bigint not null,
  reason text collate "C" not null,
  created_at_ms bigint not null,
  constraint time_off_check CHECK ((start_ms < end_ms)),
  constraint time_off_host_id_fkey FOREIGN KEY (host_id) REFERENCES hosts(id) ON DELETE CASCADE,
  constraint time_off_pkey PRIMARY KEY (id)
);

create table webhook_deliveries (
  id text collate "C" not null,
  webhook_id text collate "C" not null,
  event text collate "C" not null,
  meeting_id text collate "C",
  content text collate "C" not null,
  state text collate "C" not null,
  attempts integer not null,
  round integer not null,
  failing_since_ms bigint,
  created_at_ms bigint not null,
  tried_at_ms bigint,
  settled_at_ms bigint,
  status integer,
  answer text collate "C",
  error text collate "C",
  constraint webhook_deliveries_attempts_check CHECK ((attempts >= 0)),
  constraint webhook_deliveries_check CHECK (((state = 'pending'::text) = (settled_at_ms IS NULL))),
  constraint webhook_deliveries_content_check CHECK ((json_typeof((content)::json) IS NOT NULL)),
  constraint webhook_deliveries_event_check CHECK ((event <> ''::text)),
  constraint webhook_deliveries_pkey PRIMARY KEY (id),
  constraint webhook_deliveries_round_check CHECK ((round >= 1)),
  constraint webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text]))),
  constraint webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE
);

create table webhooks (
  id text collate "C" not null,
  url text collate "C" not null,
  description text collate "C" not null,
  events text collate "C" not null,
  active integer not null,
  switched_off text collate "C",
  key_generation integer not null,
  old_key_until_ms bigint,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  constraint webhooks_active_check CHECK ((active = ANY (ARRAY[0, 1]))),
  constraint webhooks_check CHECK (((active = 0) OR (switched_off IS NULL))),
  constraint webhooks_events_check CHECK ((json_array_length((events)::json) > 0)),
  constraint webhooks_key_generation_check CHECK ((key_generation >= 1)),
  constraint webhooks_pkey PRIMARY KEY (id),
  constraint webhooks_switched_off_check CHECK ((switched_off = ANY (ARRAY['gone'::text, 'failing'::text]))),
  constraint webhooks_url_check CHECK ((url <> ''::text))
);

CREATE INDEX address_proofs_expires ON public.address_proofs USING btree (expires_at_ms);

CREATE INDEX api_keys_host ON public.api_keys USING btree (host_id);

CREATE INDEX claims_of_host ON public.claims USING btree (host_id, held_from_ms);

CREATE INDEX clients_other_mailbox ON public.clients USING btree (mailbox) WHERE (mailbox <> email);

CREATE INDEX counted_texts_month ON public.counted_texts USING btree (month);

CREATE INDEX external_busy_long ON public.external_busy USING btree (host_id, end_ms) WHERE ((end_ms - start_ms) > 259200000);

CREATE INDEX external_busy_short ON public.external_busy USING btree (host_id, start_ms) WHERE ((end_ms - start_ms) <= 259200000);

CREATE INDEX idempotency_keys_expiry ON public.idempotency_keys USING btree (expires_at_ms);

CREATE INDEX job_attempts_started ON public.job_attempts USING btree (started_at_ms);

CREATE INDEX jobs_due ON public.jobs USING btree (kind, run_at_ms, id) WHERE (state = 'pending'::text);

CREATE INDEX jobs_failed ON public.jobs USING btree (kind, id) WHERE (state = 'failed'::text);

CREATE INDEX jobs_meeting ON public.jobs USING btree (meeting_id, id) WHERE (meeting_id IS NOT NULL);

CREATE INDEX jobs_rare ON public.jobs USING btree (kind, id) WHERE (kind <> ALL (ARRAY['mail'::text, 'reminder'::text]));

CREATE INDEX jobs_recipient ON public.jobs USING btree (recipient, id) WHERE (recipient IS NOT NULL);

CREATE INDEX jobs_waiting ON public.jobs USING btree (order_key, id) WHERE (state = 'pending'::text);

CREATE INDEX meeting_type_hosts_host ON public.meeting_type_hosts USING btree (host_id);

CREATE INDEX meetings_client ON public.meetings USING btree (client_id, start_ms, id);

CREATE INDEX meetings_ending ON public.meetings USING btree (end_ms) WHERE (status = 'confirmed'::text);

CREATE UNIQUE INDEX meetings_seat ON public.meetings USING btree (session_id, seat) WHERE (status <> 'cancelled'::text);

CREATE INDEX meetings_start ON public.meetings USING btree (start_ms, id);

CREATE INDEX notes_meeting ON public.notes USING btree (meeting_id, created_at_ms);

CREATE INDEX participants_host ON public.participants USING btree (host_id) WHERE (host_id IS NOT NULL);

CREATE INDEX portal_tokens_client ON public.portal_tokens USING btree (client_id);

CREATE INDEX push_subscriptions_client ON public.push_subscriptions USING btree (client_id) WHERE (client_id IS NOT NULL);

CREATE INDEX push_subscriptions_host ON public.push_subscriptions USING btree (host_id) WHERE (host_id IS NOT NULL);

CREATE INDEX push_subscriptions_meeting ON public.push_subscriptions USING btree (meeting_id) WHERE (meeting_id IS NOT NULL);

CREATE UNIQUE INDEX push_subscriptions_reach ON public.push_subscriptions USING btree (endpoint, COALESCE(meeting_id, client_id, host_id));

CREATE UNIQUE INDEX schedules_default ON public.schedules USING btree (COALESCE(host_id, ''::text)) WHERE (is_default = 1);

CREATE UNIQUE INDEX schedules_name ON public.schedules USING btree (COALESCE(host_id, ''::text), name);

CREATE INDEX sign_in_links_expiry ON public.sign_in_links USING btree (expires_at_ms);

CREATE INDEX sign_in_links_host ON public.sign_in_links USING btree (host_id);

CREATE INDEX sign_ins_expiry ON public.sign_ins USING btree (expires_at_ms);

CREATE INDEX sign_ins_host ON public.sign_ins USING btree (host_id);

CREATE INDEX spent_challenges_expires ON public.spent_challenges USING btree (expires_at_ms);

CREATE INDEX templates_changed_by ON public.templates USING btree (changed_by) WHERE (changed_by IS NOT NULL);

CREATE INDEX text_choices_client ON public.text_choices USING btree (client_id, chosen_at_ms);

CREATE INDEX text_choices_meeting ON public.text_choices USING btree (meeting_id) WHERE (meeting_id IS NOT NULL);

CREATE INDEX text_choices_number ON public.text_choices USING btree (number) WHERE (number IS NOT NULL);

CREATE INDEX time_off_ahead ON public.time_off USING btree (host_id, end_ms);

CREATE INDEX webhook_deliveries_created ON public.webhook_deliveries USING btree (created_at_ms);

CREATE INDEX webhook_deliveries_webhook ON public.webhook_deliveries USING btree (webhook_id, id);

CREATE TRIGGER blocked_addresses_settings_delete AFTER DELETE ON public.blocked_addresses FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER blocked_addresses_settings_insert AFTER INSERT ON public.blocked_addresses FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER blocked_addresses_settings_update AFTER UPDATE ON public.blocked_addresses FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER claims_needed BEFORE DELETE OR UPDATE OF session_id ON public.claims FOR EACH ROW EXECUTE FUNCTION refuse_claim_loss();

CREATE TRIGGER date_overrides_settings_delete AFTER DELETE ON public.date_overrides FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER date_overrides_settings_insert AFTER INSERT ON public.date_overrides FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER date_overrides_settings_update AFTER UPDATE ON public.date_overrides FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER hosts_settings_delete AFTER DELETE ON public.hosts FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER hosts_settings_insert AFTER INSERT ON public.hosts FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER hosts_settings_update AFTER UPDATE ON public.hosts FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER meeting_type_hosts_settings_delete AFTER DELETE ON public.meeting_type_hosts FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER meeting_type_hosts_settings_insert AFTER INSERT ON public.meeting_type_hosts FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER meeting_type_hosts_settings_update AFTER UPDATE OF type_id, host_id, "position" ON public.meeting_type_hosts FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER meeting_types_settings_delete AFTER DELETE ON public.meeting_types FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER meeting_types_settings_insert AFTER INSERT ON public.meeting_types FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER meeting_types_settings_update AFTER UPDATE ON public.meeting_types FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER meetings_place BEFORE INSERT OR UPDATE OF status, session_id, capacity ON public.meetings FOR EACH ROW EXECUTE FUNCTION refuse_place();

CREATE TRIGGER push_subscriptions_settings_insert AFTER INSERT ON public.push_subscriptions FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER schedules_settings_delete AFTER DELETE ON public.schedules FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER schedules_settings_insert AFTER INSERT ON public.schedules FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER schedules_settings_update AFTER UPDATE ON public.schedules FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER sessions_capacity BEFORE UPDATE OF capacity ON public.sessions FOR EACH ROW EXECUTE FUNCTION refuse_capacity();

CREATE TRIGGER templates_settings_delete AFTER DELETE ON public.templates FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER templates_settings_insert AFTER INSERT ON public.templates FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER templates_settings_update AFTER UPDATE OF subject, opening, closing, revision ON public.templates FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER webhooks_settings_delete AFTER DELETE ON public.webhooks FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER webhooks_settings_insert AFTER INSERT ON public.webhooks FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

CREATE TRIGGER webhooks_settings_update AFTER UPDATE OF url, events, active ON public.webhooks FOR EACH ROW EXECUTE FUNCTION raise_settings_version();

import type { Words } from './words.ts';

/*
 * A booking rewrites a page of every table and index that it touches, and commits as fast as these are few: what grows with bookings
 * is kept in the order of its ids, without a second tree for them, and has no index that no question needs.
 *
 * Instants are epoch milliseconds, truth values 0 or 1, JSON is text. A closed list of words stands in a check beside its
 * column, and so does every rule that one row can break by itself; what takes two rows is a trigger of 0002.
 */

const team = (w: Words) => [
  `create table hosts (
  id ${w.text} primary key,
  name ${w.text} not null check (length(name) between 1 and 200),
  email ${w.text} not null unique check (email = lower(email) and email like '%_@_%'),
  time_zone ${w.text} not null check (time_zone <> ''),
  locale ${w.text} not null check (locale <> ''),
  role ${w.text} not null check (role in ('owner', 'admin', 'member')),
  avatar_url ${w.text},
  daily_limit integer check (daily_limit >= 0),
  created_at_ms ${w.instant} not null,
  updated_at_ms ${w.instant} not null
)${w.strict}`,
  `create table schedules (
  id ${w.text} primary key,
  host_id ${w.text} references hosts (id) on delete cascade,
  name ${w.text} not null check (length(name) between 1 and 200),
  is_default integer not null check (is_default in (0, 1)),
  time_zone ${w.text} not null check (time_zone <> ''),
  rules ${w.text} not null check (${w.isArray('rules')}),
  created_at_ms ${w.instant} not null,
  updated_at_ms ${w.instant} not null
)${w.strict}`,
  // A null host is the team, which counts as one.
  `create unique index schedules_default on schedules (coalesce(host_id, '')) where is_default = 1`,
  `create unique index schedules_name on schedules (coalesce(host_id, ''), name)`,
  `create table date_overrides (
  schedule_id ${w.text} not null references schedules (id) on delete cascade,
  date ${w.text} not null check (${w.looksLike('date', '0000-00-00')}),
  intervals ${w.text} not null check (${w.isArray('intervals')}),
  primary key (schedule_id, date)
)${w.keyed}`,
  `create table time_off (
  id ${w.text} primary key,
  host_id ${w.text} not null references hosts (id) on delete cascade,
  start_ms ${w.instant} not null,
  end_ms ${w.instant} not null,
  reason ${w.text} not null,
  created_at_ms ${w.instant} not null,
  check (start_ms < end_ms)
)${w.strict}`,
  `create index time_off_ahead on time_off (host_id, end_ms)`,
];

const types = (w: Words) => [
  `create table meeting_types (
  id ${w.text} primary key,
  slug ${w.text} not null unique check (slug <> '' and ${w.isSlug('slug')}),
  title ${w.text} not null check (length(title) between 1 and 200),
  description ${w.text} not null,
  durations_minutes ${w.text} not null check (${w.isFilledArray('durations_minutes')}),
  slot_interval_minutes integer not null check (slot_interval_minutes >= 1),
  buffer_before_minutes integer not null check (buffer_before_minutes between 0 and 1440),
  buffer_after_minutes integer not null check (buffer_after_minutes between 0 and 1440),
  minimum_notice_minutes integer not null check (minimum_notice_minutes >= 0),
  booking_horizon_days integer check (booking_horizon_days >= 0),
  daily_limit integer check (daily_limit >= 0),
  weekly_limit integer check (weekly_limit >= 0),
  capacity integer not null check (capacity >= 1),
  max_guests integer not null check (max_guests >= 0),
  assignment ${w.text} not null check (assignment in ('single', 'round_robin', 'collective')),
  schedule_id ${w.text} references schedules (id),
  locations ${w.text} not null check (${w.isFilledArray('locations')}),
  lock_time_zone integer not null check (lock_time_zone in (0, 1)),
  questions ${w.text} not null check (${w.isArray('questions')}),
  requires_confirmation integer not null check (requires_confirmation in (0, 1)),
  confirmation_deadline_minutes integer not null check (confirmation_deadline_minutes >= 1),
  change_notice_minutes integer not null check (change_notice_minutes >= 0),
  max_moves integer not null check (max_moves >= 0),
  reminder_minutes ${w.text} not null check (${w.isArray('reminder_minutes')}),
  locale ${w.text} not null check (locale <> ''),
  listed integer not null check (listed in (0, 1)),
  active integer not null check (active in (0, 1)),
  created_at_ms ${w.instant} not null,
  updated_at_ms ${w.instant} not null
)${w.strict}`,
  `create table meeting_type_hosts (
  type_id ${w.text} not null references meeting_types (id) on delete cascade,
  host_id ${w.text} not null references hosts (id),
  position integer not null check (position >= 0),
  last_booked_at_ms ${w.instant},
  primary key (type_id, host_id)
)${w.keyed}`,
  `create index meeting_type_hosts_host on meeting_type_hosts (host_id)`,
];

const meetings = (w: Words) => [
  `create table clients (
  id ${w.text} primary key,
  email ${w.text} not null unique check (email = lower(email) and email like '%_@_%'),
  name ${w.text} not null,
  phone ${w.text},
  time_zone ${w.text} not null check (time_zone <> ''),
  locale ${w.text} not null check (locale <> ''),
  created_at_ms ${w.instant} not null,
  updated_at_ms ${w.instant} not null
)${w.keyed}`,
  `create table sessions (
  id ${w.text} primary key,
  type_id ${w.text} not null references meeting_types (id),
  start_ms ${w.instant} not null,
  end_ms ${w.instant} not null,
  buffer_before_minutes integer not null check (buffer_before_minutes between 0 and 1440),
  buffer_after_minutes integer not null check (buffer_after_minutes between 0 and 1440),
  capacity integer not null check (capacity >= 1),
  created_at_ms ${w.instant} not null,
  check (start_ms < end_ms)
)${w.keyed}`,
  // Three days are the longest meeting with the longest buffers; a reader looks no further back than that.
  `create table claims (
  host_id ${w.text} not null references hosts (id),
  held_from_ms ${w.instant} not null,
  held_to_ms ${w.instant} not null,
  session_id ${w.text} not null references sessions (id) deferrable initially deferred,
  check (held_from_ms < held_to_ms and held_to_ms - held_from_ms <= 259200000),
  ${w.claimKeys}
)${w.keyed}`,
  ...(w.name === 'postgres' ? ['create index claims_of_host on claims (host_id, held_from_ms)'] : []),
  // The longest rows, and three more indexes: numbered rows fill page after page, and each index names them in fewer bytes.
  `create table meetings (
  id ${w.text} primary key not null,
  uid ${w.text} not null check (uid like id || '@_%'),
  sequence integer not null check (sequence >= 0),
  session_id ${w.text} not null references sessions (id),
  seat integer not null,
  capacity integer not null,
  type_id ${w.text} not null references meeting_types (id),
  client_id ${w.text} not null references clients (id),
  status ${w.text} not null check (status in ('scheduled', 'confirmed', 'cancelled', 'completed', 'no_show')),
  title ${w.text} not null,
  description ${w.text} not null,
  location ${w.text} not null check (${w.isObject('location')}),
  location_kind ${w.text} not null check (location_kind in ('video', 'phone', 'in_person')),
  join_url ${w.text},
  start_ms ${w.instant} not null,
  end_ms ${w.instant} not null,
  time_zone ${w.text} not null check (time_zone <> ''),
  start_wall_clock ${w.text} not null check (${w.looksLike('start_wall_clock', '0000-00-00T00:00')}),
  locale ${w.text} not null check (locale <> ''),
  answers ${w.text} not null check (${w.isArray('answers')}),
  metadata ${w.text} not null check (${w.isObject('metadata')}),
  reminder_minutes ${w.text} not null check (${w.isArray('reminder_minutes')}),
  moves integer not null check (moves >= 0),
  confirm_by_ms ${w.instant},
  notes_shared_at_ms ${w.instant},
  portal_generation integer not null check (portal_generation >= 1),
  portal_expires_at_ms ${w.instant} not null,
  created_at_ms ${w.instant} not null,
  updated_at_ms ${w.instant} not null,
  cancelled_at_ms ${w.instant},
  cancelled_by ${w.text} check (cancelled_by in ('client', 'host', 'system')),
  cancellation_reason ${w.text},
  check (start_ms < end_ms),
  check (seat between 1 and capacity),
  check ((status = 'cancelled') = (cancelled_at_ms is not null)),
  check ((status = 'cancelled') = (cancelled_by is not null))
)${w.strict}`,
  `create unique index meetings_seat on meetings (session_id, seat) where status <> 'cancelled'`,
  `create index meetings_client on meetings (client_id, start_ms)`,
  `create index meetings_ending on meetings (end_ms) where status = 'confirmed'`,
  `create table participants (
  meeting_id ${w.text} not null references meetings (id) on delete cascade,
  position integer not null check (position >= 0),
  role ${w.text} not null check (role in ('client', 'host', 'guest')),
  host_id ${w.text} references hosts (id),
  name ${w.text} not null,
  email ${w.text} not null,
  response ${w.text} not null check (response in ('needs_action', 'accepted', 'declined', 'tentative')),
  check ((role = 'host') = (host_id is not null)),
  primary key (meeting_id, role, email)
)${w.keyed}`,
];

const beside = (w: Words) => [
  `create table external_busy (
  id ${w.text} primary key,
  host_id ${w.text} not null references hosts (id) on delete cascade,
  source ${w.text} not null,
  remote_id ${w.text} not null,
  start_ms ${w.instant} not null,
  end_ms ${w.instant} not null,
  check (start_ms < end_ms),
  unique (source, remote_id, start_ms)
)${w.strict}`,
  // A window asks for what starts in it or at most three days before, and, among the few that are longer, for what has not ended.
  `create index external_busy_short on external_busy (host_id, start_ms) where end_ms - start_ms <= 259200000`,
  `create index external_busy_long on external_busy (host_id, end_ms) where end_ms - start_ms > 259200000`,
  `create table notes (
  id ${w.text} primary key,
  meeting_id ${w.text} not null references meetings (id) on delete cascade,
  author_role ${w.text} not null check (author_role in ('client', 'host')),
  author_client_id ${w.text} references clients (id),
  author_host_id ${w.text} references hosts (id),
  author_name ${w.text} not null,
  body ${w.text} not null,
  shared integer not null check (shared in (0, 1)),
  created_at_ms ${w.instant} not null,
  updated_at_ms ${w.instant} not null,
  deleted_at_ms ${w.instant},
  check (case author_role when 'client' then author_host_id is null else author_client_id is null end)
)${w.strict}`,
  `create index notes_meeting on notes (meeting_id, created_at_ms)`,
  `create table note_revisions (
  note_id ${w.text} not null references notes (id) on delete cascade,
  revision integer not null check (revision >= 1),
  body ${w.text} not null,
  replaced_at_ms ${w.instant} not null,
  primary key (note_id, revision)
)${w.keyed}`,
  // Links to a single meeting are made from its own row.
  `create table portal_tokens (
  id ${w.text} primary key,
  scope ${w.text} not null check (scope in ('client', 'feed')),
  client_id ${w.text} not null references clients (id) on delete cascade,
  generation integer not null check (generation >= 1),
  expires_at_ms ${w.instant} not null,
  created_at_ms ${w.instant} not null
)${w.keyed}`,
  `create index portal_tokens_client on portal_tokens (client_id)`,
  // What is in order or there already is looked for among the jobs of one order, which are few: one index serves both.
  `create table jobs (
  id ${w.ascending} primary key,
  kind ${w.text} not null check (kind <> ''),
  payload ${w.text} not null check (${w.isJson('payload')}),
  order_key ${w.text} not null,
  dedupe_key ${w.text} not null,
  state ${w.text} not null check (state in ('pending', 'done', 'failed')),
  run_at_ms ${w.instant} not null,
  attempts integer not null check (attempts >= 0),
  leased_by ${w.text},
  leased_until_ms ${w.instant},
  last_error ${w.text},
  created_at_ms ${w.instant} not null,
  settled_at_ms ${w.instant},
  check ((leased_by is null) = (leased_until_ms is null)),
  check ((state = 'pending') = (settled_at_ms is null)),
  unique (order_key, dedupe_key)
)${w.strict}`,
  `create index jobs_due on jobs (kind, run_at_ms) where state = 'pending'`,
  `create table job_attempts (
  job_id ${w.instant} not null references jobs (id) on delete cascade,
  attempt integer not null check (attempt >= 1),
  started_at_ms ${w.instant} not null,
  finished_at_ms ${w.instant},
  error ${w.text},
  primary key (job_id, attempt)
)${w.keyed}`,
  `create table idempotency_keys (
  scope ${w.text} not null,
  key ${w.text} not null,
  request_hash ${w.text} not null,
  response ${w.text} not null check (${w.isJson('response')}),
  created_at_ms ${w.instant} not null,
  expires_at_ms ${w.instant} not null,
  primary key (scope, key)
)${w.keyed}`,
  `create index idempotency_keys_expiry on idempotency_keys (expires_at_ms)`,
];

/** Every table of the first release, in the order of their references. */
export const firstTables = (w: Words): string[] => [
  ...(w.name === 'postgres' ? ['create extension if not exists btree_gist'] : []),
  ...team(w),
  ...types(w),
  ...meetings(w),
  ...beside(w),
];

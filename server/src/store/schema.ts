import type { ColumnType, Generated } from 'kysely';
import type { Assignment } from '../domain/assignment.ts';
import type { HostReminders } from '../domain/host.ts';
import type { LocationKind, MeetingLocation, MeetingStatus, ParticipantResponse } from '../domain/meeting.ts';
import type { Question } from '../domain/meeting-type.ts';
import type { DateOverride, WeeklyRule } from '../domain/schedule.ts';
import type { SignInPurpose } from '../domain/sign-in.ts';

/*
 * One interface a table. Instants are epoch milliseconds in columns named …_ms, lengths whole minutes in …_minutes,
 * truth values 0 or 1; a Json<…> column holds text. The same on SQLite and PostgreSQL.
 */

declare const shape: unique symbol;

/** Text of a JSON column as it is read: a string that remembers what `parseJson` makes of it. */
export type JsonText<Shape extends object> = string & { readonly [shape]?: Shape };

/** A JSON column: written as any text (the table checks that it is JSON), read as text of this shape. */
type Json<Shape extends object> = ColumnType<JsonText<Shape>, string, string>;

/** A truth value. */
export type Bit = 0 | 1;

/** The value in a JSON column. */
export function parseJson<Shape extends object>(text: JsonText<Shape>): Shape {
  return JSON.parse(text) as Shape;
}

export interface HostTable {
  id: string;
  name: string;
  /** Lower case; the one address of this host. */
  email: string;
  time_zone: string;
  locale: string;
  role: 'owner' | 'admin' | 'member';
  avatar_url: string | null;
  daily_limit: number | null;
  reminders: Generated<HostReminders>;
  /** Minutes since midnight on the host's clock. */
  agenda_minutes: Generated<number>;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface ScheduleTable {
  id: string;
  /** Null: the whole team's. */
  host_id: string | null;
  name: string;
  /** At most one a host (and one for the team), by a unique index. */
  is_default: Bit;
  time_zone: string;
  rules: Json<readonly WeeklyRule[]>;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface DateOverrideTable {
  schedule_id: string;
  /** Local date, YYYY-MM-DD. */
  date: string;
  intervals: Json<DateOverride['intervals']>;
}

export interface TimeOffTable {
  id: string;
  host_id: string;
  start_ms: number;
  end_ms: number;
  reason: string;
  created_at_ms: number;
}

export interface MeetingTypeTable {
  id: string;
  slug: string;
  title: string;
  description: string;
  durations_minutes: Json<readonly number[]>;
  slot_interval_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  minimum_notice_minutes: number;
  booking_horizon_days: number | null;
  daily_limit: number | null;
  weekly_limit: number | null;
  capacity: number;
  max_guests: number;
  assignment: Assignment;
  schedule_id: string | null;
  locations: Json<readonly MeetingLocation[]>;
  lock_time_zone: Bit;
  questions: Json<readonly Question[]>;
  requires_confirmation: Bit;
  requires_verified_email: Generated<Bit>;
  confirmation_deadline_minutes: number;
  change_notice_minutes: number;
  max_moves: number;
  max_open_meetings: number | null;
  reminder_minutes: Json<readonly number[]>;
  locale: string;
  listed: Bit;
  active: Bit;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface MeetingTypeHostTable {
  type_id: string;
  host_id: string;
  /** 0-based, in the type's order. */
  position: number;
  /** When this host was last given a session of this type, kept so that a round robin need not look through the past. */
  last_booked_at_ms: number | null;
}

/** One row; triggers raise `version` with every change of hosts, schedules, overrides, types and their hosts. */
export interface SettingsVersionTable {
  only_row: 1;
  version: number;
}

/** One row, written at the first start: what tells the secret that links are made under from any other, and not what it is. */
export interface SecretFingerprintTable {
  only_row: 1;
  fingerprint: string;
}

/** One row while another database is being copied into this one; nobody may use it until the row is gone. */
export interface CopyUnderWayTable {
  only_row: 1;
  /** Where the rows come from, without a password. */
  source: string;
  /** The table whose turn it is; those before it are copied. */
  table_name: string;
  /** The key of the last row that was copied of it, [] for none. */
  last_key: Json<readonly (string | number)[]>;
  /** Of this table, up to that key. */
  copied_rows: number;
}

export interface ClientTable {
  id: string;
  /** Lower case, unique: the one mailbox that this client is known by. */
  email: string;
  /** What the address is compared by where it matters whose mailbox it is: `mailboxOf`. */
  mailbox: Generated<string>;
  name: string;
  phone: string | null;
  time_zone: string;
  locale: string;
  created_at_ms: number;
  updated_at_ms: number;
}

/** The time that one or more meetings share, with the buffers frozen at booking. */
export interface SessionTable {
  id: string;
  type_id: string;
  start_ms: number;
  end_ms: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  capacity: number;
  created_at_ms: number;
}

/** A host's held span [held_from_ms, held_to_ms), buffers included; the database refuses two that overlap. */
export interface ClaimTable {
  session_id: string;
  host_id: string;
  held_from_ms: number;
  held_to_ms: number;
}

export interface MeetingTable {
  id: string;
  uid: string;
  sequence: number;
  session_id: string;
  /** 1 … capacity; unique among the session's meetings that are not cancelled. */
  seat: number;
  /** The session's, so that a check can hold `seat` to it. */
  capacity: number;
  type_id: string;
  client_id: string;
  status: MeetingStatus;
  title: string;
  description: string;
  location: Json<MeetingLocation>;
  location_kind: LocationKind;
  join_url: string | null;
  start_ms: number;
  end_ms: number;
  /** The client's zone, and the start on its wall clock (YYYY-MM-DDTHH:MM), kept so that a change of zone rules can be found. */
  time_zone: string;
  start_wall_clock: string;
  locale: string;
  answers: Json<readonly { key: string; label: string; value: string | number | boolean }[]>;
  metadata: Json<Record<string, string>>;
  reminder_minutes: Json<readonly number[]>;
  moves: number;
  confirm_by_ms: number | null;
  notes_shared_at_ms: number | null;
  /** Raised by every change of the meeting itself: what tells a reader that theirs is not the newest. */
  revision: number;
  /** An invitation has gone out at least once. */
  invited: Bit;
  /** What the link to this meeting alone is made from; raised to revoke every link made before. */
  portal_generation: number;
  portal_expires_at_ms: number;
  created_at_ms: number;
  updated_at_ms: number;
  cancelled_at_ms: number | null;
  cancelled_by: 'client' | 'host' | 'system' | null;
  cancellation_reason: string | null;
}

export interface ParticipantTable {
  meeting_id: string;
  /** 0-based, the client first, then hosts, then guests. */
  position: number;
  role: 'client' | 'host' | 'guest';
  host_id: string | null;
  name: string;
  email: string;
  response: ParticipantResponse;
}

/** Busy time read from a calendar; `source` names the calendar, `remote_id` the event there. */
export interface ExternalBusyTable {
  id: string;
  host_id: string;
  source: string;
  remote_id: string;
  start_ms: number;
  end_ms: number;
}

export interface NoteTable {
  id: string;
  meeting_id: string;
  author_role: 'client' | 'host';
  author_client_id: string | null;
  author_host_id: string | null;
  author_name: string;
  body: string;
  shared: Bit;
  /** Since when the other side may read it; null: it may not. */
  shared_at_ms: number | null;
  /** The mail that tells the other side of it has been made. */
  told: Bit;
  created_at_ms: number;
  updated_at_ms: number;
  deleted_at_ms: number | null;
}

/** An earlier text of a note, as it stood until `replaced_at_ms`. */
export interface NoteRevisionTable {
  note_id: string;
  revision: number;
  body: string;
  replaced_at_ms: number;
}

/** What a portal link to all of a client's meetings, or to their feed, is made from; the link itself needs the secret besides, so no row opens anything. */
export interface PortalTokenTable {
  id: string;
  scope: 'client' | 'feed';
  client_id: string;
  /** Raised to revoke every link made before. */
  generation: number;
  expires_at_ms: number;
  created_at_ms: number;
}

/** What a program proves itself by to the hosts' API, in the name of a host; the secret itself is nowhere. */
export interface ApiKeyTable {
  id: string;
  host_id: string;
  name: string;
  scopes: Json<readonly string[]>;
  /** SHA-256 of the secret, in hexadecimal digits. */
  secret_hash: string;
  created_at_ms: number;
  last_used_at_ms: number | null;
  expires_at_ms: number | null;
  revoked_at_ms: number | null;
}

/** A host who has signed in with one browser; the secret itself is nowhere. */
export interface SignInTable {
  id: string;
  host_id: string;
  /** SHA-256 of the secret, in hexadecimal digits. */
  secret_hash: string;
  created_at_ms: number;
  last_used_at_ms: number;
  expires_at_ms: number;
}

/** What a link to sign in by is made from, with the secret; for one use. */
export interface SignInLinkTable {
  id: string;
  host_id: string;
  purpose: SignInPurpose;
  created_at_ms: number;
  expires_at_ms: number;
  used_at_ms: number | null;
}

/** Where events are sent. Its keys are derived from the secret, its id and their generation, so no row signs anything. */
export interface WebhookTable {
  id: string;
  url: string;
  description: string;
  events: Json<readonly string[]>;
  active: Bit;
  switched_off: 'gone' | 'failing' | null;
  key_generation: number;
  old_key_until_ms: number | null;
  created_at_ms: number;
  updated_at_ms: number;
}

/** One event for one webhook, with its newest try. */
export interface WebhookDeliveryTable {
  /** Sent with it as `webhook-id`. */
  id: string;
  webhook_id: string;
  event: string;
  /** No reference: it outlives the meeting. */
  meeting_id: string | null;
  /** What happened, as the product had it then. */
  content: Json<object>;
  state: 'pending' | 'delivered' | 'failed';
  attempts: number;
  /** Raised by each redelivery. */
  round: number;
  /** The first failure of the round. */
  failing_since_ms: number | null;
  created_at_ms: number;
  tried_at_ms: number | null;
  settled_at_ms: number | null;
  status: number | null;
  answer: string | null;
  error: string | null;
}

/** A browser that is sent notices. What it shares with us is sealed under the secret, as the key is that signs what it is sent. */
export interface PushSubscriptionTable {
  id: string;
  /** Whose it is: exactly one of the two. */
  host_id: string | null;
  client_id: string | null;
  /** The one meeting of the client that it is told of; null: all of them. */
  meeting_id: string | null;
  endpoint: string;
  p256dh: string;
  sealed_auth: string;
  locale: string;
  time_zone: string;
  created_at_ms: number;
  succeeded_at_ms: Generated<number | null>;
  failed_at_ms: Generated<number | null>;
  /** The first failure since something was last taken. */
  failing_since_ms: Generated<number | null>;
}

/** Work that a change owes the world, written with the change. */
export interface JobTable {
  /** Given by the database, ascending: whoever writes holds the write lock. */
  id: Generated<number>;
  kind: string;
  payload: Json<object>;
  /** Jobs with the same key run one after another, in order of id. */
  order_key: string;
  /** One job a key in its order, ever. */
  dedupe_key: string;
  state: 'pending' | 'done' | 'failed';
  run_at_ms: number;
  attempts: number;
  leased_by: string | null;
  leased_until_ms: number | null;
  last_error: string | null;
  created_at_ms: number;
  settled_at_ms: number | null;
  /** Whom it is sent to, in lower case, and the meeting that it tells of; null: nobody, none. */
  recipient: string | null;
  meeting_id: string | null;
  /** Tries before somebody asked for it once more. */
  attempts_before: Generated<number>;
}

/** One try of a job, kept for whoever asks why a mail came late. */
export interface JobAttemptTable {
  job_id: number;
  attempt: number;
  started_at_ms: number;
  finished_at_ms: number | null;
  error: string | null;
}

/** A mailbox that its server refuses, and with what words. */
export interface RefusedAddressTable {
  /** In lower case. */
  address: string;
  code: number;
  /** RFC 3463. */
  enhanced_code: string | null;
  reply: string;
  since_ms: number;
  tried_at_ms: number;
}

/** Whose bookings are not taken online: a mailbox, or a domain with every name below it. */
export interface BlockedAddressTable {
  id: string;
  address: string;
  reason: string;
  host_id: string | null;
  created_at_ms: number;
}

/** The texts of a mail that a host has put in place of ours; all null: ours again. */
export interface TemplateTable {
  template: string;
  /** The language's subtag. */
  locale: string;
  subject: string | null;
  opening: string | null;
  closing: string | null;
  revision: number;
  changed_by: string | null;
  changed_at_ms: number;
  /** Why a mail last fell back to ours. */
  fault: string | null;
  fault_at_ms: number | null;
}

/** Where a client wants text messages: for one meeting, or (no `meeting_id`) for all of theirs. The newest word counts. */
export interface TextChoiceTable {
  /** The meeting's, or the client's. */
  id: string;
  client_id: string;
  meeting_id: string | null;
  /** E.164; null: they want none. */
  number: string | null;
  chosen_at_ms: number;
}

/** A text message that was handed over, or tried, in a month of UTC ("2026-11"). */
export interface CountedTextTable {
  id: string;
  month: string;
}

/** What a code that was mailed is derived from, and what became of it; at most one a type and address. */
export interface AddressProofTable {
  id: string;
  type_id: string;
  /** Lower case. */
  email: string;
  mails: number;
  /** Wrong codes. */
  tries: number;
  created_at_ms: number;
  expires_at_ms: number;
  used_at_ms: number | null;
}

/** Mails of a kind that the reader at an address has switched off. */
export interface MailsOffTable {
  /** In lower case. */
  address: string;
  kind: string;
  since_ms: number;
}

/** What a mail provider gave in place of a refresh token in the settings. */
export interface MailTokenTable {
  /** An HMAC of the client and its refresh token as they are set. */
  id: string;
  /** Null: none was given yet. */
  sealed_token: Generated<string | null>;
  /** Who asks for the next one, and until when nobody else may. */
  turn_of: string;
  turn_until_ms: number;
  used_at_ms: number;
}

/** A challenge whose work was taken once. */
export interface SpentChallengeTable {
  nonce: string;
  expires_at_ms: number;
}

/** A request that must not be done twice, written with what it did. `response` never holds a usable token. */
export interface IdempotencyKeyTable {
  scope: string;
  key: string;
  request_hash: string;
  response: Json<object>;
  created_at_ms: number;
  expires_at_ms: number;
}

export interface Database {
  hosts: HostTable;
  schedules: ScheduleTable;
  date_overrides: DateOverrideTable;
  time_off: TimeOffTable;
  meeting_types: MeetingTypeTable;
  meeting_type_hosts: MeetingTypeHostTable;
  settings_version: SettingsVersionTable;
  secret_fingerprint: SecretFingerprintTable;
  copy_under_way: CopyUnderWayTable;
  clients: ClientTable;
  sessions: SessionTable;
  claims: ClaimTable;
  meetings: MeetingTable;
  participants: ParticipantTable;
  text_choices: TextChoiceTable;
  counted_texts: CountedTextTable;
  external_busy: ExternalBusyTable;
  notes: NoteTable;
  note_revisions: NoteRevisionTable;
  portal_tokens: PortalTokenTable;
  api_keys: ApiKeyTable;
  sign_ins: SignInTable;
  sign_in_links: SignInLinkTable;
  refused_addresses: RefusedAddressTable;
  blocked_addresses: BlockedAddressTable;
  address_proofs: AddressProofTable;
  spent_challenges: SpentChallengeTable;
  webhooks: WebhookTable;
  webhook_deliveries: WebhookDeliveryTable;
  push_subscriptions: PushSubscriptionTable;
  jobs: JobTable;
  job_attempts: JobAttemptTable;
  templates: TemplateTable;
  mails_off: MailsOffTable;
  mail_tokens: MailTokenTable;
  idempotency_keys: IdempotencyKeyTable;
}

import type { Database } from './schema.ts';

/** A table as it is copied: in the order of its key, by which no two rows are the same. */
export interface CopiedTable {
  readonly name: keyof Database;
  readonly key: readonly [string, ...string[]];
}

/** Every table that is copied, each after those that it refers to; claims before the meetings that cannot stand without. */
export const copiedTables: readonly [CopiedTable, ...CopiedTable[]] = [
  { name: 'secret_fingerprint', key: ['only_row'] },
  { name: 'hosts', key: ['id'] },
  { name: 'schedules', key: ['id'] },
  { name: 'date_overrides', key: ['schedule_id', 'date'] },
  { name: 'time_off', key: ['id'] },
  { name: 'meeting_types', key: ['id'] },
  { name: 'meeting_type_hosts', key: ['type_id', 'host_id'] },
  { name: 'clients', key: ['id'] },
  { name: 'sessions', key: ['id'] },
  { name: 'claims', key: ['session_id', 'host_id'] },
  { name: 'meetings', key: ['id'] },
  { name: 'participants', key: ['meeting_id', 'role', 'email'] },
  { name: 'text_choices', key: ['id'] },
  { name: 'counted_texts', key: ['id'] },
  { name: 'external_busy', key: ['id'] },
  { name: 'notes', key: ['id'] },
  { name: 'note_revisions', key: ['note_id', 'revision'] },
  { name: 'portal_tokens', key: ['id'] },
  { name: 'api_keys', key: ['id'] },
  { name: 'sign_ins', key: ['id'] },
  { name: 'sign_in_links', key: ['id'] },
  { name: 'refused_addresses', key: ['address'] },
  { name: 'blocked_addresses', key: ['id'] },
  { name: 'address_proofs', key: ['id'] },
  { name: 'webhooks', key: ['id'] },
  { name: 'webhook_deliveries', key: ['id'] },
  { name: 'mails_off', key: ['address', 'kind'] },
  { name: 'mail_tokens', key: ['id'] },
  { name: 'templates', key: ['template', 'locale'] },
  { name: 'push_subscriptions', key: ['id'] },
  { name: 'jobs', key: ['id'] },
  { name: 'job_attempts', key: ['job_id', 'attempt'] },
  { name: 'idempotency_keys', key: ['scope', 'key'] },
];

/**
 * Tables that belong to a database and not to what is in it: the steps of its schema, the number of its settings (the copied settings raise
 * their own), how often somebody asked lately and with what work, the life of its server, and the copy itself.
 */
export const leftTables: readonly string[] = [
  'migrations',
  'settings_version',
  'rate_limits',
  'spent_challenges',
  'server_life',
  'copy_under_way',
];

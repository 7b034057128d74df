import type { Words } from './words.ts';

/** Of what job and to whom, so that whoever asks why a mail did not come finds it among any number; and addresses that were refused. */
export const deliveries = (w: Words): string[] => [
  `alter table jobs add column recipient ${w.text}`,
  // No reference: what was sent outlives what it told of.
  `alter table jobs add column meeting_id ${w.text}`,
  'alter table jobs add column attempts_before integer not null default 0 check (attempts_before >= 0)',
  w.name === 'sqlite'
    ? `update jobs set recipient = lower(json_extract(payload, '$.recipient.email')), meeting_id = json_extract(payload, '$.meeting.id')
where kind = 'mail'`
    : `update jobs set recipient = lower(payload::json #>> '{recipient,email}'), meeting_id = payload::json #>> '{meeting,id}'
where kind = 'mail'`,
  'create index jobs_kind on jobs (kind, id)',
  `create index jobs_failed on jobs (kind, id) where state = 'failed'`,
  'create index jobs_recipient on jobs (recipient, id) where recipient is not null',
  'create index jobs_meeting on jobs (meeting_id, id) where meeting_id is not null',
  'create index participants_host on participants (host_id) where host_id is not null',
  // For those that count how many were begun lately.
  'create index job_attempts_started on job_attempts (started_at_ms)',
  `create table refused_addresses (
  address ${w.text} primary key,
  code integer not null,
  enhanced_code ${w.text},
  reply ${w.text} not null,
  since_ms ${w.instant} not null,
  tried_at_ms ${w.instant} not null
)${w.keyed}`,
];

import type { Words } from './words.ts';

/** What hosts are told of meetings that come near, and a first look at the reminders of each meeting that stands already. */
export const reminders = (w: Words): string[] => {
  const now =
    w.name === 'sqlite'
      ? `cast(unixepoch('subsec') * 1000 as integer)`
      : 'cast(extract(epoch from now()) * 1000 as bigint)';
  return [
    `alter table hosts add column reminders ${w.text} not null default 'agenda' check (reminders in ('agenda', 'each', 'none'))`,
    'alter table hosts add column agenda_minutes integer not null default 420 check (agenda_minutes between 0 and 719)',
    `insert into jobs (kind, payload, order_key, dedupe_key, state, run_at_ms, attempts, created_at_ms, meeting_id)
  select 'reminder', '{"meetingId":"' || id || '"}', 'reminder ' || id, 'first', 'pending', ${now}, 0, ${now}, id
  from meetings where status = 'confirmed' and start_ms > ${now}`,
  ];
};

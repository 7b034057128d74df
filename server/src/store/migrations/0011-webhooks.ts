import type { Words } from './words.ts';

/** What belongs to a webhook's settings, of which every booking asks; the rest changes with each delivery. */
const EVENTS = ['insert', 'update of url, events, active', 'delete'];

/** A change of webhooks is one of settings, which bookings keep in memory: see 0003-settings-version. */
const raise = (w: Words, event: string) => {
  const name = `webhooks_settings_${event.split(' ')[0]}`;
  return w.name === 'sqlite'
    ? `create trigger ${name} after ${event} on webhooks
begin
  update settings_version set version = version + 1;
end`
    : `create trigger ${name} after ${event} on webhooks
for each row execute function raise_settings_version()`;
};

/** Where events are sent, and what became of each. No key is in them: keys are derived from the secret. */
export const webhooks = (w: Words): string[] => [
  `create table webhooks (
  id ${w.text} primary key,
  url ${w.text} not null check (url <> ''),
  description ${w.text} not null,
  events ${w.text} not null check (${w.isFilledArray('events')}),
  active integer not null check (active in (0, 1)),
  switched_off ${w.text} check (switched_off in ('gone', 'failing')),
  key_generation integer not null check (key_generation >= 1),
  old_key_until_ms ${w.instant},
  created_at_ms ${w.instant} not null,
  updated_at_ms ${w.instant} not null,
  check (active = 0 or switched_off is null)
)${w.strict}`,
  ...EVENTS.map((event) => raise(w, event)),
  `create table webhook_deliveries (
  id ${w.text} primary key,
  webhook_id ${w.text} not null references webhooks (id) on delete cascade,
  event ${w.text} not null check (event <> ''),
  meeting_id ${w.text},
  content ${w.text} not null check (${w.isJson('content')}),
  state ${w.text} not null check (state in ('pending', 'delivered', 'failed')),
  attempts integer not null check (attempts >= 0),
  round integer not null check (round >= 1),
  failing_since_ms ${w.instant},
  created_at_ms ${w.instant} not null,
  tried_at_ms ${w.instant},
  settled_at_ms ${w.instant},
  status integer,
  answer ${w.text},
  error ${w.text},
  check ((state = 'pending') = (settled_at_ms is null))
)${w.strict}`,
  'create index webhook_deliveries_webhook on webhook_deliveries (webhook_id, id)',
  'create index webhook_deliveries_created on webhook_deliveries (created_at_ms)',
];

import type { Words } from './words.ts';

/** A change of the list is one of settings, which bookings keep in memory: see 0003-settings-version. */
const raise = (w: Words, event: string) =>
  w.name === 'sqlite'
    ? `create trigger blocked_addresses_settings_${event} after ${event} on blocked_addresses
begin
  update settings_version set version = version + 1;
end`
    : `create trigger blocked_addresses_settings_${event} after ${event} on blocked_addresses
for each row execute function raise_settings_version()`;

/** Whose bookings are not taken online: mailboxes and whole domains. */
export const blockList = (w: Words): string[] => [
  `create table blocked_addresses (
  id ${w.text} primary key,
  address ${w.text} not null unique check (address <> ''),
  reason ${w.text} not null,
  host_id ${w.text} references hosts (id) on delete set null,
  created_at_ms ${w.instant} not null
)${w.strict}`,
  ...['insert', 'update', 'delete'].map((event) => raise(w, event)),
];

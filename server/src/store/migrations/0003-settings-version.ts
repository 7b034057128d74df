import type { Words } from './words.ts';

/*
 * Settings are few, seldom change, and are asked for by every booking: whoever keeps them in memory needs to know, within a
 * transaction and across processes, that they are still the same. Which host was booked last is no setting.
 */

const TABLES = ['hosts', 'schedules', 'date_overrides', 'meeting_types', 'meeting_type_hosts'];
const EVENTS = ['insert', 'update', 'delete'];

/** Which columns of a table are settings, where not all of them are. */
const settingColumns = (table: string, event: string) =>
  table === 'meeting_type_hosts' && event === 'update' ? ' of type_id, host_id, position' : '';

const sqliteTrigger = (
  table: string,
  event: string,
) => `create trigger ${table}_settings_${event} after ${event}${settingColumns(table, event)} on ${table}
begin
  update settings_version set version = version + 1;
end`;

const postgresTrigger = (
  table: string,
  event: string,
) => `create trigger ${table}_settings_${event} after ${event}${settingColumns(table, event)} on ${table}
for each row execute function raise_settings_version()`;

const RAISE = `create function raise_settings_version() returns trigger language plpgsql as $$
begin
  update settings_version set version = version + 1;
  return null;
end
$$`;

/** One row, whose number grows with every change of settings. */
export const settingsVersion = (w: Words): string[] => [
  `create table settings_version (
  only_row integer primary key check (only_row = 1),
  version integer not null
)${w.strict}`,
  'insert into settings_version values (1, 0)',
  ...(w.name === 'postgres' ? [RAISE] : []),
  ...TABLES.flatMap((table) =>
    EVENTS.map((event) => (w.name === 'sqlite' ? sqliteTrigger : postgresTrigger)(table, event)),
  ),
];

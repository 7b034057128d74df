/*
 * Settings are few, seldom change, and are asked for by every booking: whoever keeps them in memory needs to know, within a
 * transaction and across processes, that they are still the same. Which host was booked last is no setting.
 */

const TABLES = ['hosts', 'schedules', 'date_overrides', 'meeting_types', 'meeting_type_hosts'];
const EVENTS = ['insert', 'update', 'delete'];

function trigger(table: string, event: string): string {
  const columns = table === 'meeting_type_hosts' && event === 'update' ? ' of type_id, host_id, position' : '';
  return `create trigger ${table}_settings_${event} after ${event}${columns} on ${table}
begin
  update settings_version set version = version + 1;
end`;
}

/** One row, whose number grows with every change of settings. */
export const settingsVersion = [
  `create table settings_version (
  only_row integer primary key check (only_row = 1),
  version integer not null
) strict`,
  'insert into settings_version values (1, 0)',
  ...TABLES.flatMap((table) => EVENTS.map((event) => trigger(table, event))),
];

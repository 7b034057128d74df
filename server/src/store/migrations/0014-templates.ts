import type { Words } from './words.ts';

/** What belongs to the settings that are kept in memory; a fault is no setting. */
const EVENTS = ['insert', 'update of subject, opening, closing, revision', 'delete'];

/** See 0003-settings-version. */
const raise = (w: Words, event: string) => {
  const name = `templates_settings_${event.split(' ')[0]}`;
  return w.name === 'sqlite'
    ? `create trigger ${name} after ${event} on templates
begin
  update settings_version set version = version + 1;
end`
    : `create trigger ${name} after ${event} on templates
for each row execute function raise_settings_version()`;
};

/** The texts of mails that hosts have put in place of ours. */
export const templates = (w: Words): string[] => [
  `create table templates (
  template ${w.text} not null check (template <> ''),
  locale ${w.text} not null check (locale <> ''),
  subject ${w.text},
  opening ${w.text},
  closing ${w.text},
  revision integer not null check (revision >= 1),
  changed_by ${w.text} references hosts (id) on delete set null,
  changed_at_ms ${w.instant} not null,
  fault ${w.text},
  fault_at_ms ${w.instant},
  primary key (template, locale),
  check ((fault is null) = (fault_at_ms is null))
)${w.keyed}`,
  'create index templates_changed_by on templates (changed_by) where changed_by is not null',
  ...EVENTS.map((event) => raise(w, event)),
];

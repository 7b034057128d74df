import type { Words } from './words.ts';

/** How many meetings of a type a mailbox may have ahead at once, and the mailbox of each client: see `mailboxOf`. */
export const openMeetings = (w: Words): string[] => {
  const placeOf = (text: string, mark: string) => `${w.name === 'sqlite' ? 'instr' : 'strpos'}(${text}, '${mark}')`;
  const local = `substr(email, 1, ${placeOf('email', '@')} - 1)`;
  const name = `substr(${local}, 1, ${placeOf(`${local} || '+'`, '+')} - 1)`;
  const domain = `substr(email, ${placeOf('email', '@')} + 1)`;
  return [
    'alter table meeting_types add column max_open_meetings integer check (max_open_meetings >= 1)',
    `alter table clients add column mailbox ${w.text} not null default ''`,
    `update clients set mailbox = case when ${domain} in ('gmail.com', 'googlemail.com')
  then replace(${name}, '.', '') || '@gmail.com' else ${name} || '@' || ${domain} end`,
    'create index clients_mailbox on clients (mailbox)',
  ];
};

import type { Words } from './words.ts';

/** Which mails their readers have switched off. It outlives meetings and clients, for the address is still somebody's. */
export const mailsOff = (w: Words): string[] => [
  `create table mails_off (
  address ${w.text} not null check (address <> ''),
  kind ${w.text} not null check (kind in ('agenda', 'reminders', 'notes')),
  since_ms ${w.instant} not null,
  primary key (address, kind)
)${w.keyed}`,
];

import type { Words } from './words.ts';

/**
 * A booking writes the last page of every tree that it touches: so here are fewer. All that is owed of one meeting lies side by side in the order of
 * the jobs, under its id (see `orderOf`); of the kinds that there are most of no index is kept; of clients only those whose mailbox has another name.
 */
export const fewerPages = (w: Words): string[] => [
  `update jobs set order_key = meeting_id || ' ' || trim(replace(order_key, meeting_id, ''), ' :')
where meeting_id is not null`,
  // PostgreSQL does not see how few jobs lie between two keys.
  ...(w.name === 'sqlite' ? ['drop index jobs_meeting'] : []),
  'drop index jobs_kind',
  `create index jobs_rare on jobs (kind, id) where kind not in ('mail', 'reminder')`,
  'drop index clients_mailbox',
  'create index clients_other_mailbox on clients (mailbox) where mailbox <> email',
];

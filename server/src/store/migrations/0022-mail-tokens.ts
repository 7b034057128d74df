import type { Words } from './words.ts';

/**
 * The newest refresh token that a mail provider gave in place of the one in the settings (a keyed hash of which is the id), sealed, and whose turn it
 * is to ask for another.
 */
export const mailTokens = (w: Words): string[] => [
  `create table mail_tokens (
  id ${w.text} primary key,
  sealed_token ${w.text},
  turn_of ${w.text} not null,
  turn_until_ms ${w.instant} not null,
  used_at_ms ${w.instant} not null
)${w.strict}`,
];

import type { Words } from './words.ts';

/** Challenges whose work was taken once, kept for as long as they could be shown again. */
export const spentChallenges = (w: Words): string[] => [
  `create table spent_challenges (
  nonce ${w.text} primary key,
  expires_at_ms ${w.instant} not null
)${w.keyed}`,
  'create index spent_challenges_expires on spent_challenges (expires_at_ms)',
];

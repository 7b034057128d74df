import type { ApiFailure } from '../shared/api.ts';
import type { Choosing } from './chooser.ts';
import { restWords } from './rest-words.ts';

/** What happened and what to do, for a failure's code. */
export function failureWords(visit: Choosing, { code, retryAfterSeconds }: ApiFailure): string {
  const words = restWords(visit);
  if (code === 'rate_limited') {
    return words.limited(retryAfterSeconds === null ? words.aMinute : words.seconds(retryAfterSeconds));
  }
  if (code === 'offline' || code === 'timeout') return words[code];
  if (code === 'type_not_found') return words.gone;
  return words.unexpected;
}

/** Why this very booking is refused, and what to do, where trying again is no use; empty where the code says nothing of it. */
export function refusalWords(visit: Choosing, code: string): string {
  const { openEnough, notOnline } = restWords(visit);
  return { too_many_open_meetings: openEnough, booking_refused: notOnline }[code] ?? '';
}

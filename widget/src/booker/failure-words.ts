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

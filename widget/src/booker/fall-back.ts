import type { Choosing } from './chooser.ts';

/** To a zone that the server surely knows. Answers false where that is the one that it does not. */
export function fallBack(visit: Choosing): boolean {
  const zone = visit.type?.timeZone ?? 'UTC';
  if (visit.timeZone === zone) return false;
  visit.retime(zone);
  return true;
}

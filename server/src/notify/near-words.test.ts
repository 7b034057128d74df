import { expect, test } from 'vitest';
import { nearWords } from './zoned-time.ts';

test.each([
  ['2026-11-24T13:00:00Z', '2026-11-24T12:00:10Z', 'Europe/Paris', 'en', 'in 1 hour'],
  ['2026-11-24T13:00:00Z', '2026-11-24T12:00:10Z', 'Europe/Paris', 'fr', 'dans 1 heure'],
  ['2026-11-24T13:00:00Z', '2026-11-24T12:15:00Z', 'Europe/Paris', 'en', 'in 45 minutes'],
  ['2026-11-24T13:00:00Z', '2026-11-24T12:59:50Z', 'Europe/Paris', 'en', 'in 1 minute'],
  ['2026-11-24T13:00:00Z', '2026-11-24T10:30:00Z', 'Europe/Paris', 'en', 'today'],
  ['2026-11-24T13:00:00Z', '2026-11-23T13:00:05Z', 'Europe/Paris', 'en', 'tomorrow'],
  ['2026-11-24T13:00:00Z', '2026-11-23T13:00:05Z', 'Europe/Paris', 'fr-CA', 'demain'],
  ['2026-11-24T13:00:00Z', '2026-11-21T13:00:00Z', 'Europe/Paris', 'en', 'in 3 days'],
  // Two hours on the clock, and past midnight in Paris alone.
  ['2026-11-24T00:30:00Z', '2026-11-23T22:10:00Z', 'Europe/Paris', 'en', 'tomorrow'],
  ['2026-11-24T00:30:00Z', '2026-11-23T22:10:00Z', 'America/New_York', 'en', 'today'],
  // A date of 25 hours, and one of 23: the date decides.
  ['2026-10-25T22:30:00Z', '2026-10-24T22:30:00Z', 'Europe/Paris', 'en', 'today'],
  ['2026-03-29T22:30:00Z', '2026-03-28T22:30:00Z', 'Europe/Paris', 'en', 'in 2 days'],
  ['2026-11-02T04:30:00Z', '2026-11-01T04:30:00Z', 'America/New_York', 'en', 'today'],
  ['2026-03-09T14:00:00Z', '2026-03-08T14:00:00Z', 'America/New_York', 'en', 'tomorrow'],
])('a start at %s told at %s in %s (%s) is %s', (start, toldAt, timeZone, locale, expected) => {
  expect(nearWords(Date.parse(start), Date.parse(toldAt), timeZone, locale)).toBe(expected);
});

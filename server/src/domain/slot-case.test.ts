import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Failure, type FieldError } from './failures.ts';
import { answerCase } from './slot-case.ts';

interface Case {
  readonly id: string;
  readonly tags: readonly string[];
  readonly input: Record<string, unknown>;
  readonly expected: readonly string[];
}

const cases = readFileSync(new URL('slots.cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Case => JSON.parse(line));

const MONDAY = { timeZone: 'Europe/Paris', weekly: [{ days: [1], start: '09:00', end: '11:00' }] };
const SMALLEST = {
  ...MONDAY,
  durationMinutes: 60,
  slotIntervalMinutes: 60,
  now: '2026-06-01T00:00:00Z',
  range: { start: '2026-06-01T00:00:00Z', end: '2026-06-02T00:00:00Z' },
};

function mistakes(document: unknown): readonly FieldError[] {
  try {
    answerCase(document);
  } catch (error) {
    if (error instanceof Failure && error.code === 'invalid_request') return error.details.errors ?? [];
    throw error;
  }
  return [];
}

test('there are 300 cases', () => {
  expect(cases).toHaveLength(300);
});

test.each(cases.map((one) => [one.id, one.tags.join(' '), one] as const))(
  '%s (%s) is answered exactly',
  (_id, _tags, one) => {
    expect(answerCase(one.input)).toEqual(one.expected);
    expect(answerCase(one)).toEqual(one.expected);
  },
);

test('what may be absent has its default', () => {
  expect(answerCase(SMALLEST)).toEqual(['2026-06-01T07:00:00Z', '2026-06-01T08:00:00Z']);
  expect(answerCase({ ...SMALLEST, busy: [{ start: '2026-06-01T07:30:00Z', end: '2026-06-01T07:40:00Z' }] })).toEqual([
    '2026-06-01T08:00:00Z',
  ]);
});

test('instants may bear any offset and fractions of a second', () => {
  const range = { start: '2026-06-01T09:00:00.000+02:00', end: '2026-06-01T10:00:00+02:00' };
  expect(answerCase({ ...SMALLEST, range })).toEqual(['2026-06-01T07:00:00Z']);
});

describe('a wrong case is refused', () => {
  test.each([
    ['an unknown zone', { timeZone: 'Europe/Atlantis' }, '/timeZone'],
    ['a zone that is no text', { timeZone: 5 }, '/timeZone'],
    ['hours over midnight', { weekly: [{ days: [1], start: '22:00', end: '02:00' }] }, '/weekly/0/end'],
    ['a weekday 8', { weekly: [{ days: [1, 8], start: '10:00', end: '11:00' }] }, '/weekly/0/days/1'],
    ['no hours at all', { weekly: undefined }, '/weekly'],
    ['an impossible date', { dateOverrides: [{ date: '2026-02-30', intervals: [] }] }, '/dateOverrides/0/date'],
    ['an override without intervals', { dateOverrides: [{ date: '2026-02-03' }] }, '/dateOverrides/0/intervals'],
    ['a length that is not whole', { durationMinutes: 22.5 }, '/durationMinutes'],
    ['a length of zero', { slotIntervalMinutes: 0 }, '/slotIntervalMinutes'],
    ['a length as text', { bufferBeforeMinutes: '15' }, '/bufferBeforeMinutes'],
    ['a negative notice', { minimumNoticeMinutes: -1 }, '/minimumNoticeMinutes'],
    ['a negative limit', { dailyLimit: -1 }, '/dailyLimit'],
    ['an impossible instant', { now: '2026-02-30T00:00:00Z' }, '/now'],
    ['an instant without offset', { now: '2026-02-03T00:00:00' }, '/now'],
    [
      'a range that ends before it starts',
      { range: { start: SMALLEST.range.end, end: SMALLEST.range.start } },
      '/range/end',
    ],
    ['no range', { range: null }, '/range'],
    ['an unknown kind', { busy: [{ start: SMALLEST.now, end: SMALLEST.now, kind: 'lunch' }] }, '/busy/0/kind'],
    ['a busy entry that is none', { busy: [7] }, '/busy/0'],
    ['a field that does not exist', { 'horizon/days': 3 }, '/horizon~1days'],
  ])('for %s, by its pointer', (_what, part, path) => {
    expect(mistakes({ ...SMALLEST, ...part }).map((error) => error.path)).toContain(path);
    expect(mistakes({ id: 'x', input: { ...SMALLEST, ...part } }).map((error) => error.path)).toContain(
      `/input${path}`,
    );
  });

  test('for two overrides of one date, at the second', () => {
    const day = { date: '2026-06-01', intervals: [] };
    expect(mistakes({ ...SMALLEST, dateOverrides: [day, day] })).toEqual([
      { path: '/dateOverrides/1/date', message: 'a second override for 2026-06-01' },
    ]);
  });

  test.each([null, [], 'text', 5, { input: null }])('when it is %j', (document) => {
    expect(mistakes(document).length).toBeGreaterThan(0);
  });

  test('with all of its mistakes at once', () => {
    expect(mistakes({ ...SMALLEST, durationMinutes: 0, now: 'now', timeZone: '' })).toHaveLength(3);
  });
});

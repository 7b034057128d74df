import { describe, expect, test } from 'vitest';
import {
  findZone,
  listZones,
  offsetAt,
  offsetsBetween,
  transitionsBetween,
  tzVersion,
  type ZoneRules,
} from './zone-rules.ts';

const at = (text: string) => Date.parse(text);
const zone = (name: string): ZoneRules => {
  const rules = findZone(name);
  if (!rules) throw new Error(`no zone ${name}`);
  return rules;
};

describe('findZone', () => {
  test('knows the rules that came after the runtime: Vancouver stays at UTC-07:00 from 2026 on', () => {
    expect(offsetAt(zone('America/Vancouver'), at('2026-12-01T00:00:00Z'))).toBe(-420);
    expect(offsetAt(zone('America/Vancouver'), at('2025-12-01T00:00:00Z'))).toBe(-480);
  });

  test('answers to any letter case with the proper one', () => {
    expect(findZone('EUROPE/paris')?.name).toBe('Europe/Paris');
    expect(findZone('australia/lord_howe')?.name).toBe('Australia/Lord_Howe');
  });

  test('gives a link the rules of its target and leaves it its own name', () => {
    expect(findZone('Europe/Kiev')?.name).toBe('Europe/Kiev');
    expect(zone('Europe/Kiev').transitions).toBe(zone('Europe/Kyiv').transitions);
    expect(zone('us/pacific').offsetsMs).toBe(zone('America/Los_Angeles').offsetsMs);
  });

  test.each(['UTC', 'Etc/UTC', 'GMT', 'utc', 'Zulu'])('%s never leaves UTC', (name) => {
    expect(transitionsBetween(zone(name), at('1000-01-01'), at('9999-01-01'))).toEqual([]);
    expect(offsetAt(zone(name), 0)).toBe(0);
  });

  test.each(['Mars/Olympus', '', '+02:00', 'CEST', 'constructor', '__proto__', 'Europe/Paris '])(
    'refuses %j',
    (name) => {
      expect(findZone(name)).toBeNull();
    },
  );

  test('decodes a zone once', () => {
    expect(zone('Europe/Paris')).toBe(zone('europe/PARIS'));
  });
});

test('the table is the release that package.json pins', () => {
  expect(tzVersion).toBe('2026f');
});

test('every zone that it lists is found, with its transitions ascending and each a real change', () => {
  const names = listZones();
  expect(names).toEqual([...names].sort());
  expect(names).toEqual(expect.arrayContaining(['Europe/Paris', 'Asia/Calcutta', 'UTC', 'EST5EDT']));
  const broken = names.filter((name) => {
    const { transitions, offsetsMs } = zone(name);
    const ascending = transitions.every((at, i) => i === 0 || at > (transitions[i - 1] as number));
    return (
      offsetsMs.length !== transitions.length + 1 || !ascending || offsetsMs.some((ms, i) => ms === offsetsMs[i + 1])
    );
  });
  expect(broken).toEqual([]);
});

test('knows each zone that the runtime knows', () => {
  expect(Intl.supportedValuesOf('timeZone').filter((name) => !findZone(name))).toEqual([]);
});

test('agrees with the runtime on every zone over the years in which releases do not differ', () => {
  const differing: string[] = [];
  for (const name of Intl.supportedValuesOf('timeZone')) {
    const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
    for (let instant = at('2005-01-15T12:00:00Z'); instant < at('2025-01-01T00:00:00Z'); instant += 73 * 86_400_000) {
      const text = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
      const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text) ?? [];
      const runtime = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
      if (offsetAt(zone(name), instant) !== runtime) differing.push(`${name} ${new Date(instant).toISOString()}`);
    }
  }
  expect(differing).toEqual([]);
});

describe('offsets', () => {
  test('change at the very instant of the transition, not a millisecond before', () => {
    const change = at('2026-03-29T01:00:00Z');
    expect(offsetAt(zone('Europe/Paris'), change - 1)).toBe(60);
    expect(offsetAt(zone('Europe/Paris'), change)).toBe(120);
  });

  test('keep the seconds of local mean time', () => {
    expect(offsetAt(zone('Europe/Paris'), at('1890-01-01T00:00:00Z'))).toBeCloseTo(9 + 21 / 60, 10);
  });

  test('hold far past the end of the table', () => {
    expect(offsetAt(zone('Europe/Paris'), at('2400-07-01T00:00:00Z'))).toBe(120);
    expect(offsetAt(zone('Europe/Paris'), at('9000-07-01T00:00:00Z'))).toBe(60);
  });

  test('of a span are the one at its start and one for each change inside, ends excluded', () => {
    const from = at('2026-11-01T00:00:00Z');
    const change = at('2026-11-01T06:00:00Z');
    const newYork = zone('America/New_York');
    expect(offsetsBetween(newYork, from, at('2026-12-01T00:00:00Z'))).toEqual([
      { from, minutes: -240 },
      { from: change, minutes: -300 },
    ]);
    expect(transitionsBetween(newYork, from, change)).toEqual([]);
    expect(transitionsBetween(newYork, change, change + 1)).toEqual([]);
    expect(transitionsBetween(newYork, change - 1, change + 1)).toEqual([{ from: change, minutes: -300 }]);
  });

  test('of a span are whole minutes even where the zone kept local mean time', () => {
    expect(offsetsBetween(zone('Europe/Paris'), at('1890-01-01'), at('1890-01-02'))[0]?.minutes).toBe(9);
  });
});

import { describe, expect, it } from 'vitest';
import type { SlotsView } from '../shared/api.ts';
import { type ReadSlots, SlotMonths } from './slot-months.ts';

const iso = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** A server's answers for these starts, in a zone of these offsets, with a note of each span that was asked for. */
function reader(starts: string[], offsets: { from: string; minutes: number }[], seatsLeft?: number[]) {
  const asked: string[] = [];
  const read: ReadSlots = async (_, from, to) => {
    asked.push(iso(from).slice(0, 10));
    const within = starts.filter((start) => Date.parse(start) >= from && Date.parse(start) < to);
    const later = starts.find((start) => Date.parse(start) >= to);
    const before = offsets.filter((change) => Date.parse(change.from) <= from).at(-1) ?? offsets[0];
    const after = offsets.filter((change) => Date.parse(change.from) > from && Date.parse(change.from) < to);
    return {
      slots: within,
      nextAvailable: within.length ? null : (later ?? null),
      offsets: [{ from: iso(from), minutes: before?.minutes ?? 0 }, ...after],
      ...(seatsLeft && { seatsLeft: within.map((start) => seatsLeft[starts.indexOf(start)] ?? 0) }),
    } as SlotsView;
  };
  return { asked, read };
}

const months = (read: ReadSlots) =>
  new SlotMonths({ timeZone: 'America/New_York' }, read, { allows: () => true, lastMonth: '2027-12' });
const dates = (days: ReadonlyMap<string, readonly unknown[]>) => [...days].map(([date, slots]) => [date, slots.length]);

const NEW_YORK = [
  { from: '2026-03-08T07:00:00Z', minutes: -240 },
  { from: '2026-11-01T06:00:00Z', minutes: -300 },
];

describe('a month', () => {
  it('holds the starts of its own local days alone, across a clock change', async () => {
    const starts = [
      '2026-11-01T03:30:00Z', // still October
      '2026-11-01T05:30:00Z', // 01:30, summer time
      '2026-11-01T06:30:00Z', // 01:30 again
      '2026-12-01T04:59:00Z', // 30 November, 23:59
      '2026-12-01T05:00:00Z', // December
    ];
    const { days } = await months(reader(starts, NEW_YORK).read).load('2026-11');
    expect(dates(days)).toEqual([
      ['2026-11-01', 2],
      ['2026-11-30', 1],
    ]);
  });

  it('keeps the seats beside their starts', async () => {
    const starts = ['2026-11-01T03:30:00Z', '2026-11-02T15:00:00Z'];
    const { days } = await months(reader(starts, NEW_YORK, [1, 4]).read).load('2026-11');
    expect(days.get('2026-11-02')).toEqual([{ start: Date.parse('2026-11-02T15:00:00Z'), seatsLeft: 4 }]);
  });

  it('is asked for once, however often it is wanted at the same time', async () => {
    const { asked, read } = reader(['2026-11-02T15:00:00Z'], NEW_YORK);
    const cache = months(read);
    await Promise.all([cache.load('2026-11'), cache.load('2026-11')]);
    await cache.load('2026-11');
    expect(asked).toHaveLength(1);
    cache.expire();
    await cache.load('2026-11');
    expect(asked).toHaveLength(2);
  });

  it('is asked for again after a failure', async () => {
    const { read } = reader(['2026-11-02T15:00:00Z'], NEW_YORK);
    let fails = true;
    const cache = months((...asked) => (fails ? Promise.reject(new Error('down')) : read(...asked)));
    await expect(cache.load('2026-11')).rejects.toThrow('down');
    fails = false;
    expect((await cache.load('2026-11')).days.size).toBe(1);
  });
});

describe('a month without a free time', () => {
  it('knows the next one, with the offset that holds there', async () => {
    const cache = months(
      reader(['2027-03-15T13:00:00Z'], [...NEW_YORK, { from: '2027-03-14T07:00:00Z', minutes: -240 }]).read,
    );
    expect((await cache.load('2026-12')).next).toBe(Date.parse('2027-03-15T13:00:00Z'));
    expect(cache.at('2027-03')?.days.get('2027-03-15')).toHaveLength(1);
  });

  it('looks beyond starts that only the month before holds', async () => {
    const { read } = reader(['2026-12-01T03:00:00Z', '2027-01-20T15:00:00Z'], NEW_YORK);
    expect((await months(read).load('2026-12')).next).toBe(Date.parse('2027-01-20T15:00:00Z'));
  });

  it('takes the first start of the month after, where the span reaches it', async () => {
    const { read } = reader(['2027-01-01T06:00:00Z'], NEW_YORK);
    expect((await months(read).load('2026-12')).next).toBe(Date.parse('2027-01-01T06:00:00Z'));
  });

  it('says so where nothing is free at all', async () => {
    expect((await months(reader([], NEW_YORK).read).load('2026-12')).next).toBeNull();
  });
});

describe('opening', () => {
  it('shows the visitor’s month while it has a free time, though the date in UTC is past it', async () => {
    const { read } = reader(['2026-12-01T04:30:00Z'], NEW_YORK);
    expect((await months(read).open(Date.parse('2026-12-01T03:00:00Z'))).month).toBe('2026-11');
  });

  it('goes on to the first month that has one', async () => {
    const { read } = reader(['2027-01-20T15:00:00Z'], NEW_YORK);
    expect((await months(read).open(Date.parse('2026-11-20T12:00:00Z'))).month).toBe('2027-01');
  });

  it('shows the visitor’s own month where nothing is free', async () => {
    expect((await months(reader([], NEW_YORK).read).open(Date.parse('2026-12-01T06:00:00Z'))).month).toBe('2026-12');
    expect((await months(reader([], NEW_YORK).read).open(Date.parse('2026-12-01T03:00:00Z'))).month).toBe('2026-11');
  });
});

describe('closing', () => {
  it('ends what is under way', async () => {
    const cache = months(
      (_query, _from, _to, signal) =>
        new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason))),
    );
    const loading = cache.load('2026-11');
    cache.close();
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(cache.closed).toBe(true);
  });
});

describe('a page that lets only some days be booked', () => {
  const starts = ['2026-11-24T15:00:00Z', '2026-11-25T15:00:00Z', '2026-12-24T15:00:00Z', '2027-01-12T15:00:00Z'];
  const bounded = (read: ReadSlots, allows: (date: string) => boolean, lastMonth = '2027-12') =>
    new SlotMonths({ timeZone: 'America/New_York' }, read, { allows, lastMonth });

  it('offers those alone', async () => {
    const { days } = await bounded(reader(starts, NEW_YORK).read, (date) => date !== '2026-11-24').load('2026-11');
    expect(dates(days)).toEqual([['2026-11-25', 1]]);
  });

  it('is led on to the first month that has one', async () => {
    const { next } = await bounded(reader(starts, NEW_YORK).read, (date) => date > '2027').load('2026-11');
    expect(next).toBe(Date.parse('2027-01-12T15:00:00Z'));
  });

  it('is led nowhere beyond the last month that may hold one', async () => {
    const { asked, read } = reader(starts, NEW_YORK);
    const { next } = await bounded(read, () => false, '2026-12').load('2026-11');
    expect(next).toBeNull();
    expect(asked).toHaveLength(2);
  });
});

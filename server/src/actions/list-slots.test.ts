import { afterEach, expect, test } from 'vitest';
import type { Store } from '../store/database.ts';
import { insertRows } from '../store/prepared.ts';
import { applySettings } from './apply-settings.ts';
import { bookMeeting } from './book-meeting.ts';
import { listSlots } from './list-slots.ts';
import { getType, listTypes } from './list-types.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const DAY = 86_400_000;
const range = (slug: string, from = NOW, to = NOW + 2 * DAY) => ({ slug, from, to });
const text = (starts: readonly number[]) => starts.map((start) => new Date(start).toISOString().slice(0, 16));

async function hostId(name: string): Promise<string> {
  const row = await team.ctx.store.db
    .selectFrom('hosts')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function addBusy(store: Store, hostOf: string, start: number, end: number): Promise<void> {
  await store.write((tx) =>
    insertRows(tx, 'external_busy', [
      { id: `bsy_${start}`, host_id: hostOf, source: 'cal', remote_id: `${start}`, start_ms: start, end_ms: end },
    ]),
  );
}

test('the starts of the schedule are offered, in the zone of the type', async () => {
  team = await scratchTeam(scratchType('intro', { durationsMinutes: [240, 60] }));
  const answer = await listSlots(team.ctx, range('intro', NOW, NOW + DAY));
  expect(answer).toMatchObject({ timeZone: 'Europe/Paris', durationMinutes: 240, seatsLeft: null, offsets: null });
  expect(text(answer.starts)).toEqual([
    '2026-11-02T08:00',
    '2026-11-02T09:00',
    '2026-11-02T10:00',
    '2026-11-02T11:00',
    '2026-11-02T12:00',
  ]);
});

test('meetings of any type, events, long ones too, and time off are left out', async () => {
  team = await scratchTeam(scratchType('intro', { durationsMinutes: [60] }), scratchType('other'));
  const claire = await hostId('Claire');
  await bookMeeting(team.ctx, wish('other', '2026-11-03T09:30:00Z'));
  await addBusy(team.ctx.store, claire, Date.parse('2026-11-03T11:00:00Z'), Date.parse('2026-11-03T11:05:00Z'));
  await addBusy(team.ctx.store, claire, Date.parse('2026-10-01T00:00:00Z'), Date.parse('2026-11-03T09:00:00Z'));
  await team.ctx.store.write((tx) =>
    insertRows(tx, 'time_off', [
      {
        id: 'off_1',
        host_id: claire,
        start_ms: Date.parse('2026-11-03T13:00:00Z'),
        end_ms: Date.parse('2026-11-03T20:00:00Z'),
        reason: '',
        created_at_ms: NOW,
      },
    ]),
  );
  const answer = await listSlots(team.ctx, range('intro'));
  expect(text(answer.starts)).toEqual(['2026-11-03T10:00', '2026-11-03T12:00']);
});

test('a meeting that began before the range takes the starts that it reaches, and of each host only what is theirs', async () => {
  const hosts = ['claire@team.example', 'ben@team.example'];
  const both = { assignment: 'collective', hosts, durationsMinutes: [15] };
  team = await scratchTeam(scratchType('long', { durationsMinutes: [120] }), scratchType('both', both));
  await bookMeeting(team.ctx, wish('long', '2026-11-03T10:00:00Z'));
  await bookMeeting(team.ctx, wish('both', '2026-11-03T08:00:00Z'));
  const at = (time: string) => Date.parse(`2026-11-03T${time}:00Z`);
  const starts = async (from: string, to: string) =>
    text((await listSlots(team.ctx, range('both', at(from), at(to)))).starts);
  expect(await starts('11:30', '12:10')).toEqual(['2026-11-03T12:00']);
  expect(await starts('08:10', '08:40')).toEqual(['2026-11-03T08:15', '2026-11-03T08:30']);
  expect(await starts('12:00', '12:20')).toEqual(['2026-11-03T12:00', '2026-11-03T12:15']);
});

test('limits count sessions of days that the range only touches', async () => {
  team = await scratchTeam(scratchType('intro', { weeklyLimit: 1, durationsMinutes: [480] }));
  await bookMeeting(team.ctx, wish('intro', '2026-11-02T08:00:00Z'));
  const friday = Date.parse('2026-11-06T00:00:00Z');
  const answer = await listSlots(team.ctx, range('intro', friday, friday + 4 * DAY));
  expect(text(answer.starts)).toEqual(['2026-11-09T08:00']);
});

test('seats left stand beside the starts of a group type', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 3, durationsMinutes: [480] }));
  await bookMeeting(team.ctx, wish('group', '2026-11-03T08:00:00Z'));
  const answer = await listSlots(team.ctx, range('group', NOW, NOW + 3 * DAY));
  expect(answer.seatsLeft).toEqual([3, 2, 3]);
});

test('where nothing is offered the next start after the range is told, as far as the horizon', async () => {
  team = await scratchTeam();
  await applySettings(team.ctx, {
    schedules: [
      {
        name: 'Far',
        default: false,
        timeZone: 'Europe/Paris',
        rules: [],
        overrides: [{ date: '2027-09-01', intervals: [{ start: '09:00', end: '10:00' }] }],
      },
    ],
    types: [
      scratchType('soon', { schedule: 'Far', bookingHorizonDays: 30 }),
      scratchType('later', { schedule: 'Far', bookingHorizonDays: null }),
    ],
  });
  expect((await listSlots(team.ctx, range('soon'))).nextAvailable).toBeNull();
  const { nextAvailable } = await listSlots(team.ctx, range('later'));
  expect(nextAvailable).toBe(Date.parse('2027-09-01T07:00:00Z'));
});

test("the visitor's offsets are told at the beginning and at each change", async () => {
  team = await scratchTeam(scratchType('intro'));
  const from = Date.parse('2026-10-30T00:00:00Z');
  const answer = await listSlots(team.ctx, { ...range('intro', from, from + 5 * DAY), timeZone: 'america/new_york' });
  expect(answer.offsets).toEqual([
    { from, minutes: -240 },
    { from: Date.parse('2026-11-01T06:00:00Z'), minutes: -300 },
  ]);
});

test.each([
  [{ to: NOW }, 'invalid_request'],
  [{ to: NOW + 62 * DAY + 1 }, 'range_too_long'],
  [{ timeZone: 'Mars/Olympus' }, 'unknown_time_zone'],
  [{ durationMinutes: 31 }, 'invalid_request'],
  [{ slug: 'nothing' }, 'type_not_found'],
])('%o is refused as %s', async (more, code) => {
  team = await scratchTeam(scratchType('intro'));
  await expect(listSlots(team.ctx, { ...range('intro'), ...more })).rejects.toMatchObject({ code });
});

test('the same answer is given until something is written, here or by another process', async () => {
  team = await scratchTeam(scratchType('intro'));
  const first = await listSlots(team.ctx, range('intro'));
  expect(await listSlots(team.ctx, range('intro'))).toBe(first);
  expect(await listSlots(team.ctx, range('intro', NOW, NOW + DAY))).not.toBe(first);
  await bookMeeting(await team.another(), wish('intro', first.starts[3] as number));
  const second = await listSlots(team.ctx, range('intro'));
  expect(second.starts).toEqual(first.starts.filter((_, i) => i !== 3));
  await applySettings(team.ctx, { types: [scratchType('intro', { durationsMinutes: [60] })] });
  expect((await listSlots(team.ctx, range('intro'))).durationMinutes).toBe(60);
});

test('an answer lapses when its first start does, and when a day brings the horizon forward', async () => {
  team = await scratchTeam(scratchType('intro', { bookingHorizonDays: 1, durationsMinutes: [480] }));
  const days = range('intro', NOW, NOW + 5 * DAY);
  expect(text((await listSlots(team.ctx, days)).starts)).toEqual(['2026-11-02T08:00', '2026-11-03T08:00']);
  team.setNow(Date.parse('2026-11-02T08:00:01Z'));
  expect(text((await listSlots(team.ctx, days)).starts)).toEqual(['2026-11-03T08:00']);
  team.setNow(Date.parse('2026-11-02T23:00:00Z'));
  expect(text((await listSlots(team.ctx, days)).starts)).toEqual(['2026-11-03T08:00', '2026-11-04T08:00']);
});

test('only listed and active types are listed; an unlisted one can be asked for, and no video address is shown', async () => {
  team = await scratchTeam(
    scratchType('shown', { locations: [{ kind: 'video', label: 'Call', url: 'https://meet.example/{random}' }] }),
    scratchType('hidden', { listed: false }),
    scratchType('off', { active: false }),
  );
  const cards = await listTypes(team.ctx);
  expect(cards.map((card) => card.slug)).toEqual(['shown']);
  expect(cards[0]).toMatchObject({ timeZone: 'Europe/Paris', locations: [{ kind: 'video', label: 'Call' }] });
  expect(JSON.stringify(cards)).not.toContain('meet.example');
  expect((await getType(team.ctx, 'hidden')).slug).toBe('hidden');
  await expect(getType(team.ctx, 'off')).rejects.toMatchObject({ code: 'type_not_found' });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Failure } from '../domain/failures.ts';
import { applySettings } from './apply-settings.ts';
import { bookMeeting } from './book-meeting.ts';
import { getType } from './list-types.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
beforeEach(async () => {
  team = await scratchTeam();
});
afterEach(() => team.dispose());

const tables = ['hosts', 'schedules', 'date_overrides', 'meeting_types', 'meeting_type_hosts'] as const;
const everything = async () => {
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await team.ctx.store.db.selectFrom(table).selectAll().execute());
  return rows;
};
const apply = (document: unknown) => applySettings(team.ctx, document);
const mistakes = async (document: unknown) => {
  const failure = await apply(document).then(
    () => null,
    (error: Failure) => error,
  );
  expect(failure).toMatchObject({ code: 'invalid_request', details: { where: 'body' } });
  return (failure?.details.errors ?? []).map((error) => error.path);
};

test('a type has the defaults of the contract where it says nothing', async () => {
  await apply({ types: [{ slug: 'bare', title: 'Bare', hosts: ['claire@team.example'] }] });
  const [row] = await team.ctx.store.db.selectFrom('meeting_types').selectAll().execute();
  expect(row).toMatchObject({
    durations_minutes: '[30]',
    slot_interval_minutes: 30,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    minimum_notice_minutes: 240,
    booking_horizon_days: 60,
    daily_limit: null,
    weekly_limit: null,
    capacity: 1,
    max_guests: 0,
    assignment: 'single',
    requires_confirmation: 0,
    confirmation_deadline_minutes: 2880,
    change_notice_minutes: 240,
    max_moves: 3,
    reminder_minutes: '[1440,60]',
    lock_time_zone: 0,
    listed: 1,
    active: 1,
  });
});

test('the interval is the shortest duration, and a type in person keeps to its zone, unless they say otherwise', async () => {
  await apply({
    types: [
      scratchType('visit', { durationsMinutes: [60, 45], locations: [{ kind: 'in_person', address: '1 Rue X' }] }),
      scratchType('free', { locations: [{ kind: 'in_person' }], lockTimeZone: false }),
    ],
  });
  expect((await getType(team.ctx, 'visit')).lockTimeZone).toBe(true);
  expect((await getType(team.ctx, 'free')).lockTimeZone).toBe(false);
  const [row] = await team.ctx.store.db.selectFrom('meeting_types').selectAll().where('slug', '=', 'visit').execute();
  expect(row?.slot_interval_minutes).toBe(45);
});

const whole = {
  hosts: [{ name: 'Dora', email: 'Dora@Team.example', timeZone: 'europe/berlin', dailyLimit: 4 }],
  schedules: [
    {
      name: 'Hers',
      host: 'dora@team.example',
      timeZone: 'Europe/Berlin',
      rules: [{ days: [1], start: '22:00', end: '24:00' }],
      overrides: [
        { date: '2026-12-25', intervals: [] },
        { date: '2026-12-24', intervals: [{ start: '09:00', end: '12:00' }] },
      ],
    },
  ],
  types: [
    scratchType('ours', {
      assignment: 'collective',
      hosts: ['dora@team.example', 'ben@team.example'],
      schedule: 'Hers',
      questions: [{ key: 'size', label: 'Size', kind: 'select', options: ['S', 'L'], required: true }],
    }),
  ],
};

test('the second run finds everything as it should be and writes nothing', async () => {
  expect(await apply(whole)).toEqual({ created: 3, changed: 0, unchanged: 0 });
  const before = await everything();
  const version = await team.ctx.store.version();
  team.setNow(team.ctx.clock.now() + 1000);
  expect(await apply(whole)).toEqual({ created: 0, changed: 0, unchanged: 3 });
  expect(await everything()).toEqual(before);
  expect(await team.ctx.store.version()).toBe(version);
});

test('what the file does not name is left alone, entries and fields', async () => {
  await apply({ types: [scratchType('one', { capacity: 4 }), scratchType('two')] });
  expect(await apply({ types: [scratchType('one', { title: 'First' })] })).toMatchObject({ changed: 1 });
  expect(await getType(team.ctx, 'one')).toMatchObject({ title: 'First', capacity: 4 });
  expect(await getType(team.ctx, 'two')).toMatchObject({ title: 'The two' });
});

test('a host who stays with a type remembers when they were last booked', async () => {
  const any = scratchType('any', { assignment: 'round_robin', hosts: ['ben@team.example', 'claire@team.example'] });
  await apply({ types: [any] });
  await bookMeeting(team.ctx, wish('any', '2026-11-03T09:00:00Z'));
  const booked = () =>
    team.ctx.store.db
      .selectFrom('meeting_type_hosts')
      .select('host_id')
      .where('last_booked_at_ms', 'is not', null)
      .execute();
  const before = await booked();
  expect(before).toHaveLength(1);
  await apply({ types: [{ ...any, hosts: ['aiko@team.example', 'claire@team.example', 'ben@team.example'] }] });
  expect(await booked()).toEqual(before);
  expect((await getType(team.ctx, 'any')).hosts.map((host) => host.name)).toEqual(['Aiko', 'Claire', 'Ben']);
});

test('a new default schedule takes the place of the old one', async () => {
  const schedule = { timeZone: 'UTC', rules: [] };
  await apply({ schedules: [{ ...schedule, name: 'New', default: true }] });
  const rows = await team.ctx.store.db.selectFrom('schedules').select(['name', 'is_default']).orderBy('name').execute();
  expect(rows).toEqual([
    { name: 'New', is_default: 1 },
    { name: 'Weekdays', is_default: 0 },
  ]);
});

test('all mistakes are told by their paths, and nothing is applied', async () => {
  const before = await everything();
  const paths = await mistakes({
    hosts: [
      { name: 'Eve', email: 'eve@example.com, mallory@example.com', timeZone: 'Mars/Olympus' },
      { name: 'Dora', email: 'dora@team.example', timeZone: 'UTC', surprise: 1 },
      { name: 'Good', email: 'good@team.example', timeZone: 'UTC' },
      { name: 'Again', email: 'GOOD@team.example', timeZone: 'UTC' },
    ],
    schedules: [
      { name: 'Night', timeZone: 'UTC', rules: [{ days: [8], start: '22:00', end: '02:00' }] },
      { name: 'Lost', host: 'nobody@team.example', timeZone: 'UTC', rules: [] },
      {
        name: 'Twice',
        timeZone: 'UTC',
        rules: [],
        overrides: [
          { date: '2026-02-30', intervals: [] },
          { date: '2026-03-01', intervals: [] },
          { date: '2026-03-01', intervals: [] },
        ],
      },
    ],
    types: [
      scratchType('ok', { hosts: ['dora@team.example', 'claire@team.example'] }),
      scratchType('Not A Slug', { durationsMinutes: [0], hosts: ['stranger@team.example'] }),
      scratchType('asks', { questions: [{ key: 'q', label: 'Q', kind: 'select' }] }),
      scratchType('when', { schedule: 'Nowhere' }),
      scratchType('link', { locations: [{ kind: 'video', url: 'javascript:alert(1)' }] }),
    ],
    surprise: true,
  });
  expect(paths.sort()).toEqual(
    [
      '/surprise',
      '/hosts/0/email',
      '/hosts/0/timeZone',
      '/hosts/1/surprise',
      '/hosts/3/email',
      '/schedules/0/rules/0/days/0',
      '/schedules/0/rules/0/end',
      '/schedules/1/host',
      '/schedules/2/overrides/0/date',
      '/schedules/2/overrides/2/date',
      '/types/0/hosts',
      '/types/1/slug',
      '/types/1/durationsMinutes/0',
      '/types/1/hosts/0',
      '/types/2/questions/0/options',
      '/types/3/schedule',
      '/types/4/locations/0/url',
    ].sort(),
  );
  expect(await everything()).toEqual(before);
});

test.each([null, [], 'text', { hosts: {} }, { types: [null] }])('%o is no settings document', async (document) => {
  expect((await mistakes(document)).length).toBeGreaterThan(0);
});

test('a required field that is missing is told so', async () => {
  const errors = await apply({ hosts: [{}] }).catch((failure: Failure) => failure.details.errors);
  expect(errors).toEqual(
    ['name', 'email', 'timeZone'].map((field) => ({ path: `/hosts/0/${field}`, message: 'is required' })),
  );
});

test('a type may not take an address of the server itself', async () => {
  await expect(
    apply({ types: [{ slug: 'portal', title: 'Portal', hosts: ['claire@team.example'] }] }),
  ).rejects.toMatchObject({
    code: 'invalid_request',
    details: { errors: [{ path: '/types/0/slug', message: 'is an address of the server itself; choose another' }] },
  });
});

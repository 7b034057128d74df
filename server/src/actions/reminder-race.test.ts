import { afterEach, expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import type { Store } from '../store/database.ts';
import { bookMeeting } from './book-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import type { Context } from './context.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendMeetingReminders } from './send-meeting-reminders.ts';

const HOUR = 3_600_000;
const START = NOW + 54 * HOUR;

let team: ScratchTeam;
afterEach(() => team.dispose());

async function reminded(): Promise<string[]> {
  const rows = await team.raw(`select payload from jobs where kind = 'mail'`);
  return rows
    .map(({ payload }) => JSON.parse(String(payload)) as OwedMail)
    .filter(({ template }) => template === 'client_reminder')
    .map(({ recipient }) => recipient.email)
    .sort();
}
const waiting = async () =>
  (await team.raw(`select run_at_ms from jobs where kind = 'reminder' and state = 'pending'`)).map((row) =>
    Number(row.run_at_ms),
  );

test('many at once, in three processes, remind each of 300 clients once', async () => {
  team = await scratchTeam(scratchType('lesson', { capacity: 300 }));
  const addresses: string[] = [];
  for (let i = 0; i < 300; i += 1) {
    const { meeting } = await bookMeeting(team.ctx, wish('lesson', START));
    addresses.push(meeting.participants[0]?.email ?? '');
  }
  const processes = [team.ctx, await team.another(), await team.another()];
  team.setNow(START - 24 * HOUR);
  while ((await waiting()).some((at) => at < START - HOUR)) {
    await Promise.all([...processes, ...processes].map(sendMeetingReminders));
  }
  expect(await reminded()).toEqual(addresses.sort());
  expect(await waiting()).toEqual(addresses.map(() => START - HOUR));
});

test('a change beside it is either reminded of as it was or as it is, and leaves one reminder waiting', async () => {
  team = await scratchTeam(scratchType('intro'));
  const other = await team.another();
  for (let round = 0; round < 8; round += 1) {
    team.setNow(NOW);
    const start = START + round * HOUR * 24 * 7;
    const { meeting } = await bookMeeting(team.ctx, wish('intro', start));
    team.setNow(start - 24 * HOUR);
    const hostId = meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '';
    const changes = { start: start + HOUR };
    await Promise.all([
      sendMeetingReminders(other),
      changeMeeting(team.ctx, { meetingId: meeting.id, actor: { role: 'host', hostId }, changes }),
      sendMeetingReminders(team.ctx),
    ]);
    expect((await waiting()).filter((at) => at > start - 24 * HOUR)).toEqual([start - 23 * HOUR]);
    await team.raw(`delete from jobs where kind = 'reminder'`);
  }
});

/** The process dies: at its first random bytes, before its commit, or right after it, with the answer lost. */
const deaths: [string, (ctx: Context) => Context][] = [
  [
    'while the mails are made',
    (ctx) => ({
      ...ctx,
      clock: {
        now: ctx.clock.now,
        randomBytes: () => {
          throw new Error('killed');
        },
      },
    }),
  ],
  [
    'before the commit',
    (ctx) =>
      dying(ctx, (store, run) => store.write(async (tx) => run(tx).then(() => Promise.reject(new Error('killed'))))),
  ],
  [
    'after the commit',
    (ctx) => dying(ctx, (store, run) => store.write(run).then(() => Promise.reject(new Error('killed')))),
  ],
];
function dying(ctx: Context, write: (store: Store, run: Parameters<Store['write']>[0]) => Promise<never>): Context {
  const { store } = ctx;
  return { ...ctx, store: { ...store, db: store.db, write: (run) => write(store, run) } };
}

test.each(deaths)('who dies %s loses no reminder and doubles none', async (_, killed) => {
  team = await scratchTeam(scratchType('intro'));
  const { meeting } = await bookMeeting(team.ctx, wish('intro', START));
  for (const at of [START - 24 * HOUR, START - HOUR]) {
    team.setNow(at);
    await expect(sendMeetingReminders(killed(team.ctx))).rejects.toThrow('killed');
    await sendMeetingReminders(team.ctx);
    await sendMeetingReminders(team.ctx);
  }
  const address = meeting.participants[0]?.email;
  expect(await reminded()).toEqual([address, address]);
  expect(await waiting()).toEqual([]);
});

test('a meeting that fails keeps none of the others', async () => {
  team = await scratchTeam(scratchType('lesson', { capacity: 3 }));
  await bookMeeting(team.ctx, wish('lesson', START));
  await bookMeeting(team.ctx, wish('lesson', START));
  await bookMeeting(team.ctx, wish('lesson', START));
  const { store } = team.ctx;
  let writes = 0;
  const write: Store['write'] = (run) => {
    writes += 1;
    return writes === 1 ? Promise.reject(new Error('broken')) : store.write(run);
  };
  team.setNow(START - 24 * HOUR);
  await expect(sendMeetingReminders({ ...team.ctx, store: { ...store, db: store.db, write } })).rejects.toThrow(
    'broken',
  );
  expect(await reminded()).toHaveLength(2);
});

import { afterEach, expect, test } from 'vitest';
import { Failure } from '../domain/failures.ts';
import { type BookedMeeting, bookMeeting } from './book-meeting.ts';
import type { BookCommand } from './booking-request.ts';
import type { Context } from './context.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const EVERYONE = ['claire@team.example', 'ben@team.example', 'aiko@team.example'];
const DAY = Date.parse('2026-11-03T08:00:00Z');

/** All at once, over several handles on the one file; answers who won, and checks what the others were told. */
async function rush(commands: readonly BookCommand[], contexts: readonly Context[]): Promise<BookedMeeting[]> {
  const outcomes = await Promise.allSettled(
    commands.map((command, i) => bookMeeting(contexts[i % contexts.length] as Context, command)),
  );
  const won: BookedMeeting[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') won.push(outcome.value);
    else {
      expect(outcome.reason).toBeInstanceOf(Failure);
      expect(outcome.reason).toMatchObject({ code: 'slot_taken' });
      expect(outcome.reason.details.alternatives.length).toBeGreaterThan(0);
    }
  }
  return won;
}

async function handles(count: number): Promise<Context[]> {
  const others = await Promise.all(Array.from({ length: count - 1 }, () => team.another()));
  return [team.ctx, ...others];
}

async function expectNoOverlap(): Promise<void> {
  const claims = await team.ctx.store.db
    .selectFrom('claims')
    .selectAll()
    .orderBy('host_id')
    .orderBy('held_from_ms')
    .execute();
  for (const [i, claim] of claims.entries()) {
    const next = claims[i + 1];
    if (next?.host_id === claim.host_id) expect(next.held_from_ms).toBeGreaterThanOrEqual(claim.held_to_ms);
  }
}

test('of many requests for one start exactly one is booked, round after round', async () => {
  team = await scratchTeam(scratchType('intro'));
  const contexts = await handles(3);
  for (let round = 0; round < 10; round += 1) {
    const start = DAY + round * 30 * 60_000;
    const won = await rush(
      Array.from({ length: 30 }, () => wish('intro', start)),
      contexts,
    );
    expect(won).toHaveLength(1);
  }
  await expectNoOverlap();
});

test('overlapping starts of different types of one host are not both booked', async () => {
  team = await scratchTeam(
    scratchType('short', { durationsMinutes: [20], slotIntervalMinutes: 10 }),
    scratchType('long', { durationsMinutes: [60], slotIntervalMinutes: 15, bufferBeforeMinutes: 15 }),
  );
  const contexts = await handles(2);
  const starts = [0, 10, 15, 20, 30, 40, 45, 50].map((minutes) => DAY + (60 + minutes) * 60_000);
  const commands = starts.flatMap((start) => [wish('short', start), wish('long', start)]);
  const settled = await Promise.allSettled(
    commands.map((command, i) => bookMeeting(contexts[i % 2] as Context, command)),
  );
  expect(settled.filter((one) => one.status === 'fulfilled').length).toBeGreaterThan(0);
  await expectNoOverlap();
});

test('a group session is never oversold', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 6 }));
  const won = await rush(
    Array.from({ length: 25 }, () => wish('group', DAY)),
    await handles(3),
  );
  expect(won).toHaveLength(6);
  const seats = await team.ctx.store.db.selectFrom('meetings').select('seat').orderBy('seat').execute();
  expect(seats.map((row) => row.seat)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a round robin gives each host the start once, and turns are fair', async () => {
  team = await scratchTeam(scratchType('any', { assignment: 'round_robin', hosts: EVERYONE }));
  const contexts = await handles(2);
  const won = await rush(
    Array.from({ length: 12 }, () => wish('any', DAY)),
    contexts,
  );
  const hostsOf = (all: BookedMeeting[]) => all.map(({ meeting }) => meeting.participants[1]?.email);
  expect(hostsOf(won).sort()).toEqual([...EVERYONE].sort());
  await expectNoOverlap();
  const turns: (string | undefined)[] = [];
  for (let i = 1; i <= 9; i += 1) {
    team.setNow(team.ctx.clock.now() + 1000);
    turns.push(...hostsOf([await bookMeeting(team.ctx, wish('any', DAY + i * 30 * 60_000))]));
  }
  for (const email of EVERYONE) expect(turns.filter((turn) => turn === email)).toHaveLength(3);
  expect(turns.slice(0, 3)).toEqual(turns.slice(3, 6));
});

test('collective bookings that share a host never take it twice, nor leave a host held by nobody', async () => {
  const [claire, ben, aiko] = EVERYONE;
  team = await scratchTeam(
    scratchType('one', { assignment: 'collective', hosts: [claire, ben] }),
    scratchType('two', { assignment: 'collective', hosts: [ben, aiko] }),
    scratchType('three', { assignment: 'collective', hosts: [aiko, claire] }),
  );
  const commands = ['one', 'two', 'three'].flatMap((slug) => Array.from({ length: 5 }, () => wish(slug, DAY)));
  expect(await rush(commands, await handles(2))).toHaveLength(1);
  expect(await team.ctx.store.db.selectFrom('claims').selectAll().execute()).toHaveLength(2);
});

import { afterEach, expect, test } from 'vitest';
import type { Meeting } from '../domain/meeting.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import type { Context } from './context.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

/** Moves against bookings, cancellations and each other, at the same moment, by two handles on one database. */
let team: ScratchTeam;
let other: Context;
afterEach(() => team.dispose());

const DAY = Date.parse('2026-11-03T08:00:00Z');
const HOUR = 3_600_000;
const ROUNDS = 8;
const client = { role: 'client' } as const;

async function open(...types: object[]): Promise<void> {
  team = await scratchTeam(...types);
  other = await team.another();
}

/** A start of its own for each round, with room after it. */
const startOf = (round: number) => DAY + (Math.floor(round / 2) * 24 + (round % 2) * 4) * HOUR;

const book = async (slug: string, start: number, ctx = team.ctx) => (await bookMeeting(ctx, wish(slug, start))).meeting;
const move = ({ id }: Meeting, start: number, ctx = team.ctx) =>
  changeMeeting(ctx, { meetingId: id, actor: client, changes: { start } });

/** True where it went through, false where the time was taken; anything else is thrown. */
const went = (doing: Promise<unknown>) =>
  doing.then(
    () => true,
    (error) => {
      expect(error).toMatchObject({ code: 'slot_taken' });
      return false;
    },
  );

const standing = async () =>
  (await team.raw(`select id, start_ms from meetings where status <> 'cancelled' order by start_ms, id`)).map((row) => [
    row.id,
    row.start_ms,
  ]);

const strays = () =>
  team.raw(`
    select id from meetings where status <> 'cancelled' and session_id not in (select session_id from claims)
    union all
    select session_id from claims where session_id not in (select session_id from meetings where status <> 'cancelled')`);

test('a start that one is moved to while another books it goes to one of them, and what was left is free', async () => {
  await open(scratchType('intro'));
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = startOf(round);
    const meeting = await book('intro', start);
    const [isMoved, isBooked] = await Promise.all([
      went(move(meeting, start + HOUR)),
      went(book('intro', start + HOUR, other)),
    ]);
    expect([isMoved, isBooked].filter(Boolean)).toHaveLength(1);
    expect(await went(book('intro', start))).toBe(isMoved);
  }
  expect(await strays()).toEqual([]);
});

test('of two that are moved to one start one gets there, and the other stays where it was', async () => {
  await open(scratchType('intro'));
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = startOf(round);
    const [one, two] = [await book('intro', start), await book('intro', start + HOUR)];
    const moved = await Promise.all([went(move(one, start + 2 * HOUR)), went(move(two, start + 2 * HOUR, other))]);
    expect(moved.filter(Boolean)).toHaveLength(1);
    const after = (await standing()).filter(([, at]) => Number(at) >= start && Number(at) <= start + 2 * HOUR);
    expect(after.sort((a, b) => Number(a[1]) - Number(b[1]))).toEqual(
      moved[0]
        ? [
            [two.id, start + HOUR],
            [one.id, start + 2 * HOUR],
          ]
        : [
            [one.id, start],
            [two.id, start + 2 * HOUR],
          ],
    );
  }
});

test('the start that a move leaves is another’s at the very moment that it is left', async () => {
  await open(scratchType('intro'));
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = startOf(round);
    const [one, two] = [await book('intro', start), await book('intro', start + HOUR)];
    // Whichever comes first: the second finds the start of the first free only after it has moved.
    const [first, second] = await Promise.all([went(move(one, start + 2 * HOUR)), went(move(two, start, other))]);
    expect(first).toBe(true);
    const at = new Map((await standing()).map(([id, when]) => [id, when]));
    expect([at.get(one.id), at.get(two.id)]).toEqual([start + 2 * HOUR, second ? start : start + HOUR]);
  }
});

test('two seats that leave one session for one start sit together there, and nobody’s time is left held', async () => {
  await open(scratchType('group', { capacity: 2 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = startOf(round);
    const [one, two] = [await book('group', start), await book('group', start)];
    await Promise.all([move(one, start + HOUR), move(two, start + HOUR, other)]);
    const rows = await team.raw(
      'select session_id, seat from meetings where start_ms = $1 order by seat',
      start + HOUR,
    );
    expect(rows.map(({ seat }) => seat)).toEqual([1, 2]);
    expect(new Set(rows.map(({ session_id }) => session_id)).size).toBe(1);
  }
  expect(await strays()).toEqual([]);
  expect(await team.raw('select session_id from claims')).toHaveLength(ROUNDS);
});

test('a seat that leaves, one that is given up and one that is taken leave the session as it must be', async () => {
  await open(scratchType('group', { capacity: 3 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = startOf(round);
    const [one, two] = [await book('group', start), await book('group', start)];
    await Promise.all([
      move(one, start + HOUR),
      cancelMeeting(other, { meetingId: two.id, actor: client, reason: null }),
      book('group', start, other),
    ]);
    expect(await strays()).toEqual([]);
    const at = (await standing())
      .map(([, when]) => Number(when))
      .filter((when) => when >= start && when <= start + HOUR);
    expect(at).toEqual([start, start + HOUR]);
  }
});

test('a meeting that is moved and cancelled at once is cancelled in the end, and holds nothing', async () => {
  await open(scratchType('intro'));
  for (let round = 0; round < ROUNDS; round += 1) {
    const meeting = await book('intro', startOf(round));
    const [moved, gone] = await Promise.allSettled([
      move(meeting, startOf(round) + HOUR),
      cancelMeeting(other, { meetingId: meeting.id, actor: client, reason: null }),
    ]);
    if (moved.status === 'rejected') expect(moved.reason).toMatchObject({ code: 'meeting_closed' });
    expect(gone).toMatchObject({ status: 'fulfilled', value: { status: 'cancelled' } });
  }
  expect(await team.raw('select session_id from claims')).toEqual([]);
});

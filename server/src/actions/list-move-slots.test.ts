import { afterEach, expect, test } from 'vitest';
import { DAY_MS } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import { bookMeeting } from './book-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { listMoveSlots } from './list-move-slots.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const TEN = Date.parse('2026-11-03T09:00:00Z');
const HOUR = 3_600_000;
const day = { from: TEN - HOUR, to: TEN + DAY_MS - HOUR };
const host = { role: 'host', hostId: 'any' } as const;

async function booked(slug: string, start = TEN): Promise<Meeting> {
  return (await bookMeeting(team.ctx, wish(slug, start))).meeting;
}

const slots = ({ id }: Meeting, more: object = {}) => listMoveSlots(team.ctx, { meetingId: id, ...day, ...more });

test('what is offered is just what the meeting can be moved to', async () => {
  team = await scratchTeam(scratchType('intro', { bufferAfterMinutes: 15, dailyLimit: 3, maxMoves: 100 }));
  const meeting = await booked('intro');
  await booked('intro', TEN + 3 * HOUR);
  await booked('intro', TEN + 5 * HOUR);
  const { starts } = await slots(meeting);
  expect(starts.length).toBeGreaterThan(4);
  expect(starts).not.toContain(TEN);
  for (let start = day.from; start < day.to; start += HOUR / 2) {
    const moves = changeMeeting(team.ctx, { meetingId: meeting.id, actor: { role: 'client' }, changes: { start } });
    const isMoved = await moves.then(
      (moved) => moved.start !== TEN,
      () => false,
    );
    expect(isMoved).toBe(starts.includes(start));
    await changeMeeting(team.ctx, { meetingId: meeting.id, actor: host, changes: { start: TEN } });
  }
});

test('another length may begin where the meeting is', async () => {
  team = await scratchTeam(scratchType('intro', { durationsMinutes: [30, 60] }));
  const meeting = await booked('intro');
  expect((await slots(meeting, { durationMinutes: 60 })).starts).toContain(TEN);
  await booked('intro', TEN + HOUR / 2);
  expect((await slots(meeting, { durationMinutes: 60 })).starts).not.toContain(TEN);
  await expect(slots(meeting, { durationMinutes: 45 })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('a seat is offered the sessions of others, with its own given up', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 2 }));
  const [one] = [await booked('group'), await booked('group'), await booked('group', TEN + HOUR)];
  const { starts, seatsLeft } = await slots(one as Meeting);
  expect(starts).not.toContain(TEN);
  expect(seatsLeft?.[starts.indexOf(TEN + HOUR)]).toBe(1);
  expect(seatsLeft?.[starts.indexOf(TEN + 2 * HOUR)]).toBe(2);
});

test('the next start is named where the range holds none but its own', async () => {
  team = await scratchTeam(scratchType('intro'));
  const meeting = await booked('intro');
  expect(await slots(meeting, { from: TEN, to: TEN + 1 })).toMatchObject({ starts: [], nextAvailable: TEN + HOUR / 2 });
});

test('the host is shown what notice and horizon keep from the client, who is told why nothing is open', async () => {
  team = await scratchTeam(
    scratchType('intro', { minimumNoticeMinutes: 2880, bookingHorizonDays: 2, changeNoticeMinutes: 60, maxMoves: 1 }),
  );
  const meeting = await booked('intro', TEN + DAY_MS);
  expect((await slots(meeting)).starts).not.toContain(TEN - HOUR);
  expect((await slots(meeting, { actor: host })).starts).toContain(TEN - HOUR);
  await changeMeeting(team.ctx, {
    meetingId: meeting.id,
    actor: { role: 'client' },
    changes: { start: TEN + DAY_MS + 2 * HOUR },
  });
  await expect(slots(meeting)).rejects.toMatchObject({ code: 'moves_used_up' });
  team.setNow(TEN + DAY_MS + 1.5 * HOUR);
  await expect(slots(meeting)).rejects.toMatchObject({ code: 'change_notice_passed' });
  team.setNow(TEN + DAY_MS + 3 * HOUR);
  await expect(slots(meeting, { actor: host })).rejects.toMatchObject({ code: 'meeting_closed' });
  await expect(listMoveSlots(team.ctx, { meetingId: 'mtg_none', ...day })).rejects.toMatchObject({ code: 'not_found' });
});

test('the same question is given the same answer while nothing is written, and none after the notice has passed', async () => {
  team = await scratchTeam(scratchType('intro', { changeNoticeMinutes: 60 }));
  const meeting = await booked('intro');
  const first = await slots(meeting);
  expect(await slots(meeting)).toBe(first);
  await booked('intro', TEN + HOUR);
  expect((await slots(meeting)).starts).toEqual(first.starts.filter((start) => start !== TEN + HOUR));
  team.setNow(TEN - HOUR + 1);
  await expect(slots(meeting)).rejects.toMatchObject({ code: 'change_notice_passed' });
});

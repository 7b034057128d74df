import { afterEach, expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { bookMeeting } from './book-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import type { WantedChanges } from './meeting-edits.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const TEN = Date.parse('2026-11-03T09:00:00Z');
const HOUR = 3_600_000;
const client = { role: 'client' } as const;
const host = { role: 'host', hostId: 'any' } as const;

const change = (meeting: Meeting, changes: WantedChanges, actor: typeof client | typeof host = client) =>
  changeMeeting(team.ctx, { meetingId: meeting.id, actor, changes });

async function booked(slug: string, start = TEN, more: object = {}): Promise<Meeting> {
  return (await bookMeeting(team.ctx, wish(slug, start, more))).meeting;
}

const claims = () => team.raw('select held_from_ms, held_to_ms, session_id from claims order by held_from_ms');

const mails = async (): Promise<OwedMail[]> =>
  (await team.raw(`select payload from jobs where kind = 'mail' order by id`)).map((row) =>
    JSON.parse(String(row.payload)),
  );

test('a move takes the new time and frees the old one at once, for the same meeting with the same host', async () => {
  team = await scratchTeam(scratchType('intro', { bufferAfterMinutes: 10 }));
  const before = await booked('intro');
  const after = await change(before, { start: TEN + 2 * HOUR });
  expect(after).toMatchObject({
    id: before.id,
    uid: before.uid,
    sequence: 1,
    revision: 2,
    moves: 1,
    status: 'confirmed',
  });
  expect(after.start).toBe(TEN + 2 * HOUR);
  expect(after.participants).toEqual(before.participants);
  expect(await claims()).toMatchObject([{ held_from_ms: TEN + 2 * HOUR, held_to_ms: TEN + 2.5 * HOUR + 10 * 60_000 }]);
  await booked('intro');
  await expect(booked('intro', TEN + 2 * HOUR)).rejects.toMatchObject({ code: 'slot_taken' });
});

test('a meeting is never in its own way: it moves by half an hour, grows, and is counted out of every limit', async () => {
  team = await scratchTeam(
    scratchType('intro', { durationsMinutes: [30, 60], slotIntervalMinutes: 15, dailyLimit: 1, weeklyLimit: 1 }),
  );
  const meeting = await booked('intro');
  await change(meeting, { start: TEN + 15 * 60_000 });
  const grown = await change(meeting, { durationMinutes: 60 });
  expect(grown).toMatchObject({ start: TEN + 15 * 60_000, end: TEN + 75 * 60_000, moves: 2 });
});

test('the start that it has already is no change, and writes and sends nothing', async () => {
  team = await scratchTeam(scratchType('intro', { changeNoticeMinutes: 100_000 }));
  const meeting = await booked('intro');
  const wakes = team.wakes();
  expect(await change(meeting, { start: TEN, title: meeting.title })).toEqual(meeting);
  expect(await team.raw('select revision, sequence, moves, updated_at_ms from meetings')).toEqual([
    { revision: 1, sequence: 0, moves: 0, updated_at_ms: NOW },
  ]);
  expect(await mails()).toHaveLength(2);
  expect(team.wakes()).toBe(wakes);
});

test('a taken start is refused with others near it, and everything stays as it was', async () => {
  team = await scratchTeam(scratchType('intro'));
  const meeting = await booked('intro');
  await booked('intro', TEN + HOUR);
  const held = await claims();
  const owed = (await mails()).length;
  await expect(change(meeting, { start: TEN + HOUR, title: 'Other' })).rejects.toMatchObject({
    code: 'slot_taken',
    details: { alternatives: expect.arrayContaining([TEN + HOUR / 2, TEN + 1.5 * HOUR]) },
  });
  await expect(change(meeting, { start: TEN + 60_000 })).rejects.toMatchObject({ code: 'slot_unavailable' });
  expect(await claims()).toEqual(held);
  expect(await mails()).toHaveLength(owed);
});

test('the client obeys notice, moves and the type being on; the host only hours and other meetings', async () => {
  team = await scratchTeam(
    scratchType('near', { changeNoticeMinutes: 60, minimumNoticeMinutes: 120, bookingHorizonDays: 2, maxMoves: 1 }),
  );
  const meeting = await booked('near');
  await change(meeting, { start: TEN + HOUR });
  await expect(change(meeting, { start: TEN })).rejects.toMatchObject({ code: 'moves_used_up' });
  await expect(change(meeting, { start: TEN + 10 * 24 * HOUR })).rejects.toMatchObject({ code: 'moves_used_up' });
  const far = TEN + 7 * 24 * HOUR;
  expect((await change(meeting, { start: far }, host)).moves).toBe(1);
  await change(meeting, { start: TEN }, host);
  team.setNow(TEN - HOUR / 2);
  await expect(change(meeting, { start: TEN + 3 * HOUR })).rejects.toMatchObject({ code: 'change_notice_passed' });
  expect((await change(meeting, { description: 'Late.' })).description).toBe('Late.');
  await expect(change(meeting, { start: TEN - HOUR / 2 - 24 * HOUR }, host)).rejects.toMatchObject({
    code: 'slot_unavailable',
  });
  await change(meeting, { start: TEN + HOUR / 2 }, host);
  team.setNow(TEN + HOUR / 2);
  await expect(change(meeting, { description: 'Begun.' })).rejects.toMatchObject({ code: 'change_notice_passed' });
  team.setNow(TEN + HOUR);
  await expect(change(meeting, { description: 'Over.' }, host)).rejects.toMatchObject({ code: 'meeting_closed' });
});

test('of a type that is switched off a client moves nothing, and may change what is said', async () => {
  team = await scratchTeam(scratchType('intro'));
  const meeting = await booked('intro');
  await team.raw('update meeting_types set active = 0');
  await expect(change(meeting, { start: TEN + HOUR })).rejects.toMatchObject({ code: 'change_refused' });
  expect((await change(meeting, { title: 'Plans' })).title).toBe('Plans');
  expect((await change(meeting, { start: TEN + HOUR }, host)).start).toBe(TEN + HOUR);
});

test('one seat of several leaves for a session of its own, with a room of its own, and may come back', async () => {
  team = await scratchTeam(
    scratchType('group', { capacity: 3, locations: [{ kind: 'video', url: 'https://meet.example/{random}' }] }),
  );
  const [one, two] = [await booked('group'), await booked('group')];
  expect(one.joinUrl).toBe(two.joinUrl);
  const away = await change(one, { start: TEN + HOUR });
  expect(away.joinUrl).not.toBe(two.joinUrl);
  expect(await claims()).toHaveLength(2);
  const back = await change(one, { start: TEN });
  expect(back.joinUrl).toBe(two.joinUrl);
  expect(await claims()).toHaveLength(1);
  const rows = await team.raw('select session_id, seat from meetings order by seat');
  expect(rows.map(({ seat }) => seat)).toEqual([1, 2]);
  expect(new Set(rows.map(({ session_id }) => session_id)).size).toBe(1);
});

test('a seat that is alone takes its session along, whose seats and buffers are as the rules stand', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 3 }));
  const meeting = await booked('group');
  await team.raw('update meeting_types set capacity = 5, buffer_before_minutes = 15');
  await change(meeting, { start: TEN + HOUR });
  expect(await team.raw('select capacity, buffer_before_minutes, start_ms from sessions')).toEqual([
    { capacity: 3, buffer_before_minutes: 15, start_ms: TEN + HOUR },
  ]);
  expect(await claims()).toMatchObject([{ held_from_ms: TEN + HOUR - 15 * 60_000 }]);
});

test('a full session is taken, for movers too', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 2 }));
  await booked('group');
  await booked('group');
  const other = await booked('group', TEN + HOUR);
  await expect(change(other, { start: TEN })).rejects.toMatchObject({ code: 'slot_taken' });
});

test('a round robin keeps its host, whoever else is free; all hosts of a collective one must be', async () => {
  const hosts = ['claire@team.example', 'ben@team.example'];
  team = await scratchTeam(
    scratchType('any', { assignment: 'round_robin', hosts }),
    scratchType('all', { assignment: 'collective', hosts }),
    scratchType('solo', { hosts: ['ben@team.example'] }),
  );
  const any = await booked('any');
  const email = any.participants.find(({ role }) => role === 'host')?.email;
  const all = await booked('all', TEN + HOUR);
  await expect(change(any, { start: TEN + HOUR })).rejects.toMatchObject({ code: 'slot_taken' });
  const moved = await change(any, { start: TEN + 2 * HOUR });
  expect(moved.participants.find(({ role }) => role === 'host')?.email).toBe(email);
  await booked('solo', TEN + 3 * HOUR);
  await expect(change(all, { start: TEN + 3 * HOUR })).rejects.toMatchObject({ code: 'slot_taken' });
  await change(all, { start: TEN + 4 * HOUR });
  expect((await claims()).filter(({ held_from_ms }) => held_from_ms === TEN + 4 * HOUR)).toHaveLength(2);
});

test('everything else is held against the type as a booking is', async () => {
  team = await scratchTeam(
    scratchType('asks', {
      maxGuests: 1,
      questions: [{ key: 'topic', label: 'Topic', kind: 'text', required: true }],
      locations: [{ kind: 'video', url: 'https://meet.example/{random}' }, { kind: 'phone' }],
    }),
  );
  const meeting = await booked('asks', TEN, { answers: { topic: 'Roof' } });
  await expect(
    change(meeting, {
      durationMinutes: 45,
      timeZone: 'Nowhere/Land',
      guests: ['a@example.com', 'b@example.com'],
      location: { kind: 'in_person' },
    }),
  ).rejects.toMatchObject({
    code: 'invalid_request',
    details: {
      errors: [{ path: '/durationMinutes' }, { path: '/timeZone' }, { path: '/guests' }, { path: '/location' }],
    },
  });
  await expect(change(meeting, { answers: { topic: ' ' } })).rejects.toMatchObject({ code: 'answers_invalid' });
  const after = await change(meeting, {
    timeZone: 'asia/tokyo',
    guests: ['Bob@example.com', 'claire@team.example'],
    location: { kind: 'phone' },
    answers: { topic: 'Floor' },
    reminderMinutes: [60, 1440, 60],
  });
  expect(after).toMatchObject({
    timeZone: 'Asia/Tokyo',
    location: { kind: 'phone' },
    joinUrl: null,
    answers: [{ key: 'topic', label: 'Topic', value: 'Floor' }],
    reminderMinutes: [1440, 60],
  });
  expect(after.participants.map(({ email }) => email).slice(2)).toEqual(['Bob@example.com']);
});

test('only one of two who have seen the same revision changes it', async () => {
  team = await scratchTeam(scratchType('intro'));
  const { id } = await booked('intro');
  const other = await team.another();
  const outcomes = await Promise.allSettled(
    [team.ctx, other].map((ctx, i) =>
      changeMeeting(ctx, { meetingId: id, actor: client, ifMatch: [1], changes: { title: `Title ${i}` } }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'version_conflict' } });
  await expect(changeMeeting(team.ctx, { meetingId: 'mtg_none', actor: client, changes: {} })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a client’s move of what must be confirmed awaits the host again, by a deadline of its own', async () => {
  team = await scratchTeam(scratchType('asked', { requiresConfirmation: true, confirmationDeadlineMinutes: 60 }));
  const meeting = await booked('asked');
  team.setNow(NOW + HOUR / 2);
  const moved = await change(meeting, { start: TEN + HOUR });
  expect(moved).toMatchObject({ status: 'scheduled', confirmBy: NOW + 1.5 * HOUR });
  const deadlines = await team.raw(`select run_at_ms from jobs where kind = 'confirmation_deadline' order by id`);
  expect(deadlines.map((row) => row.run_at_ms)).toEqual([NOW + HOUR, NOW + 1.5 * HOUR]);
  expect((await mails()).slice(2).map(({ template, was }) => [template, was?.start])).toEqual([
    ['client_awaiting', TEN],
    ['host_awaiting', TEN],
  ]);
});

test('the link to the meeting lives on after the new end', async () => {
  team = await scratchTeam(scratchType('intro'));
  const meeting = await booked('intro');
  const expiry = async () =>
    Number((await team.raw('select portal_expires_at_ms from meetings'))[0]?.portal_expires_at_ms);
  const before = await expiry();
  await change(meeting, { start: TEN + 24 * HOUR });
  expect((await expiry()) - before).toBe(24 * HOUR);
});

import { afterEach, expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { type GuestResponse, respondAsGuest } from './respond-as-guest.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { tellOfAnswer } from './tell-of-answer.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const MINUTE = 60_000;

async function booked() {
  team = await scratchTeam(scratchType('intro', { maxGuests: 3 }));
  const guests = ['Bob@example.com', 'carl@example.com'];
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T08:00:00Z', { guests }));
  const say = (response: GuestResponse['response'], email = 'bob@example.com', sequence = 0, ctx = team.ctx) =>
    respondAsGuest(ctx, { meetingId: meeting.id, email, response, sequence });
  return { meeting, say };
}

async function due() {
  const rows = await team.raw(`select payload, run_at_ms from jobs where kind = 'guest_answer' order by id`);
  return rows.map(({ payload, run_at_ms: at }) => ({ payload: JSON.parse(String(payload)), at: Number(at) }));
}

/** Runs every job once, and a second time, which must do nothing; then settles them. */
async function tell(): Promise<string[]> {
  const before = (await mails()).length;
  for (const { payload } of await due()) await tellOfAnswer(team.ctx, payload);
  for (const { payload } of await due()) expect(await tellOfAnswer(team.ctx, payload)).toBe(0);
  await team.raw(`update jobs set state = 'done', settled_at_ms = 1 where kind = 'guest_answer'`);
  return (await mails()).slice(before).map(({ template, guest }) => `${template} ${guest}`);
}

async function mails(): Promise<OwedMail[]> {
  const rows = await team.raw(`select payload from jobs where kind = 'mail' order by id`);
  return rows
    .map(({ payload }) => JSON.parse(String(payload)) as OwedMail)
    .filter(({ template }) => template.startsWith('host_guest_'));
}

const hostOf = (meeting: Meeting) => ({
  role: 'host' as const,
  hostId: meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '',
});

test('the host is told five minutes later what a guest answers, each guest by themselves', async () => {
  const { meeting, say } = await booked();
  await say('declined');
  await say('accepted', 'carl@example.com');
  expect((await due()).map(({ at }) => at)).toEqual([NOW + 5 * MINUTE, NOW + 5 * MINUTE]);
  expect(await tell()).toEqual(['host_guest_declined Bob@example.com', 'host_guest_accepted carl@example.com']);
  const [mail] = await mails();
  expect(mail).toMatchObject({
    recipient: { email: 'claire@team.example', locale: 'fr' },
    meeting: { id: meeting.id },
    invitation: null,
  });
  expect(mail).not.toHaveProperty('portalTokenId');
});

test('a guest who says now this and now that is one job and one mail, of what they say last', async () => {
  const { say } = await booked();
  for (let turn = 0; turn < 20; turn += 1) await say(turn % 2 ? 'accepted' : 'declined');
  expect(await due()).toHaveLength(1);
  expect(await tell()).toEqual(['host_guest_accepted Bob@example.com']);
});

test('nothing is told that the host knows already, nor of a meeting that is off', async () => {
  const { meeting, say } = await booked();
  await say('declined');
  expect(await tell()).toHaveLength(1);
  await say('accepted');
  await say('declined');
  expect(await tell()).toEqual([]);
  await say('accepted');
  await cancelMeeting(team.ctx, { meetingId: meeting.id, actor: { role: 'client' }, reason: null });
  expect(await tell()).toEqual([]);
});

test('the answer to another time is told anew, and one that the move took back is not', async () => {
  const { meeting, say } = await booked();
  await say('accepted');
  expect(await tell()).toEqual(['host_guest_accepted Bob@example.com']);
  const move = (start: string) =>
    changeMeeting(team.ctx, { meetingId: meeting.id, actor: hostOf(meeting), changes: { start: Date.parse(start) } });
  await say('declined');
  await move('2026-11-03T09:00:00Z');
  await say('accepted', undefined, 1);
  expect(await tell()).toEqual(['host_guest_accepted Bob@example.com']);
  await say('declined', undefined, 1);
  await move('2026-11-03T10:00:00Z');
  expect(await tell()).toEqual([]);
});

test('an answer that comes while another is being told is told too', async () => {
  const { say } = await booked();
  await say('declined');
  const [job] = await due();
  await tellOfAnswer(team.ctx, job?.payload);
  // Its job is not settled yet.
  await say('accepted');
  expect(await due()).toHaveLength(2);
  expect(await tell()).toEqual(['host_guest_accepted Bob@example.com']);
});

test('an answer to an earlier invitation is refused', async () => {
  const { meeting, say } = await booked();
  await changeMeeting(team.ctx, {
    meetingId: meeting.id,
    actor: hostOf(meeting),
    changes: { start: Date.parse('2026-11-03T09:00:00Z') },
  });
  await expect(say('accepted')).rejects.toMatchObject({ code: 'version_conflict' });
  expect(await due()).toEqual([]);
});

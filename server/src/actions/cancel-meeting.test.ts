import { afterEach, expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { completeMeetings } from './complete-meetings.ts';
import { confirmMeeting } from './confirm-meeting.ts';
import { declineMeeting } from './decline-meeting.ts';
import { expireConfirmation } from './expire-confirmation.ts';
import { markNoShow } from './mark-no-show.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const TEN = Date.parse('2026-11-03T09:00:00Z');
const HOUR = 3_600_000;
const client = { role: 'client' } as const;
const host = { role: 'host', hostId: 'any' } as const;
const asked = (more: object = {}) => scratchType('asked', { requiresConfirmation: true, maxGuests: 2, ...more });

async function booked(slug: string, start = TEN, more: object = {}): Promise<Meeting> {
  return (await bookMeeting(team.ctx, wish(slug, start, more))).meeting;
}

const cancel = ({ id }: Meeting, actor: typeof client | typeof host = client, more: object = {}) =>
  cancelMeeting(team.ctx, { meetingId: id, actor, reason: null, ...more });

/** The mails since the last time that somebody asked. */
async function newMails(): Promise<OwedMail[]> {
  const rows = await team.raw(`select id, payload from jobs where kind = 'mail' order by id`);
  const fresh = rows.filter(({ id }) => Number(id) > seen).map((row) => JSON.parse(String(row.payload)));
  seen = Math.max(seen, ...rows.map(({ id }) => Number(id)));
  return fresh;
}
let seen = 0;

const told = (mails: OwedMail[]) => mails.map(({ template, invitation }) => `${template} ${invitation}`);

test('a cancelled meeting is kept, its time is free at once, and everybody is told once however often it is cancelled', async () => {
  team = await scratchTeam(scratchType('intro', { maxGuests: 1 }));
  seen = 0;
  const meeting = await booked('intro', TEN, { guests: ['bob@example.com'] });
  await newMails();
  const gone = await cancel(meeting, client, { reason: 'Ill.', ifMatch: [1] });
  expect(gone).toMatchObject({
    status: 'cancelled',
    cancelledBy: 'client',
    cancellationReason: 'Ill.',
    cancelledAt: NOW,
    sequence: 1,
    revision: 2,
    uid: meeting.uid,
  });
  expect(told(await newMails())).toEqual([
    'client_cancelled CANCEL',
    'host_cancelled CANCEL',
    'guest_cancelled CANCEL',
  ]);
  expect(await cancel(meeting, host, { ifMatch: [1], reason: 'Again.' })).toEqual(gone);
  expect(await newMails()).toEqual([]);
  await booked('intro');
});

test('a client cancels up to the notice, a host until the end, and nobody what is over', async () => {
  team = await scratchTeam(scratchType('intro', { changeNoticeMinutes: 60 }));
  const meeting = await booked('intro');
  await expect(cancel(meeting, client, { ifMatch: [7] })).rejects.toMatchObject({ code: 'version_conflict' });
  team.setNow(TEN - HOUR + 1);
  await expect(cancel(meeting)).rejects.toMatchObject({ code: 'change_notice_passed' });
  team.setNow(TEN + HOUR / 2);
  await expect(cancel(meeting, host)).rejects.toMatchObject({ code: 'meeting_closed' });
  team.setNow(TEN + HOUR / 2 - 1);
  expect((await cancel(meeting, host)).cancelledBy).toBe('host');
  await expect(cancelMeeting(team.ctx, { meetingId: 'mtg_none', actor: host, reason: null })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('one seat of a session goes alone, and the last takes the hosts’ time with it', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 2 }));
  const [one, two] = [await booked('group'), await booked('group')];
  await cancel(one);
  expect(await team.raw('select session_id from claims')).toHaveLength(1);
  await cancel(two);
  expect(await team.raw('select session_id from claims')).toEqual([]);
});

test('a host confirms what awaits them, and everybody is invited; once more is refused', async () => {
  team = await scratchTeam(asked());
  seen = 0;
  const meeting = await booked('asked', TEN, { guests: ['bob@example.com'] });
  expect(told(await newMails())).toEqual(['client_awaiting null', 'host_awaiting null']);
  await expect(confirmMeeting(team.ctx, { meetingId: meeting.id, actor: client })).rejects.toMatchObject({
    code: 'change_refused',
  });
  const agreed = await confirmMeeting(team.ctx, { meetingId: meeting.id, actor: host, ifMatch: [1] });
  expect(agreed).toMatchObject({ status: 'confirmed', confirmBy: null, invited: true });
  expect(agreed.participants.map(({ role, response }) => `${role} ${response}`)).toEqual([
    'client needs_action',
    'host accepted',
    'guest needs_action',
  ]);
  expect(told(await newMails())).toEqual(['client_agreed REQUEST', 'host_agreed REQUEST', 'guest_invited REQUEST']);
  await expect(confirmMeeting(team.ctx, { meetingId: meeting.id, actor: host })).rejects.toMatchObject({
    code: 'change_refused',
  });
});

test('what lapsed with its deadline is confirmed by nobody, even before the system has cancelled it', async () => {
  team = await scratchTeam(asked({ confirmationDeadlineMinutes: 60 }));
  const meeting = await booked('asked');
  team.setNow(NOW + HOUR);
  await expect(confirmMeeting(team.ctx, { meetingId: meeting.id, actor: host })).rejects.toMatchObject({
    code: 'meeting_closed',
  });
  expect(await expireConfirmation(team.ctx, { meetingId: meeting.id })).toBe(true);
});

test('a host declines with a reason, and a host’s cancelling of what awaits them is the same', async () => {
  team = await scratchTeam(asked());
  seen = 0;
  const [one, two] = [await booked('asked', TEN, { guests: ['bob@example.com'] }), await booked('asked', TEN + HOUR)];
  await newMails();
  await declineMeeting(team.ctx, { meetingId: one.id, actor: host, reason: 'Away.' });
  await cancel(two, host, { reason: 'Away.' });
  const mails = await newMails();
  expect(told(mails)).toEqual([
    'client_declined null',
    'host_declined null',
    'client_declined null',
    'host_declined null',
  ]);
  expect(mails.every(({ meeting }) => meeting.cancellationReason === 'Away.')).toBe(true);
  await expect(declineMeeting(team.ctx, { meetingId: one.id, actor: host, reason: null })).rejects.toMatchObject({
    code: 'meeting_closed',
  });
  await booked('asked');
});

test('what was agreed and then moved by its client is tentative until the host answers, and taken back where they do not', async () => {
  team = await scratchTeam(asked({ confirmationDeadlineMinutes: 60 }));
  seen = 0;
  const meeting = await booked('asked', TEN, { guests: ['bob@example.com'] });
  await confirmMeeting(team.ctx, { meetingId: meeting.id, actor: host });
  await newMails();
  const moved = await changeMeeting(team.ctx, { meetingId: meeting.id, actor: client, changes: { start: TEN + HOUR } });
  expect(moved.status).toBe('scheduled');
  expect(told(await newMails())).toEqual(['client_awaiting REQUEST', 'host_awaiting REQUEST', 'guest_moved REQUEST']);
  await confirmMeeting(team.ctx, { meetingId: meeting.id, actor: host });
  expect(told(await newMails())).toEqual(['client_agreed REQUEST', 'host_agreed REQUEST', 'guest_agreed REQUEST']);
  await changeMeeting(team.ctx, { meetingId: meeting.id, actor: client, changes: { start: TEN } });
  await newMails();
  team.setNow(NOW + HOUR);
  expect(await expireConfirmation(team.ctx, { meetingId: meeting.id })).toBe(true);
  expect(told(await newMails())).toEqual([
    'client_cancelled CANCEL',
    'host_cancelled CANCEL',
    'guest_cancelled CANCEL',
  ]);
});

test('an earlier deadline does not end what was moved since', async () => {
  team = await scratchTeam(asked({ confirmationDeadlineMinutes: 60 }));
  const meeting = await booked('asked');
  team.setNow(NOW + HOUR / 2);
  await changeMeeting(team.ctx, { meetingId: meeting.id, actor: client, changes: { start: TEN + HOUR } });
  team.setNow(NOW + HOUR);
  expect(await expireConfirmation(team.ctx, { meetingId: meeting.id })).toBe(false);
  team.setNow(NOW + 1.5 * HOUR);
  expect(await expireConfirmation(team.ctx, { meetingId: meeting.id })).toBe(true);
});

test('a host says once it has begun that the client did not come, and takes it back once it has ended', async () => {
  team = await scratchTeam(scratchType('intro'), asked());
  seen = 0;
  const meeting = await booked('intro');
  const waiting = await booked('asked', TEN + HOUR);
  await newMails();
  const mark = (noShow: boolean, of = meeting) => markNoShow(team.ctx, { meetingId: of.id, actor: host, noShow });
  await expect(mark(true)).rejects.toMatchObject({ code: 'change_refused' });
  await expect(mark(true, waiting)).rejects.toMatchObject({ code: 'change_refused' });
  team.setNow(TEN);
  expect(await mark(true)).toMatchObject({ status: 'no_show', sequence: 0, revision: 2 });
  expect((await mark(true)).revision).toBe(2);
  await expect(mark(false)).rejects.toMatchObject({ code: 'change_refused' });
  team.setNow(TEN + HOUR);
  expect(await mark(false)).toMatchObject({ status: 'completed', revision: 3 });
  expect(await mark(true)).toMatchObject({ status: 'no_show', revision: 4 });
  expect(await completeMeetings(team.ctx)).toBe(0);
  expect(await newMails()).toEqual([]);
});

test('the number that a client is known by stands in every later mail to the hosts', async () => {
  team = await scratchTeam(scratchType('intro'));
  seen = 0;
  const phone = '+33 1 23 45 67 89';
  const meeting = await booked('intro', TEN, { client: { name: 'Ada', email: 'ada@phone.example', phone } });
  await newMails();
  await cancel(meeting);
  expect((await newMails()).map(({ clientPhone }) => clientPhone)).toEqual([undefined, phone]);
});

import { afterEach, expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import { bookMeeting } from './book-meeting.ts';
import { completeMeetings } from './complete-meetings.ts';
import { expireConfirmation } from './expire-confirmation.ts';
import { openPortal, readMeeting } from './portal-access.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const TEN = '2026-11-03T09:00:00Z';
const HOUR = 3_600_000;
const asked = (more: object = {}) =>
  scratchType('asked', { requiresConfirmation: true, confirmationDeadlineMinutes: 60, ...more });

const mails = async () =>
  (await team.ctx.store.db.selectFrom('jobs').select('payload').where('kind', '=', 'mail').orderBy('id').execute()).map(
    (row) => JSON.parse(row.payload) as OwedMail,
  );

test('a meeting that no host confirmed is cancelled at its deadline, its time is free, and its people are told', async () => {
  team = await scratchTeam(asked());
  const { meeting, portalToken } = await bookMeeting(team.ctx, wish('asked', TEN));
  await expect(bookMeeting(team.ctx, wish('asked', TEN))).rejects.toMatchObject({ code: 'slot_taken' });
  team.setNow(NOW + HOUR);
  expect(await expireConfirmation(team.ctx, { meetingId: meeting.id })).toBe(true);
  const stands = await readMeeting(team.ctx, await openPortal(team.ctx, portalToken), meeting.id);
  expect(stands).toMatchObject({ status: 'cancelled', cancelledBy: 'system', cancelledAt: NOW + HOUR, sequence: 1 });
  const [, , toClient] = await mails();
  expect(toClient).toMatchObject({
    template: 'client_cancelled',
    invitation: null,
    portalTokenId: portalToken.split('.')[0],
  });
  await bookMeeting(team.ctx, wish('asked', TEN));
});

test('nothing lapses before its deadline, twice, or once agreed', async () => {
  team = await scratchTeam(asked(), scratchType('plain'));
  const { meeting } = await bookMeeting(team.ctx, wish('asked', TEN));
  const plain = await bookMeeting(team.ctx, wish('plain', '2026-11-03T10:00:00Z'));
  team.setNow(NOW + HOUR - 1);
  expect(await expireConfirmation(team.ctx, { meetingId: meeting.id })).toBe(false);
  team.setNow(NOW + HOUR);
  expect(await expireConfirmation(team.ctx, { meetingId: plain.meeting.id })).toBe(false);
  expect(await expireConfirmation(team.ctx, { meetingId: 'mtg_unknown' })).toBe(false);
  expect(await expireConfirmation(team.ctx, { meetingId: meeting.id })).toBe(true);
  const owed = (await mails()).length;
  expect(await expireConfirmation(team.ctx, { meetingId: meeting.id })).toBe(false);
  expect(await mails()).toHaveLength(owed);
});

test('nobody can confirm what has begun: the deadline is the start at the latest', async () => {
  team = await scratchTeam(asked({ confirmationDeadlineMinutes: 100_000 }));
  const { meeting } = await bookMeeting(team.ctx, wish('asked', TEN));
  expect(meeting.confirmBy).toBe(Date.parse(TEN));
});

test('when a seat of a session lapses the other seats keep their time, and the seat can be had again', async () => {
  team = await scratchTeam(asked({ capacity: 2 }));
  const first = await bookMeeting(team.ctx, wish('asked', TEN));
  team.setNow(NOW + HOUR / 2);
  await bookMeeting(team.ctx, wish('asked', TEN));
  team.setNow(NOW + HOUR);
  await expireConfirmation(team.ctx, { meetingId: first.meeting.id });
  expect(await team.ctx.store.db.selectFrom('claims').selectAll().execute()).toHaveLength(1);
  await bookMeeting(team.ctx, wish('asked', TEN));
  const sessions = await team.ctx.store.db.selectFrom('sessions').selectAll().execute();
  expect(sessions).toHaveLength(1);
  await expect(bookMeeting(team.ctx, wish('asked', TEN))).rejects.toMatchObject({ code: 'slot_taken' });
});

test('a confirmed meeting is completed once its end has passed, and not before', async () => {
  team = await scratchTeam(scratchType('plain'));
  const { meeting, portalToken } = await bookMeeting(team.ctx, wish('plain', TEN));
  const version = await team.ctx.store.version();
  team.setNow(meeting.end - 1);
  expect(await completeMeetings(team.ctx)).toBe(0);
  expect(await team.ctx.store.version()).toBe(version);
  team.setNow(meeting.end);
  expect(await completeMeetings(team.ctx)).toBe(1);
  const stands = await readMeeting(team.ctx, await openPortal(team.ctx, portalToken), meeting.id);
  expect(stands.status).toBe('completed');
});

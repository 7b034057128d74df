import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BookedMeeting, bookMeeting } from './book-meeting.ts';
import { openPortal, portalToken, readMeeting } from './portal-access.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
let booked: BookedMeeting;
beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'));
  booked = await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00Z'));
});
afterEach(() => team.dispose());

const notFound = { code: 'not_found', message: 'There is nothing here, or the link is no longer valid.' };

test('a token opens its meeting, which reads as it was booked', async () => {
  const access = await openPortal(team.ctx, booked.portalToken);
  expect(await readMeeting(team.ctx, access, booked.meeting.id)).toEqual(booked.meeting);
});

test('it opens no other meeting, not even of the same client', async () => {
  const { name, email } = booked.meeting.participants[0] ?? { name: '', email: '' };
  const other = await bookMeeting(team.ctx, wish('intro', '2026-11-03T10:00:00Z', { client: { name, email } }));
  expect(other.meeting.clientId).toBe(booked.meeting.clientId);
  const access = await openPortal(team.ctx, booked.portalToken);
  await expect(readMeeting(team.ctx, access, other.meeting.id)).rejects.toMatchObject(notFound);
  await expect(readMeeting(team.ctx, access, 'mtg_unknown')).rejects.toMatchObject(notFound);
});

test.each([
  ['', 'empty'],
  ['.', 'a dot'],
  ['ptk_0.00', 'unknown'],
])('%o opens nothing (%s)', async (token) => {
  await expect(openPortal(team.ctx, token)).rejects.toMatchObject(notFound);
});

test('an altered, revoked, expired or foreign token opens nothing, and the answer does not say which it is', async () => {
  const token = booked.portalToken;
  const last = token.endsWith('0') ? '1' : '0';
  await expect(openPortal(team.ctx, token.slice(0, -1) + last)).rejects.toMatchObject(notFound);
  await expect(openPortal(team.ctx, `${token}0`)).rejects.toMatchObject(notFound);
  const otherSecret = { ...team.ctx, secret: new Uint8Array(32).fill(8) };
  await expect(openPortal(otherSecret, token)).rejects.toMatchObject(notFound);
  team.setNow(booked.meeting.end + 180 * 86_400_000);
  await expect(openPortal(team.ctx, token)).rejects.toMatchObject(notFound);
  team.setNow(booked.meeting.start);
  await team.ctx.store.write((tx) => tx.updateTable('meetings').set({ portal_generation: 2 }).execute());
  await expect(openPortal(team.ctx, token)).rejects.toMatchObject(notFound);
  const [id = ''] = token.split('.');
  await openPortal(team.ctx, portalToken(team.ctx.secret, { id, generation: 2 }));
});

test('nothing in the database makes a token', async () => {
  const rows = await team.ctx.store.db.selectFrom('meetings').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(booked.portalToken.split('.')[1]);
});

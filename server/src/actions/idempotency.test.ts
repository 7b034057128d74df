import { afterEach, beforeEach, expect, test } from 'vitest';
import { bookMeeting } from './book-meeting.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'));
});
afterEach(() => team.dispose());

const TEN = '2026-11-03T09:00:00Z';
const key = { scope: 'POST intro', key: 'k', requestHash: 'hash' };
const rows = () => team.ctx.store.db.selectFrom('idempotency_keys').selectAll().execute();

test('the same key and request answer the same meeting and token, and book once', async () => {
  const command = wish('intro', TEN, { idempotency: key });
  const first = await bookMeeting(team.ctx, command);
  expect(await bookMeeting(team.ctx, command)).toEqual(first);
  const meetings = await team.ctx.store.db.selectFrom('meetings').selectAll().execute();
  expect(meetings).toHaveLength(1);
  expect(JSON.stringify(await rows())).not.toContain(first.portalToken.split('.')[1]);
});

test('the same key with another request is refused', async () => {
  await bookMeeting(team.ctx, wish('intro', TEN, { idempotency: key }));
  const other = wish('intro', '2026-11-03T10:00:00Z', { idempotency: { ...key, requestHash: 'other' } });
  await expect(bookMeeting(team.ctx, other)).rejects.toMatchObject({ code: 'idempotency_mismatch' });
});

test('a key is of its scope alone', async () => {
  await bookMeeting(team.ctx, wish('intro', TEN, { idempotency: key }));
  const other = { ...key, scope: 'POST other', requestHash: 'other' };
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T10:00:00Z', { idempotency: other }));
});

test('a second request while the first is under way is told so, and one in another process gets the same answer', async () => {
  const elsewhere = await team.another();
  const command = wish('intro', TEN, { idempotency: key });
  const [first, second, third] = await Promise.allSettled([
    bookMeeting(team.ctx, command),
    bookMeeting(team.ctx, command),
    bookMeeting(elsewhere, command),
  ]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'idempotency_in_progress' } });
  expect(third).toEqual(first);
});

test('a refusal is not kept: the same key may try again', async () => {
  const off = wish('intro', '2026-11-03T09:01:00Z', { idempotency: key });
  await expect(bookMeeting(team.ctx, off)).rejects.toMatchObject({ code: 'slot_unavailable' });
  expect(await rows()).toEqual([]);
  await bookMeeting(team.ctx, wish('intro', TEN, { idempotency: { ...key, requestHash: 'better' } }));
});

test('after a day a key is forgotten', async () => {
  await bookMeeting(team.ctx, wish('intro', TEN, { idempotency: key }));
  team.setNow(team.ctx.clock.now() + 86_400_000);
  const again = wish('intro', '2026-11-04T09:00:00Z', { idempotency: { ...key, requestHash: 'other' } });
  await bookMeeting(team.ctx, again);
  expect(await rows()).toHaveLength(1);
});

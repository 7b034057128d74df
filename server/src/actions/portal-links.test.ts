import { afterEach, beforeEach, expect, test } from 'vitest';
import { purgeExpiredTokens } from '../store/portal-tokens.ts';
import { type BookedMeeting, bookMeeting } from './book-meeting.ts';
import { guestToken } from './guest-access.ts';
import { openFeed, openPortal } from './portal-access.ts';
import { feedUrl, givePortalLink, revokePortalLinks } from './portal-links.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { PORTAL_LINK, requestPortalLink, sendPortalLink } from './send-portal-link.ts';

const DAY_MS = 86_400_000;
const EMAIL = 'ada@example.com';

let team: ScratchTeam;
let booked: BookedMeeting;
let clientId: string;
beforeEach(async () => {
  team = await scratchTeam(scratchType('intro', { maxGuests: 2 }));
  const more = { client: { name: 'Ada', email: EMAIL }, guests: ['Bob@example.com'] };
  booked = await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00Z', more));
  clientId = booked.meeting.clientId;
});
afterEach(() => team.dispose());

const tokenOf = (url: string) => new URL(url).pathname.split('/').at(-1) as string;
const feedToken = async () =>
  String(await feedUrl(team.ctx, clientId))
    .split('/')
    .at(-2) as string;
const jobs = (kind: string) => team.raw('select payload from jobs where kind = $1 order by id', kind);
const payloads = async (kind: string) => (await jobs(kind)).map(({ payload }) => JSON.parse(String(payload)));

test('a link opens all of a client’s meetings for 90 days, each time by another token; the feed’s stays one', async () => {
  const first = await givePortalLink(team.ctx, clientId);
  expect(first.expiresAt).toBe(NOW + 90 * DAY_MS);
  const feed = await feedToken();
  const second = await givePortalLink(team.ctx, clientId);
  expect(second.url).not.toBe(first.url);
  for (const { url } of [first, second]) {
    expect(await openPortal(team.ctx, tokenOf(url))).toMatchObject({ scope: 'client', meetingId: null });
  }
  expect(await feedToken()).toBe(feed);
  expect((await openFeed(team.ctx, feed)).id).toBe(clientId);
  team.setNow(first.expiresAt);
  await expect(openPortal(team.ctx, tokenOf(first.url))).rejects.toMatchObject({ code: 'not_found' });
  await openFeed(team.ctx, feed);
});

test('who still comes for links keeps the address of their feed, past its first two years', async () => {
  await givePortalLink(team.ctx, clientId);
  const feed = await feedToken();
  team.setNow(NOW + 700 * DAY_MS);
  await givePortalLink(team.ctx, clientId);
  team.setNow(NOW + 1400 * DAY_MS);
  expect(await feedToken()).toBe(feed);
  await openFeed(team.ctx, feed);
});

test('revoking makes every link void: of all meetings, of one, of its guests and of the feed; a link given later opens', async () => {
  const { url } = await givePortalLink(team.ctx, clientId);
  const guest = guestToken(team.ctx.secret, { meetingId: booked.meeting.id, generation: 1, email: 'bob@example.com' });
  const feed = await feedToken();
  expect((await openPortal(team.ctx, guest)).guest).toEqual({ name: 'Bob@example.com', email: 'Bob@example.com' });
  await revokePortalLinks(team.ctx, clientId);
  for (const token of [tokenOf(url), booked.portalToken, guest]) {
    await expect(openPortal(team.ctx, token)).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(openFeed(team.ctx, feed)).rejects.toMatchObject({ code: 'not_found' });
  await openPortal(team.ctx, tokenOf((await givePortalLink(team.ctx, clientId)).url));
  await openFeed(team.ctx, await feedToken());
});

test('a guest’s link is that guest’s and that meeting’s alone', async () => {
  const key = { meetingId: booked.meeting.id, generation: 1, email: 'bob@example.com' };
  const right = guestToken(team.ctx.secret, key);
  const [left, mac] = right.split('.');
  const wrong = [
    guestToken(team.ctx.secret, { ...key, email: 'eve@example.com' }),
    guestToken(team.ctx.secret, { ...key, generation: 2 }),
    guestToken(team.ctx.secret, { ...key, meetingId: 'mtg_other' }),
    guestToken(team.ctx.secret, { ...key, meetingId: 'mtg_other', email: '' }),
    `${left}.${mac}0`,
    `ptk_${left?.slice(4)}.${mac}`,
    'gst_.',
    'gst_',
  ];
  for (const token of wrong)
    await expect(openPortal(team.ctx, token), token).rejects.toMatchObject({ code: 'not_found' });
  await team.raw(`delete from participants where role = 'guest'`);
  await expect(openPortal(team.ctx, right)).rejects.toMatchObject({ code: 'not_found' });
});

test('who asks for their link is owed one mail, however often its job runs; nobody’s request owes none', async () => {
  await requestPortalLink(team.ctx, { email: EMAIL.toUpperCase(), locale: 'fr' });
  await requestPortalLink(team.ctx, { email: 'nobody@example.com' });
  const [known, unknown] = await payloads(PORTAL_LINK);
  const before = (await jobs('mail')).length;
  for (let run = 0; run < 2; run += 1) await sendPortalLink(team.ctx, known);
  await sendPortalLink(team.ctx, unknown);
  const mails = (await payloads('mail')).slice(before);
  expect(mails).toEqual([
    expect.objectContaining({
      template: 'client_link',
      recipient: expect.objectContaining({ email: EMAIL, locale: 'fr' }),
    }),
  ]);
});

test('a link that was sent is sent again while more than half its life is left', async () => {
  const send = async (locale?: string) => {
    await requestPortalLink(team.ctx, { email: EMAIL, locale });
    await sendPortalLink(team.ctx, (await payloads(PORTAL_LINK)).at(-1));
    return (await payloads('mail')).at(-1);
  };
  const first = await send();
  team.setNow(NOW + 44 * DAY_MS);
  expect(await send('no tag at all')).toMatchObject({
    portalTokenId: first.portalTokenId,
    recipient: { locale: 'en' },
  });
  team.setNow(NOW + 46 * DAY_MS);
  expect((await send()).portalTokenId).not.toBe(first.portalTokenId);
});

test('tokens that expired long ago are forgotten, others stay', async () => {
  await givePortalLink(team.ctx, clientId);
  const purge = (before: number) => team.ctx.store.write((tx) => purgeExpiredTokens(tx, before, 10));
  expect(await purge(NOW + 90 * DAY_MS)).toBe(0);
  expect(await purge(NOW + 90 * DAY_MS + 1)).toBe(1);
  expect(await feedUrl(team.ctx, clientId)).not.toBeNull();
});

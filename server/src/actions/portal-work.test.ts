import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { bookMeeting } from './book-meeting.ts';
import type { Context } from './context.ts';
import { guestToken } from './guest-access.ts';
import { openFeed, openPortal } from './portal-access.ts';
import { feedUrl, givePortalLink, revokePortalLinks } from './portal-links.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

const work = vi.hoisted(() => {
  // What other files have loaded knows the true one.
  vi.resetModules();
  return { macs: 0, questions: 0 };
});

vi.mock('./mac.ts', async (original) => {
  const { macOf } = await original<typeof import('./mac.ts')>();
  return {
    macOf: (...given: Parameters<typeof macOf>) => {
      work.macs += 1;
      return macOf(...given);
    },
  };
});

let team: ScratchTeam;
/** The team's, whose database counts how often it is asked. */
let ctx: Context;
const right: Record<string, string> = {};
const revoked: Record<string, string> = {};

beforeAll(async () => {
  team = await scratchTeam(scratchType('intro', { maxGuests: 2 }));
  const db = team.ctx.store.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      work.questions += 1;
      return result;
    },
  });
  ctx = { ...team.ctx, store: { ...team.ctx.store, db } };
  Object.assign(right, await linksOf('ada', '2026-11-03T09:00:00Z'));
  Object.assign(revoked, await linksOf('eve', '2026-11-03T10:00:00Z', true));
});

afterAll(async () => {
  await team.dispose();
  vi.resetModules();
});

beforeEach(() => team.setNow(NOW));

async function linksOf(name: string, start: string, revoke = false): Promise<Record<string, string>> {
  const more = { client: { name, email: `${name}@example.com` }, guests: [`guest-of-${name}@example.com`] };
  const { meeting, portalToken } = await bookMeeting(team.ctx, wish('intro', start, more));
  const { url } = await givePortalLink(team.ctx, meeting.clientId);
  const feed = String(await feedUrl(team.ctx, meeting.clientId))
    .split('/')
    .at(-2) as string;
  const guest = guestToken(team.ctx.secret, {
    meetingId: meeting.id,
    generation: 1,
    email: `guest-of-${name}@example.com`,
  });
  if (revoke) await revokePortalLinks(team.ctx, meeting.clientId);
  return { client: new URL(url).pathname.split('/').at(-1) as string, meeting: portalToken, guest, feed };
}

/** What it took to find that a token opens nothing. */
async function workOf(token: string, open: (ctx: Context, token: string) => Promise<unknown>): Promise<typeof work> {
  Object.assign(work, { macs: 0, questions: 0 });
  await expect(open(ctx, token), token).rejects.toMatchObject({ code: 'not_found' });
  return { ...work };
}

const altered = (token: string) => token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');

test.each(['client', 'meeting', 'guest'])(
  'what opens nothing takes the same work whatever the cause: %s',
  async (scope) => {
    const prefix = scope === 'guest' ? 'gst' : 'ptk';
    const unknown = `${prefix}_${'0'.repeat(26)}.${'0'.repeat(40)}`;
    const known = right[scope] as string;
    const takes = await workOf(unknown, openPortal);
    expect(takes).toEqual({ macs: 1, questions: 2 });
    for (const token of [altered(known), revoked[scope] as string, `${known}0`]) {
      expect(await workOf(token, openPortal), token).toEqual(takes);
    }
    team.setNow(NOW + 1000 * 86_400_000);
    expect(await workOf(known, openPortal)).toEqual(takes);
  },
);

test('the same of a feed’s token, and of any other where a feed is asked for', async () => {
  const takes = { macs: 1, questions: 2 };
  const feed = right.feed as string;
  for (const token of [
    altered(feed),
    revoked.feed as string,
    right.client as string,
    'ptk_0.0',
    'gst_0.0',
    'nothing',
  ]) {
    expect(await workOf(token, openFeed), token).toEqual(takes);
  }
  for (const token of [feed, altered(feed), 'nothing', '']) {
    expect(await workOf(token, openPortal), token).toEqual(takes);
  }
});

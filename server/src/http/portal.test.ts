import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookedView } from './contract.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { scratchPortal } from './scratch-portal.ts';

let app: ScratchApp;
let booked: BookedView;
let root: string;

beforeAll(async () => {
  app = await scratchApp();
  booked = await bookedOf(await app.book({ description: 'Attic <b>under</b> the roof' }));
  root = `/api/portal/${booked.portalToken}`;
});

afterAll(() => app.dispose());

test('a token tells whom it stands for and how far it reaches', async () => {
  const response = await app.get(root);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(await response.json()).toEqual({
    client: { name: 'Ada Lovelace', email: 'ada@example.com', timeZone: 'America/New_York', locale: 'en' },
    scope: 'meeting',
    links: {},
  });
});

test('the meeting is what the booking answered, and what its client may still do', async () => {
  const response = await app.get(`${root}/meetings/${booked.meeting.id}`);
  expect(response.headers.get('etag')).toBe(`"${booked.meeting.id}-1"`);
  expect(await response.json()).toEqual({
    meeting: {
      ...booked.meeting,
      revision: 1,
      confirmBy: null,
      answerLabels: {},
      changes: {
        canMove: true,
        canCancel: true,
        reason: null,
        until: '2026-11-03T05:00:00Z',
        movesLeft: 3,
        contact: { name: 'Claire', email: 'claire@team.example' },
      },
    },
    notes: [],
  });
});

test('the invitation is a calendar file that holds no token', async () => {
  const response = await app.get(`${root}/meetings/${booked.meeting.id}/invite.ics`);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=REQUEST');
  const text = await response.text();
  expect(text).toContain(`UID:${booked.meeting.uid}`.slice(0, 70));
  expect(text).not.toContain(booked.portalToken.slice(-20));
});

test('an unknown, malformed or expired token is 404, the same for every cause', async () => {
  const bodies = new Set<string>();
  const tokens = ['nothing', 'ptk_1.', `${booked.portalToken.slice(0, -1)}x`, encodeURIComponent("' or 1=1 --")];
  for (const token of tokens) {
    const response = await app.get(`/api/portal/${token}`);
    expect(response.status).toBe(404);
    const { requestId: _, ...problem } = await problemOf(response);
    bodies.add(JSON.stringify(problem));
  }
  expect(bodies.size).toBe(1);
  const foreign = await app.get(`${root}/meetings/mtg_other`);
  const { requestId: _, ...problem } = await problemOf(foreign);
  expect(bodies).toContain(JSON.stringify(problem));
});

test('its page shows the meeting in the language that is asked for, and keeps what people typed as text', async () => {
  const english = await app.get(`/portal/${booked.portalToken}`, { 'accept-language': 'en-GB' });
  expect(english.status).toBe(200);
  const page = await english.text();
  expect(page).toContain('Tuesday 3 November 2026');
  expect(page).toContain('New York time (UTC−5)');
  expect(page).toContain('Attic &lt;b&gt;under&lt;/b&gt; the roof');
  expect(page).toContain(booked.meeting.joinUrl);
  expect(page.match(/<script[^>]*>/g)).toEqual([
    '<script type="module" src="/portal.js">',
    expect.stringMatching(/^<script type="module" src="\/push-switch-[0-9a-f]{12}\.js">$/),
  ]);
  expect(page).toContain(`<meeting-portal token="${booked.portalToken}" locale="en-GB" deep-links>`);
  const french = await (await app.get(`/portal/${booked.portalToken}`, { 'accept-language': 'fr' })).text();
  expect(french).toContain('<html lang="fr">');
  expect(french).toContain('>Mardi 3 novembre 2026<');
});

test('its page leaks nothing: no cookie, no referrer, no cache, no frame, no search engine', async () => {
  const { headers } = await app.get(`/portal/${booked.portalToken}`);
  expect(headers.get('set-cookie')).toBeNull();
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(headers.get('x-robots-tag')).toBe('noindex');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('the page of a client’s whole portal lists what lies ahead, and that of a guest shows no answers', async () => {
  const portal = await scratchPortal(app, {
    start: '2026-11-03T10:00:00Z',
    client: { name: 'Zoe', email: 'zoe@example.com' },
  });
  const answers = JSON.stringify([{ key: 'topic', label: 'Topic', value: 'For the host alone' }]);
  await app.raw('update meetings set answers = $1 where id = $2', answers, portal.meeting.id);
  const page = async (token: string) => (await app.get(`/portal/${token}`, { 'accept-language': 'en' })).text();
  expect(await page(portal.tokens.client)).toContain('Tuesday 3 November 2026');
  expect(await page(portal.tokens.client)).not.toContain('Ada');
  expect(await page(portal.tokens.meeting)).toContain('For the host alone');
  const guests = await page(portal.tokens.guest);
  expect(guests).toContain('Tuesday 3 November 2026');
  expect(guests).not.toContain('For the host alone');
  await portal.send('DELETE', portal.at(portal.tokens.client));
  expect(await page(portal.tokens.client)).toContain('No meeting lies ahead of you.');
  expect((await app.get(`/portal/${portal.tokens.feed}`)).status).toBe(404);
});

test('the page without a token is where a link is sent from, as private as the others', async () => {
  const response = await app.get('/portal', { 'accept-language': 'fr' });
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('x-robots-tag')).toBe('noindex');
  expect(await response.text()).toContain('<meeting-portal locale="fr" deep-links>');
});

test('a wrong link is a page that says what to do', async () => {
  const response = await app.get('/portal/nothing', { accept: 'text/html', 'accept-language': 'fr' });
  expect(response.status).toBe(404);
  const page = await response.text();
  expect(page).toContain('Ce lien n’ouvre rien');
  expect(page).toContain('href="/portal"');
});

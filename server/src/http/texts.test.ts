import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopToken } from '../actions/stop-token.ts';
import type { TextRules } from '../domain/text-message.ts';
import type { MeetingTypeView } from './contract.ts';
import type { DeliveryView } from './delivery-contract.ts';
import type { PortalView } from './portal-contract.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { scratchHost } from './scratch-hosts.ts';
import { type ScratchPortal, scratchPortal } from './scratch-portal.ts';

const RULES: TextRules = { quietHours: null, monthlyCap: 500, prefixes: [] };
const ADA = { name: 'Ada Lovelace', email: 'ada@example.com', phone: '+33 6 12 34 56 78', textMessages: true };

let app: ScratchApp;
let portal: ScratchPortal;

beforeAll(async () => {
  app = await scratchApp();
  Object.assign(app.ctx, { texts: RULES });
  portal = await scratchPortal(app, { client: ADA });
});
afterAll(() => app.dispose());

const choice = async () => {
  const view = (await (await app.get(portal.at(portal.tokens.client, ''))).json()) as PortalView;
  return view.textMessages;
};
const choose = (token: string, body: object) => portal.send('PUT', portal.at(token, ''), body);
const stopPath = () => `/t/${stopToken(app.ctx.secret, portal.meeting.id)}`;

test('a type says that texts can be had, only where they can', async () => {
  const type = async () => (await (await app.get('/api/types/intro')).json()) as MeetingTypeView;
  expect((await type()).textMessages).toBe(true);
  Object.assign(app.ctx, { texts: undefined });
  expect(await type()).not.toHaveProperty('textMessages');
  const refused = await app.book({ start: '2026-11-03T11:00:00Z', client: ADA });
  expect((await problemOf(refused)).errors).toEqual([{ path: '/client/textMessages', message: expect.any(String) }]);
  expect(await choice()).toBeUndefined();
  Object.assign(app.ctx, { texts: RULES });
});

test('a booking that asks for texts needs a number with its country code', async () => {
  for (const phone of ['0612345678', undefined]) {
    const response = await app.book({ start: '2026-11-03T11:00:00Z', client: { ...ADA, phone } });
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors).toMatchObject([{ path: '/client/phone' }]);
  }
});

test('a client switches texts off and on and changes the number, by the link to all of their meetings alone', async () => {
  expect(await choice()).toEqual({ on: true, number: '+33612345678' });
  app.setNow(app.ctx.clock.now() + 1000);
  const off = await choose(portal.tokens.client, { textMessages: false });
  expect(((await off.json()) as PortalView).textMessages).toEqual({ on: false, number: '+33612345678' });
  app.setNow(app.ctx.clock.now() + 1000);
  expect((await choose(portal.tokens.client, { textMessages: true, phone: '+32 470 12 34 56' })).status).toBe(200);
  expect(await choice()).toEqual({ on: true, number: '+32470123456' });
  for (const token of [portal.tokens.meeting, portal.tokens.guest]) {
    expect((await choose(token, { textMessages: false })).status).toBe(403);
    const view = (await (await app.get(portal.at(token, ''))).json()) as PortalView;
    expect(view).not.toHaveProperty('textMessages');
  }
  for (const body of [
    { textMessages: true, phone: '12' },
    { textMessages: 'yes' },
    { textMessages: true, name: 'x' },
  ]) {
    expect((await choose(portal.tokens.client, body)).status).toBe(422);
  }
});

test('texts are among the deliveries of the hosts who reach their meeting', async () => {
  const claire = await scratchHost(app, 'claire');
  const ben = await scratchHost(app, 'ben');
  expect((await claire.ask('PUT', `/meetings/${portal.meeting.id}`, { start: '2026-11-03T12:00:00Z' })).status).toBe(
    200,
  );
  const path = '/deliveries?kind=text_message&recipient=%2B32470123456';
  const { items } = (await (await claire.ask('GET', path)).json()) as { items: DeliveryView[] };
  expect(items).toMatchObject([
    { kind: 'text_message', state: 'pending', template: 'client_moved', recipient: '+32470123456', attempts: [] },
  ]);
  expect(await (await ben.ask('GET', path)).json()).toMatchObject({ items: [] });
});

test('the link in a text asks first, and ends texts only when told to, in the reader’s language', async () => {
  const page = async (language: string) => (await app.get(stopPath(), { 'accept-language': language })).text();
  expect(await page('fr-CA,en;q=0.5')).toContain('Ne plus recevoir de SMS');
  expect(await page('ja')).toContain('lang="ja"');
  expect(await page('ar')).toContain('dir="rtl"');
  expect(await page('nl')).toContain('Stop text messages');
  expect(await choice()).toMatchObject({ on: true });
  const asked = await app.get(stopPath());
  expect(asked.headers.get('content-security-policy')).toContain("form-action 'self'");
  expect(asked.headers.get('cache-control')).toBe('private, no-store');
  expect(await asked.text()).not.toMatch(/470123456|Ada/);
  const stopped = await fetch(app.url + stopPath(), { method: 'POST', headers: { 'accept-language': 'en' } });
  expect(stopped.status).toBe(200);
  expect(await stopped.text()).toContain('No more text messages will come');
  expect(await choice()).toEqual({ on: false, number: '+33612345678' });
});

test('a link that is none of ours is the page of lost links, and no line of the log holds one', async () => {
  const response = await app.get('/t/nothing', { accept: 'text/html' });
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('This link opens nothing');
  const token = stopPath().slice('/t/'.length);
  expect(app.lines.join('')).not.toContain(token.slice(-16));
});

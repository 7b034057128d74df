import { afterEach, beforeEach, expect, test } from 'vitest';
import { offToken } from '../actions/off-token.ts';
import type { OptionalMail } from '../domain/optional-mail.ts';
import { LANGUAGES } from '../notify/languages.ts';
import { OFF_WORDS } from '../notify/templates/off-words.ts';
import { hostClientList, hostList, oneHost, oneHostClient } from './host-contract.ts';
import { type ScratchApp, scratchApp } from './scratch-app.ts';
import { scratchHost } from './scratch-hosts.ts';

let app: ScratchApp;
beforeEach(async () => {
  app = await scratchApp();
});
afterEach(() => app.dispose());

const ADDRESS = 'ada@example.com';
const pathOf = (kind: OptionalMail = 'reminders', address = ADDRESS) =>
  `/mails/${offToken(app.ctx.secret, { address, kind })}`;
const press = (path: string, init: RequestInit = {}) =>
  fetch(app.url + path, { method: 'POST', redirect: 'manual', ...init });
const rows = () => app.raw('select address, kind from mails_off order by kind');
/** The page's text and its button, as somebody reads them. */
async function pageOf(response: Response) {
  const page = await response.text();
  const [, action, label] = /<form method="post" action="([^"]+)"><button[^>]*>([^<]+)</.exec(page) ?? [];
  return { page, action, label };
}

test('looking changes nothing, whoever looks and however often', async () => {
  for (const method of ['GET', 'HEAD', 'GET']) {
    const response = await fetch(app.url + pathOf(), { method });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
  }
  expect(await rows()).toEqual([]);
});

test('a mail program’s one press switches mails of that kind off, in either form of its body, and is sent nowhere else', async () => {
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  for (const body of [form, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), undefined]) {
    const response = await press(`${pathOf()}?lang=en`, body ? { body } : {});
    expect(response.status).toBe(200);
    expect(response.headers.get('location')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await rows()).toEqual([{ address: ADDRESS, kind: 'reminders' }]);
  }
});

test('the page’s button switches them off, and the next one on again', async () => {
  const before = await pageOf(await fetch(`${app.url}${pathOf('notes')}?lang=en`));
  expect(before.page).toContain('ada@example.com is told by mail of new notes on meetings at book.example.');
  expect(before.label).toBe('Send no more mails about notes');
  const off = await pageOf(await press(before.action ?? ''));
  expect(off.page).toContain('ada@example.com is no longer told by mail of new notes');
  expect(off.page).toContain('Bookings, changes and cancellations are still sent.');
  expect(off.label).toBe('Send mails about notes again');
  expect(await rows()).toEqual([{ address: ADDRESS, kind: 'notes' }]);
  const on = await pageOf(await press(off.action ?? ''));
  expect(on.label).toBe(before.label);
  expect(await rows()).toEqual([]);
});

test('its forms are sent to us alone, no script runs, and nobody frames it', async () => {
  const policy = (await fetch(app.url + pathOf())).headers.get('content-security-policy');
  for (const part of ["form-action 'self'", "default-src 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(part);
});

test.each(LANGUAGES)('it is in the language of the mail, or of the browser: %s', async (language) => {
  for (const kind of ['agenda', 'reminders', 'notes'] as const) {
    const { page, label } = await pageOf(await fetch(`${app.url}${pathOf(kind)}?lang=${language}`));
    expect(page).toContain(`<html lang="${language}"${language === 'ar' ? ' dir="rtl"' : ''}>`);
    expect(label).toBe(OFF_WORDS[language][kind].stop);
  }
  const byBrowser = await fetch(app.url + pathOf(), { headers: { 'accept-language': `nl, ${language}-XX;q=0.9` } });
  expect((await pageOf(byBrowser)).label).toBe(OFF_WORDS[language].reminders.stop);
});

test('what is no token of ours is not found, changes nothing, and no log holds one that is', async () => {
  for (const path of ['/mails/off_x', `${pathOf()}A`, '/mails/ptk_1.abc', pathOf().replace('off_', 'on_')]) {
    for (const method of ['GET', 'POST']) expect((await fetch(app.url + path, { method })).status).toBe(404);
    expect((await press(`${path}/on`)).status).toBe(404);
  }
  expect(await rows()).toEqual([]);
  await press(pathOf());
  expect((await fetch(`${app.url}${pathOf()}/on`)).status).toBe(200);
  expect(await rows()).toHaveLength(1);
  expect(app.lines.join('')).not.toContain(pathOf().slice(-30));
});

test('an address stands in the page as text', async () => {
  const { page } = await pageOf(await fetch(app.url + pathOf('notes', '"<b>"@example.com')));
  expect(page).toContain('&quot;&lt;b&gt;&quot;@example.com');
});

test('hosts see who has switched what off, and a host who asks for the agenda again gets it', async () => {
  const owner = await scratchHost(app, 'claire', { role: 'owner' });
  const ben = await scratchHost(app, 'ben');
  const hostOf = async (answer: Promise<Response>) =>
    oneHost.parse(await (await answer).json()).host as { mailsOff: string[]; reminders: string };
  for (const kind of ['agenda', 'notes'] as const) await press(pathOf(kind, 'Ben@team.example'));
  expect((await hostOf(ben.ask('GET', `/hosts/${ben.id}`))).mailsOff).toEqual(['agenda', 'notes']);
  const { items } = hostList.parse(await (await owner.ask('GET', '/hosts')).json());
  expect(items.filter(({ mailsOff }) => mailsOff.length > 0).map(({ id }) => id)).toEqual([ben.id]);
  // Nobody else decides for whoever has switched them off.
  expect((await hostOf(owner.ask('PUT', `/hosts/${ben.id}`, { reminders: 'agenda' }))).mailsOff).toHaveLength(2);
  expect((await hostOf(ben.ask('PUT', `/hosts/${ben.id}`, { agendaTime: '06:30' }))).mailsOff).toHaveLength(2);
  expect((await hostOf(ben.ask('PUT', `/hosts/${ben.id}`, { reminders: 'agenda' }))).mailsOff).toEqual(['notes']);
  await app.book({ client: { name: 'Ada', email: ADDRESS } });
  await press(pathOf());
  const clients = hostClientList.parse(await (await owner.ask('GET', '/clients')).json());
  expect(clients.items.map(({ mailsOff }) => mailsOff)).toEqual([['reminders']]);
  const one = oneHostClient.parse(await (await owner.ask('GET', `/clients/${clients.items[0]?.id}`)).json());
  expect(one.client.mailsOff).toEqual(['reminders']);
});

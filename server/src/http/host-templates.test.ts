import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliverMail } from '../actions/deliver-mail.ts';
import { EDITABLE } from '../domain/own-text.ts';
import { mailComposer } from '../notify/mail-composer.ts';
import type { Mail } from '../notify/mailer.ts';
import { listJobs } from '../store/job-records.ts';
import { openDatabase } from '../store/open-database.ts';
import { problemOf as problem, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';
import { oneTemplate, previewed, type TemplateView, templateList } from './template-contract.ts';

const ONE = '/templates/client_confirmed/en';
const TEXTS = {
  subject: 'Welcome, {{ client.name }}',
  opening: 'Dear {{ client.name }},\n\nsee you {{ meeting.date }}.',
};

let app: ScratchApp;
let owner: ScratchHost;
beforeEach(async () => {
  app = await scratchApp();
  owner = await scratchHost(app, 'claire', { role: 'owner' });
});
afterEach(() => app.dispose());

async function templateAt(answer: Promise<Response>): Promise<TemplateView> {
  const response = await answer;
  expect(response.status).toBe(200);
  return oneTemplate.strict().parse(await response.json()).template;
}

/** A refusal with this status. */
function problemOf(answer: Response, status: number) {
  expect(answer.status).toBe(status);
  return problem(answer);
}

/** The client's first mail as the worker would send it, with what hosts have written by now. */
async function sent(app: ScratchApp): Promise<Mail> {
  const jobs = await listJobs(app.ctx.store.db, 'mail', { limit: 20 });
  const job = jobs.find(({ payload }) => (payload as { template: string }).template === 'client_confirmed');
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void mails.push(mail), close: () => undefined };
  const compose = mailComposer({ publicUrl: app.ctx.publicUrl, mailFrom: 'booking@rooms.example' });
  await deliverMail(app.ctx, { compose, mailer }, job?.payload);
  return mails[0] as Mail;
}

test('every mail is listed in every language, with our texts as a host would write them', async () => {
  const list = templateList.strict().parse(await (await owner.ask('GET', '/templates')).json());
  expect(list.items).toHaveLength(EDITABLE.length * 8);
  const french = templateList.parse(
    await (await owner.ask('GET', '/templates?template=host_reminder&locale=fr')).json(),
  );
  expect(french.items).toEqual([
    {
      template: 'host_reminder',
      reader: 'host',
      locale: 'fr',
      ours: {
        subject: 'Rappel\u00a0: {{ meeting.start }}, {{ meeting.title }} avec {{ client.name }}',
        opening: expect.stringContaining('{{ meeting.near }}'),
        closing: null,
      },
      own: null,
      revision: 0,
      changedBy: null,
      changedAt: null,
      lastError: null,
    },
  ]);
});

test('texts that are put in place of ours stand in the next mail, and ours again once they are deleted', async () => {
  await app.book();
  const put = await owner.ask('PUT', ONE, TEXTS, { 'if-match': '"client_confirmed-en-0"' });
  expect(put.headers.get('etag')).toBe('"client_confirmed-en-1"');
  const changed = await templateAt(Promise.resolve(put));
  expect(changed).toMatchObject({
    own: { ...TEXTS, closing: null },
    revision: 1,
    changedBy: { id: owner.id, name: 'Claire' },
    changedAt: '2026-11-02T07:00:00Z',
  });
  expect(await templateAt(owner.ask('GET', ONE))).toEqual(changed);
  const mail = await sent(app);
  expect(mail.subject).toBe('Welcome, Ada Lovelace');
  expect(mail.text.startsWith('Dear Ada Lovelace,\n\nsee you Tuesday 3 November 2026.\n\n')).toBe(true);
  expect(mail.html).toContain('<p style="margin:0">Dear <bdi>Ada Lovelace</bdi>,</p>');
  expect(mail.invitation?.method).toBe('REQUEST');
  expect((await owner.ask('DELETE', ONE, undefined, { 'if-match': '"client_confirmed-en-1"' })).status).toBe(204);
  expect((await sent(app)).text).toContain('Your meeting with Claire is booked.');
  expect(await templateAt(owner.ask('GET', ONE))).toMatchObject({ own: null, revision: 2, lastError: null });
  expect((await owner.ask('DELETE', ONE)).status).toBe(204);
  expect(await templateAt(owner.ask('GET', ONE))).toMatchObject({ revision: 2 });
});

test('another process on the database sends what was just written', async () => {
  await app.book();
  const store = await openDatabase(app.place);
  const other = { ...app, ctx: { ...app.ctx, store } };
  expect((await sent(other)).subject).not.toContain('Welcome');
  await owner.ask('PUT', ONE, TEXTS);
  expect((await sent(other)).subject).toBe('Welcome, Ada Lovelace');
  await store.close();
});

test('a change on what was changed meanwhile is refused, and changes nothing', async () => {
  await templateAt(owner.ask('PUT', ONE, TEXTS));
  for (const tag of ['"client_confirmed-en-0"', '"client_confirmed-fr-1"', 'W/"client_confirmed-en-1"', 'x']) {
    for (const method of ['PUT', 'DELETE']) {
      const answer = await owner.ask(method, ONE, method === 'PUT' ? { subject: 'Mine' } : undefined, {
        'if-match': tag,
      });
      expect((await problemOf(answer, 412)).code).toBe('version_conflict');
    }
  }
  expect(await templateAt(owner.ask('GET', ONE))).toMatchObject({ revision: 1, own: TEXTS });
});

test('what no mail can be made of is refused with the line and column of each mistake, and changes nothing', async () => {
  await templateAt(owner.ask('PUT', ONE, TEXTS));
  const wrong = { subject: '{{ nobody }}', opening: 'Hello\n{{ client.name', closing: '{% include "x" %}' };
  for (const [method, path] of [
    ['PUT', ONE],
    ['POST', `${ONE}/preview`],
  ] as const) {
    const problem = await problemOf(await owner.ask(method, path, wrong), 422);
    expect(problem).toMatchObject({
      code: 'invalid_request',
      errors: [
        { path: '/subject', line: 1, column: 4, message: 'nobody is not known here' },
        { path: '/opening', line: 2, column: 1, message: 'output "{{ client.name" not closed' },
        { path: '/closing', line: 1, column: 1, message: 'tag "include" not found' },
      ],
    });
  }
  const refused = [
    { subject: '' },
    { subject: 'a\r\nBcc: x@y.example' },
    { opening: ' \n ' },
    { body: 'x' },
    { opening: 'x'.repeat(4001) },
  ];
  for (const body of refused) await problemOf(await owner.ask('PUT', ONE, body), 422);
  expect(await templateAt(owner.ask('GET', ONE))).toMatchObject({ revision: 1, own: TEXTS });
});

test('a preview shows the mail to a reader of that zone and language, and changes nothing', async () => {
  const ask = async (path: string, body: object) => {
    const answer = await owner.ask('POST', `/templates/${path}/preview`, body);
    return previewed.strict().parse(await answer.json());
  };
  const american = await ask('client_confirmed/en', { ...TEXTS, locale: 'en-US', timeZone: 'America/New_York' });
  expect(american.subject).toBe('Welcome, Ada Lovelace');
  expect(american.text).toContain('see you Tuesday, November 24, 2026.');
  expect(american.text).toContain('New York time (UTC−5)');
  const japanese = await ask('guest_invited/ja', { opening: 'ようこそ、{{ host.name }}より。' });
  expect(japanese.html).toContain('<p style="margin:0">ようこそ、<bdi>Camille Martin</bdi>より。</p>');
  expect(japanese.html).toContain('<html lang="ja"');
  expect((await templateAt(owner.ask('GET', ONE))).revision).toBe(0);
  for (const body of [{ locale: 'fr' }, { locale: `en-${'x'.repeat(40)}` }, { timeZone: 'Mars/Olympus' }]) {
    await problemOf(await owner.ask('POST', `${ONE}/preview`, body), 422);
  }
});

test('texts are for owners and admins with a key of their scope', async () => {
  const member = await scratchHost(app, 'ben');
  const other = await scratchHost(app, 'aiko', { role: 'admin', scopes: ['webhooks'] });
  for (const host of [member, other]) {
    for (const [method, path, body] of [
      ['GET', '/templates', undefined],
      ['GET', ONE, undefined],
      ['PUT', ONE, { subject: '{{ nobody }}' }],
      ['DELETE', ONE, undefined],
      ['POST', `${ONE}/preview`, {}],
    ] as const) {
      expect((await problemOf(await host.ask(method, path, body), 403)).code).toBe('forbidden');
    }
  }
  const admin = await scratchHost(app, 'aiko', { role: 'admin', scopes: ['templates'] });
  expect((await admin.ask('PUT', ONE, TEXTS)).status).toBe(200);
});

test('an unknown mail or language is not found', async () => {
  for (const path of ['client_confirmed/nl', 'host_webhook_off/en', 'nothing/en', 'client_confirmed/EN']) {
    await problemOf(await owner.ask('GET', `/templates/${path}`), 404);
    await problemOf(await owner.ask('PUT', `/templates/${path}`, TEXTS), 404);
  }
});

test('a mail that cannot be made of the texts goes out in ours, and the list says why', async () => {
  await app.book();
  await templateAt(owner.ask('PUT', ONE, TEXTS));
  // As if a later version of the program knew a value no more.
  await app.raw('update templates set opening = $1', 'Hello,\n{{ client.salary }}');
  await app.raw('update settings_version set version = version + 1');
  expect((await sent(app)).text).toContain('Your meeting with Claire is booked.');
  const lastError = {
    message: 'opening, line 2, column 4: client.salary is not known here',
    at: '2026-11-02T07:00:00Z',
  };
  expect(await templateAt(owner.ask('GET', ONE))).toMatchObject({ lastError });
  const list = templateList.parse(
    await (await owner.ask('GET', '/templates?template=client_confirmed&locale=en')).json(),
  );
  expect(list.items[0]?.lastError).toEqual(lastError);
  expect(await templateAt(owner.ask('PUT', ONE, TEXTS))).toMatchObject({ lastError: null });
});

test('who wrote a text may leave, and the text stays', async () => {
  await templateAt(owner.ask('PUT', ONE, TEXTS));
  const admin = await scratchHost(app, 'aiko', { role: 'admin' });
  await app.raw('update templates set changed_by = null');
  expect(await templateAt(admin.ask('GET', ONE))).toMatchObject({ own: TEXTS, changedBy: null });
});

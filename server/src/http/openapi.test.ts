import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scratchType } from '../actions/scratch-team.ts';
import { operations } from './operations.ts';
import { bookedOf, type ScratchApp, scratchApp, VALID } from './scratch-app.ts';
import { scratchHost } from './scratch-hosts.ts';
import { scratchPortal } from './scratch-portal.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
  readonly components: object;
}

let app: ScratchApp;
let document: Document;
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

beforeAll(async () => {
  app = await scratchApp(undefined, scratchType('group', { capacity: 3 }));
  document = (await (await app.get('/openapi.json')).json()) as Document;
});

afterAll(() => app.dispose());

/** Fails unless the answer is documented for its path, method, status and content type, and its body is as documented. */
async function expectDocumented(method: string, path: string, response: Response): Promise<void> {
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const content = document.paths[path]?.[method]?.responses[response.status]?.content;
  expect(content, `${method} ${path} ${response.status}`).toHaveProperty([type]);
  const schema = { ...content?.[type]?.schema, components: document.components };
  const validate = ajv.compile(schema);
  const body = type.endsWith('json') ? await response.json() : await response.text();
  expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
}

test('the description is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document) as never);
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('each route answers as it is described, when all goes well and when it does not', async () => {
  const range = 'from=2026-11-03T00:00:00Z&to=2026-11-04T00:00:00Z';
  const slots = '/api/types/{slug}/slots';
  await expectDocumented('get', '/api/types', await app.get('/api/types'));
  await expectDocumented('get', '/api/types', await app.get('/api/types?x=1'));
  await expectDocumented('get', '/api/types/{slug}', await app.get('/api/types/intro'));
  await expectDocumented('get', '/api/types/{slug}', await app.get('/api/types/nothing'));
  await expectDocumented('get', slots, await app.get(`/api/types/intro/slots?${range}&timeZone=Asia/Tokyo`));
  await expectDocumented('get', slots, await app.get(`/api/types/group/slots?${range}`));
  await expectDocumented(
    'get',
    slots,
    await app.get('/api/types/intro/slots?from=2026-11-07T00:00:00Z&to=2026-11-08T00:00:00Z'),
  );
  await expectDocumented('get', slots, await app.get('/api/types/intro/slots'));
  const booking = '/api/types/{slug}/meetings';
  const response = await app.book({ guests: ['bob@example.com'] });
  const { portalToken, meeting } = await bookedOf(response.clone());
  await expectDocumented('post', booking, response);
  await expectDocumented('post', booking, await app.book());
  await expectDocumented('post', booking, await app.book({ start: 'soon' }));
  await expectDocumented('post', booking, await app.book({}, { 'content-type': 'text/plain' }));
  await expectDocumented('get', '/api/portal/{token}', await app.get(`/api/portal/${portalToken}`));
  await expectDocumented('get', '/api/portal/{token}', await app.get('/api/portal/nothing'));
  const one = `/api/portal/${portalToken}/meetings/${meeting.id}`;
  await expectDocumented('get', '/api/portal/{token}/meetings/{id}', await app.get(one));
  await expectDocumented('get', '/api/portal/{token}/meetings/{id}/invite.ics', await app.get(`${one}/invite.ics`));
  await expectDocumented('get', '/healthz', await app.get('/healthz'));
  await expectDocumented('get', '/readyz', await app.get('/readyz'));
});

test('each route of the portal answers as it is described', async () => {
  const portal = await scratchPortal(app, { start: '2026-11-06T09:00:00Z' });
  const { client, meeting: narrow, guest, feed } = portal.tokens;
  const ask = async (method: string, path: string, token: string, body?: object, noteId = 'n') => {
    const real = path.replace('{token}', token).replace('{id}', portal.meeting.id).replace('{noteId}', noteId);
    const response = await portal.send(method.toUpperCase(), real, body);
    if (response.status === 204) return expect(document.paths[path]?.[method]?.responses).toHaveProperty('204');
    await expectDocumented(method, path, response.clone());
    return (await response.json().catch(() => null)) as { note?: { id: string } } | null;
  };
  const root = '/api/portal/{token}';
  const list = `${root}/meetings`;
  const one = `${list}/{id}`;
  for (const token of [client, narrow, guest, 'nothing']) {
    for (const path of [root, list, one, `${one}/invite.ics`, `${one}/notes`]) await ask('get', path, token);
  }
  await ask('get', `${root}/feed.ics`, feed);
  await ask('get', `${root}/feed.ics`, client);
  for (const query of ['status=gone', 'timeZone=Asia/Tokyo&order=latest', 'timeZone=Mars/Base']) {
    await expectDocumented('get', list, await app.get(`${list}?${query}`.replace('{token}', client)));
  }
  const slots = `${one}/slots`.replace('{token}', client).replace('{id}', portal.meeting.id);
  const range = 'from=2026-11-06T00:00:00Z&to=2026-11-07T00:00:00Z';
  await expectDocumented('get', `${one}/slots`, await app.get(`${slots}?${range}`));
  await expectDocumented('get', `${one}/slots`, await app.get(slots));
  const booking = { type: 'intro', start: '2026-11-06T10:00:00Z' };
  for (const token of [client, client, narrow]) await ask('post', list, token, booking);
  await ask('post', list, client, { ...booking, surprise: 1 });
  const notes = `${one}/notes`;
  const noteId = (await ask('post', notes, client, { body: 'Hello' }))?.note?.id;
  for (const body of [{ body: 'Hello you' }, { body: '' }]) await ask('put', `${notes}/{noteId}`, client, body, noteId);
  await ask('get', one, client);
  await ask('delete', `${notes}/{noteId}`, client, undefined, noteId);
  await ask('delete', `${notes}/{noteId}`, client, undefined, noteId);
  for (const token of [guest, client]) await ask('post', `${one}/response`, token, { response: 'declined' });
  const stale = { 'if-match': '"x-1"' };
  const path = one.replace('{token}', client).replace('{id}', portal.meeting.id);
  await expectDocumented('put', one, await portal.send('PUT', path, { title: 'Other' }, stale));
  await expectDocumented('delete', one, await portal.send('DELETE', path, undefined, stale));
  for (const body of [{ start: '2026-11-06T13:00:00Z' }, { start: booking.start }, { start: 'soon' }]) {
    await ask('put', one, narrow, body);
  }
  await ask('delete', one, narrow);
  await ask('put', one, narrow, { title: 'Too late' });
  await ask('post', '/api/portal/link', '', { email: 'ada@example.com' });
  await ask('post', '/api/portal/link', '', { email: 'nobody' });
});

test('each route of the hosts answers as it is described', async () => {
  const host = await scratchHost(app, 'claire', { role: 'owner' });
  const ask = async (method: string, path: string, body?: object, ...ids: string[]) => {
    const real = ids.reduce((text, id) => text.replace(/\{\w+\}/, id), path);
    const response = await host.ask(method.toUpperCase(), real, body);
    if (response.status === 204)
      return expect(document.paths[`/api/host${path}`]?.[method]?.responses).toHaveProperty('204');
    await expectDocumented(method, `/api/host${path}`, response.clone());
    return (await response.json()) as { [key: string]: { id: string } };
  };
  const start = '2026-11-05T09:00:00Z';
  const idOf = (answer: unknown, what: string) => (answer as Record<string, { id: string }>)[what]?.id ?? '';
  const meeting = idOf(
    await ask('post', '/meetings', { ...VALID, start, type: 'intro', metadata: { a: 'b' } }),
    'meeting',
  );
  await ask('post', '/meetings', { ...VALID, start, type: 'intro' });
  await ask('post', '/meetings', { ...VALID, type: 'nothing' });
  await ask('get', '/meetings');
  await ask('get', '/meetings/{id}', undefined, meeting);
  await ask('put', '/meetings/{id}', { title: 'Other' }, meeting);
  await ask('put', '/meetings/{id}', { surprise: 1 }, meeting);
  for (const act of ['confirm', 'decline', 'no-show']) {
    await ask('post', `/meetings/{id}/${act}`, act === 'no-show' ? { noShow: true } : undefined, meeting);
    await ask('post', `/meetings/{id}/${act}`, act === 'no-show' ? { noShow: true } : undefined, 'mtg_nothing');
  }
  const notes = '/meetings/{id}/notes';
  const note = idOf(await ask('post', notes, { body: 'Hello', shared: true }, meeting), 'note');
  await ask('post', notes, {}, meeting);
  await ask('put', `${notes}/{noteId}`, { body: 'Hello you' }, meeting, note);
  await ask('put', `${notes}/{noteId}`, { shared: false }, meeting, note);
  await ask('get', notes, undefined, meeting);
  await ask('delete', `${notes}/{noteId}`, undefined, meeting, note);
  await ask('delete', '/meetings/{id}', undefined, meeting);
  await ask('delete', '/meetings/{id}', undefined, 'mtg_nothing');
  const clients = (await ask('get', '/clients')) as unknown as { items: { id: string }[] };
  const client = clients.items[0]?.id ?? '';
  await ask('get', '/clients/{id}', undefined, client);
  await ask('get', '/clients/{id}', undefined, 'cli_nothing');
  await ask('post', '/clients/{id}/portal-link', undefined, client);
  await ask('delete', '/clients/{id}/portal-link', undefined, client);
  const mails = (await ask('get', '/deliveries')) as unknown as { items: { id: string }[] };
  const mail = mails.items[0]?.id ?? '';
  await ask('get', '/deliveries/{id}', undefined, mail);
  await ask('get', '/deliveries/{id}', undefined, 'dlv_0');
  await ask('post', '/deliveries/{id}/retry', undefined, mail);
  await ask('post', '/deliveries/{id}/retry', undefined, 'dlv_0');
  await ask('get', '/api-keys');
  const key = idOf(await ask('post', '/api-keys', { name: 'x', scopes: ['keys'] }), 'apiKey');
  await ask('post', '/api-keys', { name: 'x', scopes: [] });
  await ask('delete', '/api-keys/{id}', undefined, key);
  await ask('delete', '/api-keys/{id}', undefined, 'key_nothing');
  await expectDocumented('get', '/api/host/meetings', await app.get('/api/host/meetings'));
});

test('the described body is what the server takes', () => {
  const operation = document.paths['/api/types/{slug}/meetings']?.post as unknown as {
    requestBody: { content: Record<string, { schema: object }> };
  };
  const schema = operation.requestBody.content['application/json']?.schema;
  const validate = ajv.compile({ ...schema, components: document.components });
  expect(validate(VALID)).toBe(true);
  expect(validate({ ...VALID, surprise: true })).toBe(false);
});

test('every described route is one that the server has', async () => {
  for (const { method, path } of operations) {
    const real = path.replace('{slug}', 'intro').replace('{token}', 't').replace('{id}', 'i').replace('{noteId}', 'n');
    const response = await fetch(app.url + real, { method: method.toUpperCase() });
    expect([405, 500]).not.toContain(response.status);
  }
});

import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemOf, type ScratchApp, scratchApp, VALID } from './scratch-app.ts';

let app: ScratchApp;

beforeAll(async () => {
  app = await scratchApp();
});

afterAll(() => app.dispose());

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Response> {
  return fetch(`${app.url}/api/types/intro/meetings`, { method: 'POST', body, headers });
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe('a request that no route takes', () => {
  test('is 404 not_found as a problem, for an unknown path', async () => {
    const response = await app.get('/api/nothing');
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toMatchObject({
      type: 'urn:meeting-booker:problem:not_found',
      status: 404,
      code: 'not_found',
    });
  });

  test.each([
    '/api/types/%00',
    '/api/types/a%00b/slots?from=2026-11-02T00:00:00Z&to=2026-11-03T00:00:00Z',
    '/api/portal/ptk_%00.abc/meetings/mtg_1',
    '/portal/ptk_1%00.abc',
    '/intro%00',
  ])('is 404 for %s, whose name no database holds', async (path) => {
    expect((await app.get(path)).status).toBe(404);
  });

  test('is 405 with Allow, for an unknown method', async () => {
    const response = await fetch(`${app.url}/api/types`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect((await problemOf(response)).code).toBe('method_not_allowed');
  });

  test('is 400 for a path that cannot be read', async () => {
    const response = await app.get('/api/types/%E0%A4%A');
    expect(response.status).toBe(400);
    expect((await problemOf(response)).code).toBe('invalid_request');
  });
});

describe('a query', () => {
  const range = 'from=2026-11-02T00:00:00Z&to=2026-11-09T00:00:00Z';

  test.each([
    ['an unknown parameter', `${range}&colour=red`, 'colour'],
    ['a parameter given twice', `${range}&from=2026-11-02T00:00:00Z`, 'from'],
    ['a missing one', 'from=2026-11-02T00:00:00Z', 'to'],
    ['an impossible date', 'from=2026-02-30T00:00:00Z&to=2026-11-09T00:00:00Z', 'from'],
    ['an instant without an offset', 'from=2026-11-02T00:00:00&to=2026-11-09T00:00:00Z', 'from'],
    ['a reversed range', 'from=2026-11-09T00:00:00Z&to=2026-11-02T00:00:00Z', 'to'],
    ['a duration that is no number', `${range}&durationMinutes=half`, 'durationMinutes'],
    ['a duration that the type has not', `${range}&durationMinutes=31`, 'durationMinutes'],
  ])('with %s is 400 and names it', async (_, query, path) => {
    const response = await app.get(`/api/types/intro/slots?${query}`);
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors?.map((error) => error.path)).toContain(path);
  });

  test('of more than 62 days is 400 range_too_long', async () => {
    const response = await app.get('/api/types/intro/slots?from=2026-11-01T00:00:00Z&to=2027-01-02T00:00:01Z');
    expect(response.status).toBe(400);
    expect((await problemOf(response)).code).toBe('range_too_long');
  });

  test('with an unknown zone is 400 unknown_time_zone', async () => {
    const response = await app.get(`/api/types/intro/slots?${range}&timeZone=Europe/Atlantis`);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).code).toBe('unknown_time_zone');
  });

  test('is refused where a route takes none', async () => {
    expect((await app.get('/api/types?all=1')).status).toBe(400);
    expect((await app.get('/openapi.json?x=1')).status).toBe(400);
  });
});

describe('a body', () => {
  test.each([
    ['broken JSON', '{"start":'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('of %s is 400', async (_, body) => {
    const response = await post(body, JSON_TYPE);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).code).toBe('invalid_request');
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
  ])('of the type %s is 415', async (type) => {
    const response = await post(JSON.stringify(VALID), { 'content-type': type });
    expect(response.status).toBe(415);
    expect((await problemOf(response)).code).toBe('unsupported_media_type');
  });

  test('in another charset or a strange encoding is 415', async () => {
    expect((await post('{}', { 'content-type': 'application/json; charset=latin1' })).status).toBe(415);
    expect((await post('{}', { ...JSON_TYPE, 'content-encoding': 'snappy' })).status).toBe(415);
  });

  test('of 10 MiB is 413, whether or not its length was announced', async () => {
    const long = JSON.stringify({ ...VALID, description: 'x'.repeat(10 * 1024 * 1024) });
    const announced = await post(long, JSON_TYPE);
    expect(announced.status).toBe(413);
    expect((await problemOf(announced)).code).toBe('body_too_large');
    const status = await new Promise((resolve, reject) => {
      const outgoing = request(
        `${app.url}/api/types/intro/meetings`,
        { method: 'POST', headers: JSON_TYPE },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      outgoing.on('error', reject);
      for (let sent = 0; sent < long.length; sent += 65_536) outgoing.write(long.slice(sent, sent + 65_536));
      outgoing.end();
    });
    expect(status).toBe(413);
  });

  test.each([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['an unknown field further down', { client: { ...VALID.client, age: 36 } }, '/client/age'],
    ['a field of the wrong type', { durationMinutes: 'thirty' }, '/durationMinutes'],
    ['a missing field', { client: { name: 'Ada' } }, '/client/email'],
    ['an empty name', { client: { ...VALID.client, name: '  ' } }, '/client/name'],
    ['a name of 201 characters', { client: { ...VALID.client, name: 'x'.repeat(201) } }, '/client/name'],
    ['a name with a line feed', { client: { ...VALID.client, name: 'Ada\r\nBcc: x@example.com' } }, '/client/name'],
    ['half a surrogate pair', { client: { ...VALID.client, name: 'Ada \ud800' } }, '/client/name'],
    [
      'two addresses in one field',
      { client: { ...VALID.client, email: 'a@example.com, b@example.com' } },
      '/client/email',
    ],
    ['a wrong guest among right ones', { guests: ['bob@example.com', 'nobody'] }, '/guests/1'],
    ['an unknown zone', { timeZone: 'Europe/Atlantis' }, '/timeZone'],
    ['an impossible date', { start: '2026-02-30T09:00:00Z' }, '/start'],
    ['a start without an offset', { start: '2026-11-03T09:00:00' }, '/start'],
    ['a length that the type has not', { durationMinutes: 31 }, '/durationMinutes'],
    [
      'more guests than the type takes',
      { guests: ['b@x.example', 'c@x.example', 'd@x.example', 'e@x.example'] },
      '/guests',
    ],
    ['a place that the type has not', { location: { kind: 'in_person' } }, '/location'],
    ['a description of 5,001 characters', { description: 'x'.repeat(5001) }, '/description'],
    [
      '21 pieces of metadata',
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, 'v'])) },
      '/metadata',
    ],
    ['a key that would need escaping', { metadata: { 'a/b~c': 'x'.repeat(501) } }, '/metadata/a~1b~0c'],
  ])('with %s is 422 and points at it', async (_, body, path) => {
    const response = await app.book(body);
    expect(response.status).toBe(422);
    const problem = await problemOf(response);
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors?.map((error) => error.path)).toContain(path);
  });

  test.each(['null', '[]', '"text"', '7'])('that is %s is 422', async (body) => {
    expect((await post(body, JSON_TYPE)).status).toBe(422);
  });

  test('that is wrong in many ways names each of them', async () => {
    const problem = await problemOf(await app.book({ client: {}, timeZone: '', surprise: 1 }));
    expect(problem.errors?.map((error) => error.path).sort()).toEqual(
      ['/client/email', '/client/name', '/surprise', '/timeZone'].sort(),
    );
  });

  test('that is refused changes nothing', async () => {
    const rows = await app.ctx.store.db.selectFrom('meetings').select('id').execute();
    expect(rows).toEqual([]);
  });
});

describe('every answer', () => {
  test('bears the id that its caller gave, and the problem names it', async () => {
    const response = await app.get('/api/nothing', { 'x-request-id': 'trace-42' });
    expect(response.headers.get('x-request-id')).toBe('trace-42');
    expect((await problemOf(response)).requestId).toBe('trace-42');
  });

  test('bears an id of our own where the given one is not sane', async () => {
    for (const id of ['a b', 'x'.repeat(129), '<script>']) {
      const given = (await app.get('/healthz', { 'x-request-id': id })).headers.get('x-request-id');
      expect(given).toMatch(/^[\w-]+$/);
      expect(given).not.toBe(id);
    }
  });

  test('bears security headers and does not name its server', async () => {
    const { headers } = await app.get('/api/types');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});

describe('health', () => {
  test('says that the process lives and that the database answers, with the versions', async () => {
    expect(await (await app.get('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await app.get('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'ok',
      version: '1.2.3',
      tzVersion: expect.stringMatching(/^20\d\d[a-z]/),
      runtimeTzVersion: process.versions.tz,
    });
  });
});

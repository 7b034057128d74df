import { expect, test } from 'vitest';
import { problemOf, scratchApp, VALID } from './scratch-app.ts';

const ALLOWED = 'https://www.example.com';
const OTHER = 'https://elsewhere.example';
const only = () => ({ allowedOrigins: [ALLOWED] });

function ask(url: string, method: string, origin: string, asked = 'POST'): Promise<Response> {
  const preflight = {
    'access-control-request-method': asked,
    'access-control-request-headers': 'content-type,idempotency-key',
  };
  return fetch(`${url}/api/types/intro/meetings`, {
    method,
    headers: { origin, ...(method === 'OPTIONS' ? preflight : { 'content-type': 'application/json' }) },
    ...(method === 'POST' ? { body: JSON.stringify(VALID) } : {}),
  });
}

test('with no list, any site may read and book, without credentials', async () => {
  const app = await scratchApp();
  const preflight = await ask(app.url, 'OPTIONS', OTHER);
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
  expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
  expect(Number(preflight.headers.get('access-control-max-age'))).toBeGreaterThan(0);
  const answer = await ask(app.url, 'POST', OTHER);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  await app.dispose();
});

test('an allowed origin is answered by its name, may read the headers that matter, and caches keep origins apart', async () => {
  const app = await scratchApp(only);
  const response = await app.get('/api/types', { origin: ALLOWED });
  expect(response.headers.get('access-control-allow-origin')).toBe(ALLOWED);
  expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  expect(response.headers.get('vary')).toContain('Origin');
  for (const header of ['ETag', 'Retry-After', 'RateLimit-Remaining', 'X-Request-Id']) {
    expect(response.headers.get('access-control-expose-headers')).toContain(header);
  }
  expect((await app.get('/api/types')).headers.get('vary')).toContain('Origin');
  expect((await ask(app.url, 'POST', ALLOWED)).status).toBe(201);
  await app.dispose();
});

test('another origin gets no leave to read, and its booking is 403 origin_refused', async () => {
  const app = await scratchApp(only);
  expect((await app.get('/api/types', { origin: OTHER })).headers.get('access-control-allow-origin')).toBeNull();
  expect((await ask(app.url, 'OPTIONS', OTHER)).headers.get('access-control-allow-origin')).toBeNull();
  for (const origin of [OTHER, 'null', 'https://www.example.com.evil.example', 'http://www.example.com']) {
    const refused = await ask(app.url, 'POST', origin);
    expect(refused.status).toBe(403);
    expect((await problemOf(refused)).code).toBe('origin_refused');
  }
  expect(await app.ctx.store.db.selectFrom('meetings').select('id').execute()).toEqual([]);
  await app.dispose();
});

test('our own pages may always book, by the public address or the one that they were loaded from', async () => {
  const app = await scratchApp(only);
  expect((await ask(app.url, 'POST', app.url)).status).toBe(201);
  expect((await ask(app.url, 'POST', 'https://book.example')).status).toBe(409);
  await app.dispose();
});

import { expect, test } from 'vitest';
import { problemOf, scratchApp } from './scratch-app.ts';

test('a bug is answered 500 with nothing of itself, and logged whole under the same request id', async () => {
  const app = await scratchApp();
  const words = 'select * from secrets where email = ada@example.com at portal/ptk_1.abc';
  Object.defineProperty(app.ctx.store, 'version', {
    value: () => {
      throw new Error(words);
    },
  });
  const response = await app.get('/api/types/intro/slots?from=2026-11-02T00:00:00Z&to=2026-11-09T00:00:00Z');
  expect(response.status).toBe(500);
  const text = await response.clone().text();
  expect(text).not.toMatch(/select|secrets|Error|\.ts/);
  const problem = await problemOf(response);
  expect(problem.code).toBe('internal_error');
  const logged = app.lines.find((line) => line.includes('unexpected error')) ?? '';
  expect(logged).toContain(problem.requestId);
  expect(logged).toContain('select * from secrets');
  expect(logged).toContain('trouble.test.ts');
  expect(logged).not.toMatch(/ada@example|ptk_1/);
  await app.dispose();
});

test('a database that does not answer makes readyz 503 while healthz stays 200', async () => {
  const app = await scratchApp();
  await app.ctx.store.close();
  expect((await app.get('/readyz')).status).toBe(503);
  expect((await app.get('/healthz')).status).toBe(200);
  await app.dispose();
});

test('a request is one line: method, pattern, status and id, with nothing that anybody typed', async () => {
  const app = await scratchApp();
  await app.get('/api/types/intro', {
    'x-request-id': 'trace-7',
    authorization: 'Bearer key_secret',
    cookie: 'a=secret',
  });
  await app.get('/api/portal/ptk_1.secret/meetings/mtg_1');
  await app.get('/portal/ptk_1.secret/further/on?email=ada@example.com');
  await app.get('/somebody/ada@example.com');
  await expect.poll(() => app.lines.length).toBe(4);
  const [first, ...others] = app.lines.map((line) => JSON.parse(line));
  expect(first).toMatchObject({ requestId: 'trace-7', method: 'GET', route: '/api/types/:slug', status: 200 });
  expect(others.map((line) => line.route)).toEqual([
    '/api/portal/:token/meetings/:id',
    '/portal/[token]/further/on',
    '/somebody/[address]',
  ]);
  expect(app.lines.join('')).not.toMatch(/secret|ada@/);
  await app.dispose();
});

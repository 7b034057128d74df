import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKeyFor } from '../actions/create-api-key.ts';
import { NOW } from '../actions/scratch-team.ts';
import { SCOPES } from '../domain/api-key.ts';
import { operations } from './operations.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { askHost, scratchHost } from './scratch-hosts.ts';

let app: ScratchApp;

beforeAll(async () => {
  app = await scratchApp();
});

afterAll(() => app.dispose());

/** Every route of the hosts but those by which they sign in. */
const HOSTS = operations.filter(({ path }) => /^\/api\/host\/(?!sign-in)/.test(path));
const real = (path: string) => path.replace('/api/host', '').replaceAll(/\{\w+\}/g, 'x');

/** What a problem says, but for the request's own id. */
async function said(response: Response): Promise<string> {
  const { requestId: _, ...problem } = await problemOf(response);
  return JSON.stringify({ ...problem, challenge: response.headers.get('www-authenticate') });
}

test('every route is 401, with the same words, for no key and for any that does not live', async () => {
  const { text: revoked, key } = await createApiKeyFor(app.ctx, 'claire@team.example', {
    name: 'gone',
    scopes: SCOPES,
    expiresAt: null,
  });
  await app.raw('update api_keys set revoked_at_ms = 1 where id = $1', key.id);
  const { key: right } = await scratchHost(app, 'claire');
  const { key: expired, id: hostId } = await scratchHost(app, 'claire', { expiresAt: NOW + 1000 });
  const last = right.endsWith('0') ? '1' : '0';
  const wrong = [
    `${right.slice(0, -1)}${last}`,
    `key_00000000000000000000000000_${'0'.repeat(64)}`,
    right.slice(0, 30),
    'nothing',
    revoked,
    expired,
    // Another's secret behind one's own id.
    `${right.slice(0, 30)}${expired.slice(30)}`,
    hostId,
  ];
  app.setNow(NOW + 1000);
  const words = new Set<string>();
  for (const { method, path } of HOSTS) {
    for (const text of wrong) {
      const response = await askHost(app, text, method.toUpperCase(), real(path));
      expect(response.status, `${method} ${path}`).toBe(401);
      words.add(await said(response));
    }
    const without = await askHost(app, null, method.toUpperCase(), real(path));
    expect(without.status).toBe(401);
    expect(without.headers.get('www-authenticate')).toBe('Bearer realm="meeting-booker"');
    expect((await problemOf(without)).code).toBe('unauthorized');
  }
  app.setNow(NOW);
  expect(words.size).toBe(1);
  expect(HOSTS.length).toBeGreaterThan(12);
});

test('every route is 403 for a key of every scope but its own, before anything of the request is read', async () => {
  for (const { method, path, scope } of HOSTS) {
    const host = await scratchHost(app, 'claire', { scopes: SCOPES.filter((one) => one !== scope) });
    const response = await host.ask(method.toUpperCase(), real(path), method === 'get' ? undefined : {});
    expect(response.status, `${method} ${path}`).toBe(403);
    expect((await problemOf(response)).code).toBe('forbidden');
    expect(response.headers.get('www-authenticate')).toContain(`scope="${scope}"`);
  }
});

test('a key in a URL or by another scheme opens nothing', async () => {
  const { key } = await scratchHost(app, 'claire');
  expect((await app.get(`/api/host/meetings?access_token=${key}`)).status).toBe(401);
  expect((await app.get('/api/host/meetings', { authorization: `Basic ${btoa(`${key}:`)}` })).status).toBe(401);
  expect((await app.get('/api/host/meetings', { authorization: key })).status).toBe(401);
  expect((await app.get('/api/host/meetings', { authorization: `bearer ${key}` })).status).toBe(200);
});

test('answers are for the bearer alone: not kept by caches, nor open to pages of other sites', async () => {
  const { key } = await scratchHost(app, 'claire');
  const headers = { authorization: `Bearer ${key}`, origin: 'https://elsewhere.example' };
  const response = await app.get('/api/host/meetings', headers);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  const preflight = await fetch(`${app.url}/api/host/meetings`, { method: 'OPTIONS', headers });
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  expect((await app.get('/api/types', headers)).headers.get('access-control-allow-origin')).toBe('*');
});

test('a key is shown once, and rests nowhere: neither in the database nor in the log', async () => {
  const host = await scratchHost(app, 'ben');
  const response = await host.ask('POST', '/api-keys', { name: 'CRM', scopes: ['meetings:read'] });
  expect(response.status).toBe(201);
  const { apiKey, key } = (await response.json()) as { apiKey: { id: string }; key: string };
  expect((await askHost(app, key, 'GET', '/meetings')).status).toBe(200);
  const list = await (await host.ask('GET', '/api-keys')).text();
  expect(list).toContain(apiKey.id);
  const kept = JSON.stringify([
    await app.raw('select * from api_keys'),
    await app.raw('select * from idempotency_keys'),
  ]);
  await askHost(app, `${key}0`, 'GET', '/meetings');
  for (const text of [list, kept, app.lines.join('')]) {
    for (const whole of [key, host.key]) expect(text).not.toContain(whole.slice(31));
  }
});

test('a use is remembered to the minute', async () => {
  const host = await scratchHost(app, 'ben', { scopes: ['meetings:read'] });
  const id = host.key.slice(0, 30);
  const lastUsed = async () => (await app.raw('select last_used_at_ms from api_keys where id = $1', id))[0];
  const use = () => host.ask('GET', '/meetings');
  await use();
  await expect.poll(lastUsed).toEqual({ last_used_at_ms: NOW });
  app.setNow(NOW + 59_000);
  await use();
  app.setNow(NOW + 61_000);
  await use();
  await expect.poll(lastUsed).toEqual({ last_used_at_ms: NOW + 61_000 });
  app.setNow(NOW);
});

test('a member sees and revokes their own keys, an admin everybody’s but an owner’s', async () => {
  const member = await scratchHost(app, 'ben');
  const admin = await scratchHost(app, 'aiko', { role: 'admin' });
  const owner = await scratchHost(app, 'claire', { role: 'owner' });
  const idOf = ({ key }: { key: string }) => key.slice(0, 30);
  const seen = async (host: typeof member) =>
    ((await (await host.ask('GET', '/api-keys')).json()) as { items: { id: string; host: { id: string } }[] }).items;
  expect(new Set((await seen(member)).map(({ host }) => host.id))).toEqual(new Set([member.id]));
  expect(new Set((await seen(admin)).map(({ host }) => host.id)).size).toBe(3);
  const revoke = async (host: typeof member, other: typeof member) =>
    (await host.ask('DELETE', `/api-keys/${idOf(other)}`)).status;
  expect(await revoke(member, admin)).toBe(404);
  expect(await revoke(admin, owner)).toBe(403);
  expect(await revoke(admin, member)).toBe(204);
  expect((await member.ask('GET', '/api-keys')).status).toBe(401);
  expect(await revoke(owner, member)).toBe(204);
  expect((await seen(owner)).find(({ id }) => id === idOf(member))).toMatchObject({
    revokedAt: '2026-11-02T07:00:00Z',
  });
  expect(await revoke(admin, admin)).toBe(204);
  expect((await admin.ask('GET', '/api-keys')).status).toBe(401);
});

test('no key makes one that may do more than itself', async () => {
  const member = await scratchHost(app, 'ben', { scopes: ['keys', 'meetings:read'] });
  const admin = await scratchHost(app, 'aiko', { role: 'admin' });
  const owner = await scratchHost(app, 'claire', { role: 'owner' });
  const make = async (host: typeof member, more: object) => {
    const response = await host.ask('POST', '/api-keys', { name: 'x', scopes: ['meetings:read'], ...more });
    return response.status === 201 ? 201 : (await problemOf(response)).code;
  };
  expect(await make(member, { scopes: ['meetings:write'] })).toBe('forbidden');
  expect(await make(member, { host: owner.id })).toBe('invalid_request');
  expect(await make(member, { host: 'hst_nothing' })).toBe('invalid_request');
  expect(await make(admin, { host: owner.id })).toBe('forbidden');
  expect(await make(admin, { host: member.id })).toBe(201);
  expect(await make(owner, { host: admin.id })).toBe(201);
  expect(await make(member, { host: member.id, expiresAt: '2026-11-03T00:00:00+01:00' })).toBe(201);
});

test.each([
  [{ scopes: ['meetings:read'] }, '/name'],
  [{ name: '  ', scopes: ['meetings:read'] }, '/name'],
  [{ name: 'x', scopes: [] }, '/scopes'],
  [{ name: 'x', scopes: ['everything'] }, '/scopes/0'],
  [{ name: 'x', scopes: ['keys'], expiresAt: '2026-11-01T00:00:00Z' }, '/expiresAt'],
  [{ name: 'x', scopes: ['keys'], role: 'owner' }, '/role'],
])('a key that cannot be made so is refused: %j', async (body, path) => {
  const host = await scratchHost(app, 'ben');
  const response = await host.ask('POST', '/api-keys', body);
  expect(response.status).toBe(422);
  expect((await problemOf(response)).errors?.[0]?.path).toBe(path);
});

test('a host who is gone takes their keys along', async () => {
  const host = await scratchHost(app, 'aiko');
  await app.raw('delete from meeting_type_hosts where host_id = $1', host.id);
  await app.raw('delete from hosts where id = $1', host.id);
  expect((await host.ask('GET', '/meetings')).status).toBe(401);
});

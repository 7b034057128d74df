import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, scratchType } from '../actions/scratch-team.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp, VALID } from './scratch-app.ts';

let app: ScratchApp;

beforeEach(async () => {
  app = await scratchApp(
    undefined,
    scratchType('asked', { questions: [{ key: 'topic', label: 'Topic', kind: 'text', required: true }] }),
  );
});

afterEach(() => app.dispose());

describe('types', () => {
  test('are listed by what a visitor may know, without the addresses of video calls', async () => {
    const text = await (await app.get('/api/types')).text();
    expect(text).not.toContain('meet.example');
    const list = JSON.parse(text);
    expect(list.nextCursor).toBeNull();
    expect(list.items.map((type: { slug: string }) => type.slug).sort()).toEqual(['asked', 'intro']);
  });

  test('are read one by one, and unknown ones are 404 type_not_found', async () => {
    expect(await (await app.get('/api/types/intro')).json()).toMatchObject({
      slug: 'intro',
      timeZone: 'Europe/Paris',
      hosts: [{ name: 'Claire' }],
      locations: [{ kind: 'video' }],
    });
    const unknown = await app.get('/api/types/nothing');
    expect(unknown.status).toBe(404);
    expect((await problemOf(unknown)).code).toBe('type_not_found');
  });
});

describe('slots', () => {
  const path =
    '/api/types/intro/slots?from=2026-11-03T00:00:00%2B01:00&to=2026-11-04T00:00:00Z&timeZone=America/New_York';

  test('are whole seconds in UTC, with the visitor’s offsets', async () => {
    const body = (await (await app.get(path)).json()) as { slots: string[]; offsets: unknown };
    expect(body.slots[0]).toBe('2026-11-03T08:00:00Z');
    expect(body.slots).toHaveLength(16);
    expect(body.offsets).toEqual([{ from: '2026-11-02T23:00:00Z', minutes: -300 }]);
    expect(body).not.toHaveProperty('seatsLeft');
  });

  test('bear an ETag that answers 304 until a booking changes them', async () => {
    const first = await app.get(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await app.get(path, { 'if-none-match': known });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(etag);
    }
    await bookedOf(await app.book());
    const changed = await app.get(path, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(((await changed.json()) as { slots: string[] }).slots).not.toContain(VALID.start);
  });

  test('are compressed for who takes it, under another ETag', async () => {
    const long = '/api/types/intro/slots?from=2026-11-02T00:00:00Z&to=2026-12-02T00:00:00Z';
    const plain = await app.get(long, { 'accept-encoding': 'identity' });
    const packed = await app.get(long, { 'accept-encoding': 'gzip, br' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('vary')).toContain('Accept-Encoding');
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    expect(await packed.text()).toBe(await plain.text());
  });
});

describe('a booking', () => {
  test('is 201 with the meeting, a portal token and where to go from there', async () => {
    const response = await app.book({ guests: ['bob@example.com'], metadata: { utm_source: 'letter' } });
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const { meeting, portalToken, links } = await bookedOf(response);
    expect(meeting).toMatchObject({
      status: 'confirmed',
      start: VALID.start,
      end: '2026-11-03T09:30:00Z',
      durationMinutes: 30,
      timeZone: 'America/New_York',
      type: { slug: 'intro' },
      createdAt: new Date(NOW).toISOString().replace('.000Z', 'Z'),
    });
    expect(meeting.joinUrl).toMatch(/^https:\/\/meet\.example\/\w+/);
    expect(meeting.participants.map(({ role, email }) => [role, email])).toEqual([
      ['client', 'ada@example.com'],
      ['host', 'claire@team.example'],
      ['guest', 'bob@example.com'],
    ]);
    expect(JSON.stringify(meeting)).not.toContain('utm_source');
    expect(links.portal).toBe(`https://book.example/portal/${portalToken}`);
    expect(links.google).toContain('dates=20261103T090000Z/20261103T093000Z'.replace('/', '%2F'));
    expect(links.outlook).toContain('startdt=2026-11-03T09%3A00%3A00Z');
    expect(`${links.google}${links.outlook}`).not.toContain(portalToken);
  });

  test('takes a start with any offset and a fraction of a second', async () => {
    const { meeting } = await bookedOf(await app.book({ start: '2026-11-03T11:00:00.250+02:00' }));
    expect(meeting.start).toBe(VALID.start);
  });

  test('of a time that is gone is 409 slot_taken with the nearest others', async () => {
    await bookedOf(await app.book());
    const response = await app.book({ client: { name: 'Eve', email: 'eve@example.com' } });
    expect(response.status).toBe(409);
    const problem = await problemOf(response);
    expect(problem.code).toBe('slot_taken');
    expect(problem.alternatives).toHaveLength(5);
    expect(problem.alternatives?.slice(0, 2).sort()).toEqual(['2026-11-03T08:30:00Z', '2026-11-03T09:30:00Z']);
  });

  test.each([
    ['off the grid', '2026-11-03T09:07:00Z'],
    ['outside hours', '2026-11-03T22:00:00Z'],
    ['in the past', '2026-11-02T06:00:00Z'],
    ['past the horizon', '2027-06-01T09:00:00Z'],
  ])('of a start %s is 422 slot_unavailable', async (_, start) => {
    const response = await app.book({ start });
    expect(response.status).toBe(422);
    expect((await problemOf(response)).code).toBe('slot_unavailable');
  });

  test('without a required answer is 422 answers_invalid', async () => {
    const response = await fetch(`${app.url}/api/types/asked/meetings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(VALID),
    });
    expect(response.status).toBe(422);
    const problem = await problemOf(response);
    expect(problem.code).toBe('answers_invalid');
    expect(problem.errors?.[0]?.path).toContain('topic');
  });

  test('of an unknown type is 404', async () => {
    const response = await fetch(`${app.url}/api/types/nothing/meetings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(VALID),
    });
    expect((await problemOf(response)).code).toBe('type_not_found');
  });
});

describe('an Idempotency-Key', () => {
  const key = { 'idempotency-key': 'a-key' };

  test('answers the same booking again, however the same body is written', async () => {
    const first = await bookedOf(await app.book({ metadata: { a: '1', b: '2' } }, key));
    const again = await bookedOf(await app.book({ metadata: { b: '2', a: '1' } }, key));
    expect(again).toEqual(first);
  });

  test('with another body is 422 idempotency_mismatch', async () => {
    await bookedOf(await app.book({}, key));
    const response = await app.book({ description: 'Something else' }, key);
    expect(response.status).toBe(422);
    expect((await problemOf(response)).code).toBe('idempotency_mismatch');
  });

  test('keeps no refusal', async () => {
    expect((await app.book({ start: '2026-11-03T09:07:00Z' }, key)).status).toBe(422);
    expect((await app.book({}, key)).status).toBe(201);
  });

  test.each(['', 'two words', 'é', 'x'.repeat(256)])('of %j is 400', async (wrong) => {
    const response = await app.book({}, { 'idempotency-key': encodeURIComponent(wrong) === wrong ? wrong : wrong });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors?.[0]?.path).toBe('Idempotency-Key');
  });
});

import { describe, expect, test } from 'vitest';
import { addressKey } from './limit-keys.ts';
import { openLimits } from './limits.ts';
import { problemOf, scratchApp } from './scratch-app.ts';
import { askHost, scratchHost } from './scratch-hosts.ts';

test('an address that reads too much is 429 with when to come back, and others are not', async () => {
  const app = await scratchApp(() => ({ rateLimit: true, trustProxy: 1 }));
  const from = (address: string) => app.get('/api/types/nothing', { 'x-forwarded-for': address });
  const first = await from('203.0.113.1');
  const limit = Number(first.headers.get('ratelimit-limit'));
  expect(Number(first.headers.get('ratelimit-remaining'))).toBe(limit - 1);
  while (Number((await from('203.0.113.1')).headers.get('ratelimit-remaining')) > 0);
  const refused = await from('203.0.113.1');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(refused.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
  expect((await problemOf(refused)).code).toBe('rate_limited');
  expect((await from('203.0.113.2')).status).toBe(404);
  await app.dispose();
});

test('a mailbox that was written to often takes no more bookings, and a booking that fails does not count', async () => {
  const limits = openLimits(true);
  const failing = await limits.takeMailboxes(['bob@example.com']);
  failing();
  let granted = 0;
  const refusal = await (async () => {
    for (;;) {
      try {
        await limits.takeMailboxes(['Ada+one@example.com', 'ada@example.com']);
        granted += 1;
      } catch (error) {
        return error;
      }
    }
  })();
  expect(granted).toBeGreaterThan(5);
  expect(refusal).toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: expect.any(Number) } });
  await expect(limits.takeMailboxes(['bob@example.com', 'ada+two@example.com'])).rejects.toMatchObject({
    code: 'rate_limited',
  });
  for (let i = 0; i < granted; i += 1) await limits.takeMailboxes(['bob@example.com']);
  await expect(limits.takeMailboxes(['bob@example.com'])).rejects.toMatchObject({ code: 'rate_limited' });
});

test('an address that tries many wrong keys is 429, and a right key goes on from there', async () => {
  const app = await scratchApp(() => ({ rateLimit: true }));
  const { key } = await scratchHost(app, 'claire');
  let tries = 0;
  let response = await askHost(app, 'nothing', 'GET', '/meetings');
  for (; response.status === 401; tries += 1) response = await askHost(app, 'nothing', 'GET', '/meetings');
  expect(tries).toBeGreaterThan(10);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await askHost(app, key, 'GET', '/meetings')).status).toBe(200);
  await app.dispose();
});

test('a key that is used very often is 429 for a while, and other keys of the same address are not', async () => {
  const app = await scratchApp(() => ({ rateLimit: true }));
  const { key } = await scratchHost(app, 'claire');
  const use = () => askHost(app, key, 'GET', '/meetings?limit=1');
  const limit = Number((await use()).headers.get('ratelimit-limit'));
  while (Number((await use()).headers.get('ratelimit-remaining')) > 0);
  const refused = await use();
  expect(limit).toBeGreaterThan(100);
  expect([refused.status, (await problemOf(refused)).code]).toEqual([429, 'rate_limited']);
  expect((await (await scratchHost(app, 'claire')).ask('GET', '/meetings')).status).toBe(200);
  await app.dispose();
});

test('lifted, nothing counts', async () => {
  const limits = openLimits(false);
  for (let i = 0; i < 500; i += 1) await limits.takeMailboxes(['ada@example.com']);
});

describe('what is counted', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0'],
    ['', ''],
  ])('of the address %s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

import { describe, expect, it, test } from 'vitest';
import { readAllowedTarget, webhookTargets } from './webhook-target.ts';

const open = webhookTargets([]);

describe('mistakeIn', () => {
  it.each([
    'https://example.com/hook',
    'https://example.com:8443/hook?token=1',
    'https://93.184.216.34/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    'https://xn--bcher-kva.example/',
  ])('takes %s', (url) => {
    expect(open.mistakeIn(url)).toBeNull();
  });

  it.each([
    ['http://example.com/', /https/],
    ['ftp://example.com/', /must be an address/],
    ['nothing', /must be an address/],
    [`https://example.com/${'x'.repeat(2000)}`, /at most/],
    ['https://ada:secret@example.com/', /no user/],
    ['https://ada@example.com/', /no user/],
    ['https://example.com/#part', /fragment/],
    ['https://example.com:22/', /port/],
    ['https://example.com:25/', /port/],
    ['https://example.com:6667/', /port/],
    ['https://127.0.0.1/', /public/],
    ['https://127.1/', /public/],
    ['https://2130706433/', /public/],
    ['https://0x7f.0.0.1/', /public/],
    ['https://0177.0.0.1/', /public/],
    ['https://[::1]/', /public/],
    ['https://[::ffff:127.0.0.1]/', /public/],
    ['https://[64:ff9b::a9fe:a9fe]/', /public/],
    ['https://169.254.169.254/latest/meta-data/', /public/],
    ['https://[fd00:ec2::254]/', /public/],
  ])('refuses %s', (url, why) => {
    expect(open.mistakeIn(url)).toMatch(why);
  });
});

test.each([
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['100.100.100.200', false],
  ['127.0.0.1', false],
  ['127.255.255.254', false],
  ['168.63.129.16', false],
  ['169.254.169.254', false],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.0.0.192', false],
  ['192.168.1.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['8.8.8.8', true],
  ['1.1.1.1', true],
  ['::', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:7f00:1', false],
  ['::ffff:8.8.8.8', false],
  ['::7f00:1', false],
  ['64:ff9b::808:808', false],
  ['64:ff9b:1::1', false],
  ['100::1', false],
  ['2001::1', false],
  ['2001:db8::1', false],
  ['2002:7f00:1::', false],
  ['3fff::1', false],
  ['fc00::1', false],
  ['fd00:ec2::254', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['fec0::1', false],
  ['ff02::1', false],
  ['2606:4700:4700::1111', true],
  ['2a00:1450:4007:80e::200e', true],
  ['', false],
  ['example.com', false],
])('whether %s may be reached: %s', (address, may) => {
  expect(open.mayReach('hooks.example', address)).toBe(may);
});

describe('the allow-list', () => {
  const some = webhookTargets(['crm.internal', '10.0.0.0/8', '127.0.0.1', 'fd00::/8'].map(readAllowedTarget));

  it('opens its hosts and ranges, by HTTP and on any port, and nothing beside them', () => {
    expect(some.mistakeIn('http://crm.internal:81/')).toBeNull();
    expect(some.mistakeIn('http://CRM.internal./')).toBeNull();
    expect(some.mistakeIn('http://10.2.3.4/')).toBeNull();
    expect(some.mistakeIn('http://[fd00::1]:90/')).toBeNull();
    expect(some.mistakeIn('http://evil.crm.internal/')).toMatch(/https/);
    expect(some.mistakeIn('https://192.168.0.1/')).toMatch(/public/);
    expect(some.mistakeIn('https://127.0.0.2/')).toMatch(/public/);
    expect(some.mayReach('crm.internal', '192.168.0.1')).toBe(true);
    expect(some.mayReach('other.example', '10.0.0.1')).toBe(true);
    expect(some.mayReach('other.example', '192.168.0.1')).toBe(false);
  });

  it.each(['10.0.0.0/33', 'fd00::/129', 'a b', 'https://crm.internal', 'crm.internal:80', '10.0.0.0/8/9', '-x', ''])(
    'refuses the entry %j',
    (entry) => {
      expect(() => readAllowedTarget(entry)).toThrow(/must be/);
    },
  );
});

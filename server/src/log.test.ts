import { expect, test } from 'vitest';
import { openLog, redact } from './log.ts';

test('texts lose the addresses and portal tokens in them', () => {
  expect(redact('GET /portal/ptk_1.abc/x and /api/portal/ptk_2.def from Ada <ada@example.com>')).toBe(
    'GET /portal/[token]/x and /api/portal/[token] from Ada <[address]>',
  );
});

test('a token is told nowhere else either, whosever it is', () => {
  const mac = '0123456789abcdef0123456789abcdef01234567';
  expect(redact(`token ptk_01kc2t.${mac} of gst_01kc2t.${mac}`)).toBe('token ptk_01kc2t.[token] of gst_01kc2t.[token]');
  expect(redact(`POST /mails/off_${'aB3_-'.repeat(12)}/on?lang=fr`)).toBe('POST /mails/off_[token]/on?lang=fr');
  expect(redact(`/api/portal/gst_01kc2t.${mac}/feed.ics`)).toBe('/api/portal/[token]/feed.ics');
  expect(redact(`GET https://book.example/t/${'0'.repeat(26)}AbC-dEf_GhIjKlMn HTTP/1.1`)).toBe(
    'GET https://book.example/t/[token] HTTP/1.1',
  );
});

test('whoever logs an error or a credential, neither addresses nor secrets are written', () => {
  const lines: string[] = [];
  const { logger } = openLog('info', { write: (line) => lines.push(line) });
  logger.warn({ err: new Error('550 <ada@example.com> refused') }, 'job');
  logger.info({ headers: { authorization: 'Bearer key_1' }, cookie: 'id=key_1', url: '/portal/key_1' });
  expect(lines[0]).toContain('550 <[address]> refused');
  expect(lines[0]).toContain('log.test.ts');
  expect(lines.join('')).not.toMatch(/ada@|key_1/);
});

test('what is below the level is not written', () => {
  const lines: string[] = [];
  openLog('warn', { write: (line) => lines.push(line) }).logger.info('nothing');
  expect(lines).toEqual([]);
});

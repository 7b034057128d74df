import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'booker-config-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function mistakesOf(environment: Record<string, string>, flags: Record<string, string> = {}): string {
  try {
    readConfig(flags, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

test('unset and empty settings have their fallbacks', () => {
  const config = readConfig({}, { BOOKER_PORT: '', BOOKER_SMTP_URL: '', BOOKER_ALLOWED_ORIGINS: '' });
  expect(config).toMatchObject({
    port: 4000,
    host: null,
    dataDir: './data',
    smtpUrl: null,
    allowedOrigins: '*',
    trustProxy: false,
    rateLimit: true,
    logLevel: 'info',
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('settings are read from the environment, and a flag wins over it', () => {
  const environment = {
    BOOKER_PORT: '8080',
    BOOKER_HOST: '::1',
    BOOKER_PUBLIC_URL: 'https://booking.example.com/',
    BOOKER_ALLOWED_ORIGINS: 'https://www.example.com, http://localhost:3000',
    BOOKER_TRUST_PROXY: 'loopback, 10.0.0.0/8',
    BOOKER_RATE_LIMIT: 'off',
  };
  expect(readConfig({ port: '9090' }, environment)).toMatchObject({
    port: 9090,
    host: '::1',
    publicUrl: 'https://booking.example.com',
    allowedOrigins: ['https://www.example.com', 'http://localhost:3000'],
    trustProxy: ['loopback', '10.0.0.0/8'],
    rateLimit: false,
  });
});

test('every bad value is named in one message of one line', () => {
  const message = mistakesOf(
    { BOOKER_PORT: '70000', BOOKER_RATE_LIMIT: 'maybe', BOOKER_LOG_LEVEL: 'loud' },
    { host: 'a b' },
  );
  expect(message).toContain('BOOKER_PORT must be a whole number from 0 to 65535, not "70000"');
  expect(message).toContain('BOOKER_RATE_LIMIT must be one of on, off');
  expect(message).toContain('BOOKER_LOG_LEVEL');
  expect(message).toContain('--host');
  expect(message).not.toContain('\n');
});

test.each([
  ['BOOKER_PUBLIC_URL', 'nowhere'],
  ['BOOKER_PUBLIC_URL', 'ftp://example.com'],
  ['BOOKER_PUBLIC_URL', 'https://example.com/path'],
  ['BOOKER_ALLOWED_ORIGINS', 'www.example.com'],
  ['BOOKER_ALLOWED_ORIGINS', 'https://example.com/page'],
  ['BOOKER_ALLOWED_ORIGINS', '*, https://example.com'],
  ['BOOKER_TRUST_PROXY', 'true'],
  ['BOOKER_TRUST_PROXY', '10.0.0.0/33'],
  ['BOOKER_MAIL_FROM', 'nobody'],
  ['BOOKER_MAIL_FROM', 'a@example.com, b@example.com'],
  ['BOOKER_SMTP_URL', 'mail.example.com:25'],
  ['BOOKER_SMTP_URL', 'smtp://mail.example.com?tls.rejectUnauthorized=false'],
  ['BOOKER_SMTP_URL', 'smtp://us:100%@mail.example.com'],
  ['BOOKER_SMTP_TLS', 'maybe'],
  ['BOOKER_SMTP_OAUTH_TOKEN_URL', 'http://login.example.com/token'],
  ['BOOKER_DKIM_KEY', 'no key'],
  ['BOOKER_DKIM_DOMAIN', 'rooms example'],
  ['BOOKER_MAIL_PER_MINUTE', '0'],
  ['BOOKER_SECRET', 'short'],
  ['BOOKER_DATABASE_URL', 'mysql://localhost'],
])('%s=%s is refused', (variable, value) => {
  expect(mistakesOf({ [variable]: value })).toContain(variable);
});

test('PostgreSQL is taken with a secret that all processes share, a wrong address is refused, and no secret value is repeated', () => {
  const url = 'postgres://booker:hunter22@db.example/booker';
  const secret = 'x'.repeat(32);
  expect(readConfig({}, { BOOKER_DATABASE_URL: url, BOOKER_SECRET: secret }).databaseUrl).toBe(url);
  expect(mistakesOf({ BOOKER_DATABASE_URL: url })).toMatch(/BOOKER_SECRET must be set/);
  for (const wrong of [
    'mysql://booker:hunter22@db.example/booker',
    'postgres://booker:hunter22@db.example',
    'hunter22',
  ]) {
    const message = mistakesOf({ BOOKER_DATABASE_URL: wrong, BOOKER_SECRET: secret });
    expect(message).toMatch(/^BOOKER_DATABASE_URL must be an address like postgres:/);
    expect(message).not.toMatch(/hunter/);
  }
  expect(mistakesOf({ BOOKER_DATABASE_CONNECTIONS: '2' })).toMatch(/BOOKER_DATABASE_CONNECTIONS must be/);
});

test('mail needs a sender', () => {
  expect(mistakesOf({ BOOKER_SMTP_URL: 'smtp://localhost' })).toContain('BOOKER_MAIL_FROM');
  expect(mistakesOf({ BOOKER_SMTP_URL: 'smtp://localhost', BOOKER_MAIL_FROM: 'Us <us@example.com>' })).toBe('');
});

test('a secret may stand in a file, whose last line feed is not part of it', () => {
  const file = join(folder, 'secret');
  writeFileSync(file, `${'s'.repeat(40)}\n`);
  expect(readConfig({}, { BOOKER_SECRET_FILE: file }).secret).toBe('s'.repeat(40));
  expect(mistakesOf({ BOOKER_SECRET_FILE: join(folder, 'missing') })).toContain('BOOKER_SECRET_FILE');
  expect(mistakesOf({ BOOKER_SECRET_FILE: file, BOOKER_SECRET: 'x'.repeat(40) })).toContain('both set');
});

const MAIL = { BOOKER_SMTP_URL: 'smtp://us@mail.example.com:587', BOOKER_MAIL_FROM: 'us@example.com' };
const OAUTH = {
  BOOKER_SMTP_OAUTH_CLIENT_ID: 'client',
  BOOKER_SMTP_OAUTH_TOKEN_URL: 'https://login.example.com/token',
  BOOKER_SMTP_OAUTH_REFRESH_TOKEN: 'hunter22',
};

test.each([
  [{ BOOKER_SMTP_URL: 'smtps://mail.example.com', BOOKER_SMTP_TLS: 'off' }, 'BOOKER_SMTP_TLS must not be off'],
  [
    { BOOKER_SMTP_URL: 'smtp://us:word@mail.example.com', ...OAUTH },
    'BOOKER_SMTP_URL must name a user and no password',
  ],
  [{ ...OAUTH, BOOKER_SMTP_OAUTH_REFRESH_TOKEN: '' }, 'BOOKER_SMTP_OAUTH_REFRESH_TOKEN, or'],
  [{ ...OAUTH, BOOKER_SMTP_OAUTH_TOKEN_URL: '' }, 'BOOKER_SMTP_OAUTH_TOKEN_URL must be set'],
  [{ ...OAUTH, BOOKER_SMTP_OAUTH_CLIENT_ID: '' }, 'BOOKER_SMTP_OAUTH_CLIENT_ID must be set'],
  [{ BOOKER_DKIM_SELECTOR: 'booker' }, 'BOOKER_DKIM_KEY_FILE must be set'],
])('settings of mail that do not go together are refused: %j', (environment, mistake) => {
  const message = mistakesOf({ ...MAIL, ...environment });
  expect(message).toContain(mistake);
  expect(message).not.toContain('hunter22');
});

test('what signs mails and what signs in to the mail server may stand in files', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const config = readConfig(
    {},
    {
      ...MAIL,
      ...OAUTH,
      BOOKER_SMTP_OAUTH_REFRESH_TOKEN: '',
      BOOKER_SMTP_OAUTH_REFRESH_TOKEN_FILE: file('token', 'hunter22\n'),
      BOOKER_DKIM_KEY_FILE: file('key.pem', privateKey),
      BOOKER_DKIM_SELECTOR: 'booker',
    },
  );
  expect(config).toMatchObject({ smtpOauthRefreshToken: 'hunter22', dkimKey: privateKey.trim(), dkimDomain: null });
});

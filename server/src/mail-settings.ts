import { createPrivateKey } from 'node:crypto';
import { isThisMachine, readUrl, readWord, type Setting, setting } from './setting.ts';

const TLS_WORDS = ['auto', 'required', 'off'] as const;

/**
 * Whether a connection that begins in clear text must go on under TLS (STARTTLS): `auto` where a password or token goes to another machine, and
 * otherwise wherever the server offers it; `required` always; `off` never.
 */
export type SmtpTls = (typeof TLS_WORDS)[number];

/** Every setting of mail, by its name in Config. */
export const mailSettings = {
  smtpUrl: setting<string | null>(
    'BOOKER_SMTP_URL',
    'mail server, smtp://user:password@hostname:587 (STARTTLS) or smtps://… (TLS from the start; default: mails rest in the outbox)',
    null,
    readSmtpUrl,
    true,
  ),
  mailFrom: setting<string | null>(
    'BOOKER_MAIL_FROM',
    'sender of every mail, name@example.com or "Name <name@example.com>"',
    null,
    readMailFrom,
  ),
  smtpTls: setting<SmtpTls>(
    'BOOKER_SMTP_TLS',
    'with smtp://: required, off, or auto, which requires TLS where a sign-in goes to another machine (default: auto)',
    'auto',
    (text) => readWord(text, TLS_WORDS),
  ),
  smtpOauthClientId: setting<string | null>(
    'BOOKER_SMTP_OAUTH_CLIENT_ID',
    'sign in to the mail server by XOAUTH2, as the user in BOOKER_SMTP_URL, with a token for this client',
    null,
    readLine,
  ),
  smtpOauthClientSecret: secret('BOOKER_SMTP_OAUTH_CLIENT_SECRET', 'the secret of that client'),
  smtpOauthRefreshToken: secret(
    'BOOKER_SMTP_OAUTH_REFRESH_TOKEN',
    'what tokens are asked for by; without it the client asks in its own name (client credentials)',
  ),
  smtpOauthTokenUrl: setting<string | null>(
    'BOOKER_SMTP_OAUTH_TOKEN_URL',
    'where tokens are asked for, https://…',
    null,
    readTokenUrl,
  ),
  smtpOauthScope: setting<string | null>('BOOKER_SMTP_OAUTH_SCOPE', 'the scope that is asked for', null, readLine),
  dkimKey: setting<string | null>(
    'BOOKER_DKIM_KEY',
    'RSA key that mails are signed with (DKIM), in PEM (default: mails are not signed here)',
    null,
    readDkimKey,
    true,
  ),
  dkimDomain: setting<string | null>(
    'BOOKER_DKIM_DOMAIN',
    "domain that they are signed for (default: the sender's)",
    null,
    readDomain,
  ),
  dkimSelector: setting<string | null>(
    'BOOKER_DKIM_SELECTOR',
    "the key's name: its public half stands in the DNS at SELECTOR._domainkey.DOMAIN",
    null,
    readDomain,
  ),
  mailPerMinute: setting<number | null>(
    'BOOKER_MAIL_PER_MINUTE',
    'mails that are tried in a minute, by all processes on the database together (default: no bound)',
    null,
    readRate,
  ),
};

/** The settings of mail as they are given; null where one is unset. */
export type MailConfig = {
  readonly [Key in keyof typeof mailSettings]: (typeof mailSettings)[Key] extends Setting<infer Value> ? Value : never;
};

/** What is wrong with settings of mail that are each well written, one sentence each. */
export function mailMistakes(config: Partial<MailConfig>): string[] {
  const url = config.smtpUrl ? new URL(config.smtpUrl) : null;
  const mistakes: string[] = [];
  const expect = (isRight: unknown, mistake: string) => void (isRight || mistakes.push(mistake));
  expect(!url || config.mailFrom, 'BOOKER_MAIL_FROM must be set where BOOKER_SMTP_URL is: mail needs a sender');
  expect(
    url?.protocol !== 'smtps:' || config.smtpTls !== 'off',
    'BOOKER_SMTP_TLS must not be off with smtps://, which is TLS from the start',
  );
  if (config.smtpOauthClientId) {
    expect(config.smtpOauthTokenUrl, 'BOOKER_SMTP_OAUTH_TOKEN_URL must be set where BOOKER_SMTP_OAUTH_CLIENT_ID is');
    expect(
      config.smtpOauthRefreshToken || (config.smtpOauthClientSecret && config.smtpOauthScope),
      'BOOKER_SMTP_OAUTH_REFRESH_TOKEN, or BOOKER_SMTP_OAUTH_CLIENT_SECRET and BOOKER_SMTP_OAUTH_SCOPE, must be set where BOOKER_SMTP_OAUTH_CLIENT_ID is',
    );
    expect(
      url?.username && !url.password,
      'BOOKER_SMTP_URL must name a user and no password where BOOKER_SMTP_OAUTH_CLIENT_ID is set',
    );
  } else {
    const isStray =
      config.smtpOauthClientSecret || config.smtpOauthRefreshToken || config.smtpOauthTokenUrl || config.smtpOauthScope;
    expect(!isStray, 'BOOKER_SMTP_OAUTH_CLIENT_ID must be set where any other BOOKER_SMTP_OAUTH setting is');
  }
  expect(!config.dkimKey || config.dkimSelector, 'BOOKER_DKIM_SELECTOR must be set where BOOKER_DKIM_KEY is');
  expect(
    config.dkimKey || !(config.dkimSelector || config.dkimDomain),
    'BOOKER_DKIM_KEY_FILE must be set where BOOKER_DKIM_SELECTOR or BOOKER_DKIM_DOMAIN is',
  );
  return mistakes;
}

function secret(variable: string, help: string): Setting<string | null> {
  return setting<string | null>(variable, help, null, readLine, true);
}

function readSmtpUrl(text: string): string {
  const url = readUrl(text, ['smtp:', 'smtps:']);
  if (url === null || url.search || url.hash || !['', '/'].includes(url.pathname)) {
    throw new Error('must be an address like smtp://hostname:587, with nothing after it');
  }
  if (!isEncoded(url.username) || !isEncoded(url.password)) {
    throw new Error('must have a user and a password whose % signs are written %25');
  }
  return text;
}

function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

function readMailFrom(text: string): string {
  const address = /^[^<>\p{Cc}]*<([^<>]+)>$/u.exec(text)?.[1] ?? text;
  if (!/^[^\s<>,;"\p{Cc}]+@[^\s<>,;@"\p{Cc}]+$/u.test(address)) {
    throw new Error('must be one address like name@example.com or "Name <name@example.com>"');
  }
  return text;
}

function readLine(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new Error('must be one line');
  return text;
}

function readTokenUrl(text: string): string {
  const url = readUrl(text, ['https:', 'http:']);
  if (url === null || url.username || url.hash || (url.protocol === 'http:' && !isThisMachine(url.hostname))) {
    throw new Error('must be an address like https://login.example.com/token');
  }
  return text;
}

function readDkimKey(text: string): string {
  try {
    if (createPrivateKey(text).asymmetricKeyType === 'rsa') return text;
  } catch {
    // Told below, without a word of the key.
  }
  throw new Error('must be an RSA private key in PEM');
}

function readDomain(text: string): string {
  if (!/^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/i.test(text)) {
    throw new Error('must be a name as the DNS has it');
  }
  return text;
}

function readRate(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error('must be a whole number from 1 on');
  return Number(text);
}

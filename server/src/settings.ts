import { isIP } from 'node:net';
import { mailSettings } from './mail-settings.ts';
import { readAllowedTarget } from './notify/webhook-target.ts';
import { readUrl, readWord, setting } from './setting.ts';
import { smsSettings } from './sms-settings.ts';

/** Which other sites' pages may call the API: all, or these origins. */
export type AllowedOrigins = '*' | readonly string[];

/** What Express takes as `trust proxy`: none, a number of proxies, or their addresses. */
export type TrustProxy = false | number | readonly string[];

const PROOFS_OF_WORK = ['off', 'auto', 'on'] as const;

/** When work is asked of whoever sends us something that anybody may. */
export type ProofOfWork = (typeof PROOFS_OF_WORK)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The level from which a line is logged. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every setting of the program, by its name in Config: adding one is one entry here. */
export const settings = {
  port: setting('BOOKER_PORT', 'port to listen on; 0 takes a free one (default: 4000)', 4000, readPort),
  host: setting<string | null>('BOOKER_HOST', 'address to listen on (default: every address)', null, readHost),
  publicUrl: setting<string | null>(
    'BOOKER_PUBLIC_URL',
    'address by which visitors reach the server, as it stands in links (default: http://localhost:PORT)',
    null,
    readPublicUrl,
  ),
  dataDir: setting('BOOKER_DATA_DIR', 'folder of the database and the secret (default: ./data)', './data', String),
  databaseUrl: setting<string | null>(
    'BOOKER_DATABASE_URL',
    'PostgreSQL 14 or newer, postgres://user:password@hostname:5432/name (default: SQLite in the data folder)',
    null,
    readDatabaseUrl,
    true,
  ),
  databaseConnections: setting(
    'BOOKER_DATABASE_CONNECTIONS',
    'connections to PostgreSQL that this process may hold, at least 3 (default: 10)',
    10,
    readConnections,
  ),
  secret: setting<string | null>(
    'BOOKER_SECRET',
    'what portal links are made with, at least 32 characters (default: made once in the data folder)',
    null,
    readSecret,
    true,
  ),
  ...mailSettings,
  ...smsSettings,
  allowedOrigins: setting<AllowedOrigins>(
    'BOOKER_ALLOWED_ORIGINS',
    "sites whose pages may embed the booker, separated by commas, or * (default: *; the server's own pages always may)",
    '*',
    readOrigins,
  ),
  trustProxy: setting<TrustProxy>(
    'BOOKER_TRUST_PROXY',
    'reverse proxies in front: how many, or their addresses separated by commas (default: none)',
    false,
    readTrustProxy,
  ),
  rateLimit: setting(
    'BOOKER_RATE_LIMIT',
    'on, or off for load tests (default: on)',
    true,
    (text) => readWord(text, ['on', 'off']) === 'on',
  ),
  proofOfWork: setting<ProofOfWork>(
    'BOOKER_PROOF_OF_WORK',
    "work that a visitor's browser does, unseen, before it books or asks for a mail: off, on, or auto for only while many come at once (default: off)",
    'off',
    (text) => readWord(text, PROOFS_OF_WORK),
  ),
  webhookAllow: setting<readonly string[]>(
    'BOOKER_WEBHOOK_ALLOW',
    'hostnames, addresses or ranges (10.0.0.0/8) that webhooks and notices may lead to though they are not public, or by http://, separated by commas (default: none)',
    [],
    (text) => listOf(text).map(readAllowedTarget),
  ),
  logLevel: setting<LogLevel>('BOOKER_LOG_LEVEL', `${LOG_LEVELS.join(', ')} (default: info)`, 'info', (text) =>
    readWord(text, LOG_LEVELS),
  ),
};

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error('must be a whole number from 0 to 65535');
  return port;
}

function readHost(text: string): string {
  const isName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i.test(text);
  if (isIP(text) === 0 && !isName) throw new Error('must be an address or a hostname to listen on');
  return text;
}

function readPublicUrl(text: string): string {
  const url = readUrl(text, ['http:', 'https:']);
  if (url === null || url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    throw new Error('must be an address like https://booking.example.com, without a path');
  }
  return url.origin;
}

function readDatabaseUrl(text: string): string {
  const url = readUrl(text, ['postgres:', 'postgresql:']);
  if (url === null || url.pathname.length < 2) {
    throw new Error('must be an address like postgres://user:password@hostname:5432/name, or empty for SQLite');
  }
  return text;
}

function readConnections(text: string): number {
  const connections = Number(text);
  if (!/^\d{1,4}$/.test(text) || connections < 3) throw new Error('must be a whole number from 3 on');
  return connections;
}

function readSecret(text: string): string {
  if (text.length < 32) throw new Error('must be at least 32 characters');
  return text;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readOrigins(text: string): AllowedOrigins {
  const origins = listOf(text);
  if (origins.length === 1 && origins[0] === '*') return '*';
  return origins.map((origin) => {
    const url = readUrl(origin, ['http:', 'https:']);
    if (url === null || (url.origin !== origin && url.href !== origin) || url.pathname !== '/') {
      throw new Error('must be * or origins like https://www.example.com, separated by commas');
    }
    return url.origin;
  });
}

function readTrustProxy(text: string): TrustProxy {
  if (/^\d{1,2}$/.test(text)) return Number(text) === 0 ? false : Number(text);
  const proxies = listOf(text);
  for (const proxy of proxies) {
    const [address = '', bits, ...rest] = proxy.split('/');
    const size = isIP(address) === 4 ? 32 : 128;
    const isRange = isIP(address) !== 0 && rest.length === 0;
    const isSize = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= size);
    if (!['loopback', 'linklocal', 'uniquelocal'].includes(proxy) && !(isRange && isSize)) {
      throw new Error('must be a number of proxies, or their addresses separated by commas');
    }
  }
  return proxies;
}

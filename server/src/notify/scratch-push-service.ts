import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type ScratchReceiver, scratchReceiver } from './scratch-receiver.ts';

/** A message that the service has taken, as its browser reads it. */
export interface Pushed {
  readonly message: PushedMessage;
  readonly headers: IncomingHttpHeaders;
  /** What the sender said of itself. */
  readonly subject: string;
}

/** What our service worker is handed. */
export interface PushedMessage {
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  readonly dir: string;
  readonly tag: string;
  readonly url: string | null;
  readonly meetingId: string | null;
  readonly template: string;
}

/** For tests: a browser that has subscribed at the service. */
export interface ScratchBrowser {
  /** As `PushSubscription.toJSON()` has it. */
  readonly subscription: {
    readonly endpoint: string;
    readonly expirationTime: null;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  readonly got: readonly Pushed[];
  readonly titles: () => string[];
}

/** For tests: a push service on the loopback that holds its senders to RFC 8030, 8188, 8291 and 8292, as the real ones do. */
export interface ScratchPushService {
  readonly url: string;
  /** A browser that takes messages of this key alone (base64url). */
  subscribe(applicationServerKey: string): ScratchBrowser;
  /** Answers instead of doing its work, until it is null again: a status, and headers with it. */
  trouble: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | null;
  /** The browser is not there any more: 410. */
  drop(browser: ScratchBrowser): void;
  /** Every status answered so far. */
  readonly answered: number[];
  close(): Promise<void>;
}

interface Known {
  readonly key: string;
  readonly curve: ECDH;
  readonly auth: Buffer;
  readonly got: Pushed[];
}

const MOST_BYTES = 4096;

export async function scratchPushService(): Promise<ScratchPushService> {
  const receiver = await scratchReceiver();
  const browsers = new Map<string, Known>();
  const gone = new Set<string>();
  const service: ScratchPushService = {
    url: receiver.url,
    trouble: null,
    answered: [],
    subscribe(key) {
      const curve = createECDH('prime256v1');
      const known: Known = { key, curve, auth: randomBytes(16), got: [] };
      const path = `/push/${randomBytes(16).toString('base64url')}`;
      curve.generateKeys();
      browsers.set(path, known);
      const keys = { p256dh: curve.getPublicKey('base64url'), auth: known.auth.toString('base64url') };
      const subscription = { endpoint: receiver.url + path, expirationTime: null, keys };
      return { subscription, got: known.got, titles: () => known.got.map(({ message }) => message.title) };
    },
    drop: ({ subscription }) => void gone.add(new URL(subscription.endpoint).pathname),
    close: receiver.close,
  };
  receiver.answer = ({ path, headers, bytes }, res) => {
    const known = browsers.get(path);
    const status = service.trouble?.status ?? take(receiver, gone.has(path) ? 'gone' : known, headers, bytes);
    service.answered.push(status);
    res.writeHead(status, { ...service.trouble?.headers, ...(status === 201 ? { location: `${path}/message` } : {}) });
    res.end(`the service answers ${status}`);
  };
  return service;
}

/** The status of the answer: 201 once the message is with the browser. */
function take(
  { url }: ScratchReceiver,
  known: Known | 'gone' | undefined,
  headers: IncomingHttpHeaders,
  bytes: Buffer,
): number {
  if (known === 'gone') return 410;
  if (!known) return 404;
  if (bytes.length > MOST_BYTES) return 413;
  if (!/^\d{1,10}$/.test(String(headers.ttl))) return 400;
  if (!/^(very-low|low|normal|high)$/.test(String(headers.urgency ?? 'normal'))) return 400;
  if (headers.topic !== undefined && !/^[\w-]{1,32}$/.test(String(headers.topic))) return 400;
  if (headers['content-encoding'] !== 'aes128gcm') return 415;
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/i.exec(String(headers.authorization)) ?? [];
  const claims = claimsOf(token, key);
  if (!claims) return 401;
  const now = Date.now() / 1000;
  const isRight = claims.aud === url && claims.exp > now && claims.exp <= now + 86_400;
  if (!isRight || !/^(mailto:|https:)/.test(claims.sub ?? '')) return 401;
  if (key !== known.key) return 403;
  const message = JSON.parse(decrypt(bytes, known)) as PushedMessage;
  known.got.push({ message, headers, subject: claims.sub ?? '' });
  return 201;
}

/** What a token signed with this key says (RFC 7515, ES256); null where it is not signed so. */
function claimsOf(token: string, key: string): { aud: string; exp: number; sub?: string } | null {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65) return null;
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)];
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string };
  const signed = Buffer.from(`${header}.${payload}`);
  const isSigned = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return alg === 'ES256' && isSigned ? JSON.parse(Buffer.from(payload, 'base64url').toString()) : null;
}

/** As a browser does (RFC 8291, section 3.4; RFC 8188): one record. Throws where it was encrypted for somebody else. */
function decrypt(body: Buffer, { curve, auth }: Known): string {
  const salt = body.subarray(0, 16);
  const idLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), senderKey]);
  const shared = Buffer.from(hkdfSync('sha256', curve.computeSecret(senderKey), auth, info, 32));
  // The two labels of RFC 8188, each by its own expansion of the same extract.
  const extract = createHmac('sha256', salt).update(shared).digest();
  const expand = (label: string, size: number) =>
    createHmac('sha256', extract)
      .update(Buffer.from(`Content-Encoding: ${label}\0\u0001`))
      .digest()
      .subarray(0, size);
  const decipher = createDecipheriv('aes-128-gcm', expand('aes128gcm', 16), expand('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0))
    throw new Error('the last record does not end so');
  return padded.subarray(0, end).toString('utf8');
}

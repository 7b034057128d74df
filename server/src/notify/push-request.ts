import type { PushAnswer } from '../domain/push.ts';
import type { GuardedAnswer } from './webhook-post.ts';

/** One message to one browser. */
export interface PushToSend {
  /** Where its push service takes messages. */
  readonly endpoint: string;
  /** The browser's public key and the secret that it shares with us, both in base64url. */
  readonly p256dh: string;
  readonly auth: string;
  /** Read by our service worker, and by nobody on the way. */
  readonly message: string;
  /** How long the push service keeps it for a browser that sleeps, at least 1. */
  readonly ttlSeconds: number;
  readonly urgency: 'high' | 'normal';
  /** At most 32 characters of base64url: of the messages that wait under one topic the newest alone is kept. */
  readonly topic: string;
  /** Ours, in base64url (RFC 8292). */
  readonly keys: { readonly publicKey: string; readonly privateKey: string };
}

/** A POST to a push service. */
export interface PushRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const ENCODING = 'aes128gcm';

/**
 * The message as its push service takes it: encrypted for the browser alone (RFC 8291), signed by us for this service (RFC 8292), for twelve hours
 * by the machine's clock. `subject` is a mailto: or https: address at which whoever runs the push service finds us.
 */
export async function pushRequest(push: PushToSend, subject: string): Promise<PushRequest> {
  // Loaded with the first message: most installations send none, and it takes as much memory as the rest of this folder.
  const { default: webPush } = await import('web-push');
  const { endpoint, p256dh, auth, keys } = push;
  const { cipherText } = webPush.encrypt(p256dh, auth, push.message, ENCODING);
  const { publicKey, privateKey } = keys;
  const signed = webPush.getVapidHeaders(new URL(endpoint).origin, subject, publicKey, privateKey, ENCODING);
  return {
    url: endpoint,
    headers: {
      authorization: signed.Authorization,
      'content-type': 'application/octet-stream',
      'content-encoding': ENCODING,
      ttl: String(push.ttlSeconds),
      urgency: push.urgency,
      topic: push.topic,
    },
    body: cipherText,
  };
}

/** Whom a push service may write to: the sender of our mails, else the address that the product answers at. */
export function pushSubject(publicUrl: string, mailFrom: string | null): string {
  if (mailFrom !== null) return `mailto:${mailFrom}`;
  const { protocol, origin, hostname } = new URL(publicUrl);
  return protocol === 'https:' ? origin : `mailto:booking@${hostname}`;
}

const LONGEST_WAIT_MS = 86_400_000;

/** What a push service answered at `now` (epoch milliseconds); what it said besides its status is nobody's to read. */
export function pushAnswer({ status, error, retryAfter }: GuardedAnswer, now: number): PushAnswer {
  return {
    status,
    error: error?.replace('The receiver', 'The push service') ?? null,
    retryAfterMs: waitOf(retryAfter, now),
  };
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3). */
function waitOf(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null) return null;
  const waitMs = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isNaN(waitMs) ? null : Math.min(LONGEST_WAIT_MS, Math.max(0, waitMs));
}

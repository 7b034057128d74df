import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { findZone } from '../domain/zone-rules.ts';
import { instant, line } from './contract.ts';

/*
 * Notices to browsers (Web Push), the same for hosts and for clients.
 */

/** A browser that is told. `endpointHash` is the SHA-256 of its address in base64url, by which it knows itself; `service` the push service's name. */
export const pushDevice = z
  .object({
    id: z.string(),
    service: z.string(),
    endpointHash: z.string(),
    locale: z.string(),
    timeZone: z.string(),
    createdAt: instant,
    lastSuccessAt: instant.nullable(),
    lastFailureAt: instant.nullable(),
  })
  .meta({ id: 'PushDevice' });

/** `publicKey` is what browsers subscribe with, as `applicationServerKey`. */
export const pushDeviceList = z
  .object({ publicKey: z.string(), items: z.array(pushDevice), nextCursor: z.string().nullable() })
  .meta({ id: 'PushDeviceList' });

export const onePushDevice = z.object({ subscription: pushDevice }).meta({ id: 'OnePushDevice' });

const endpoint = line(1000).refine((text) => /^[\x21-\x7e]+$/.test(text), 'must be the address of a push service');
const bytes = (size: number) =>
  z
    .string()
    .max(200)
    .refine((text) => /^[\w-]+$/.test(text) && Buffer.from(text, 'base64url').length === size, {
      error: `must be ${size} bytes in base64url`,
      abort: true,
    });
const auth = bytes(16);
const keys = z.strictObject({
  p256dh: bytes(65).refine(isPoint, 'must be a public key of P-256'),
  auth,
});
/** What `PushSubscription.toJSON()` gives. */
const subscription = z.strictObject({ endpoint, expirationTime: z.number().nullable().optional(), keys });

/** `POST …/push`: a browser's `PushSubscription` as JSON; `locale` and `timeZone` are its reader's where they differ from what is known of them. */
export const subscribeInput = subscription
  .extend({
    locale: line(35).refine(isLocale, 'must be a language tag like "fr" or "en-US"').optional(),
    timeZone: line(64)
      .refine((text) => findZone(text) !== null, 'is not a time zone that we know')
      .optional(),
  })
  .meta({ id: 'PushSubscriptionToMake' });

/** `POST /api/push/renewal`: what a browser was known by, and what it is now. */
export const renewalInput = z.strictObject({ endpoint, auth, subscription }).meta({ id: 'PushRenewal' });

export type PushDeviceView = z.infer<typeof pushDevice>;
export type PushDeviceListView = z.infer<typeof pushDeviceList>;

function isPoint(text: string): boolean {
  const point = Buffer.from(text, 'base64url');
  if (point.length !== 65 || point[0] !== 4) return false;
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)];
  try {
    createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
    return true;
  } catch {
    return false;
  }
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

import { createHmac } from 'node:crypto';
import { signingGenerations, type Webhook } from '../domain/webhook.ts';
import { macOf } from './mac.ts';

/**
 * The newest key of a webhook as its receiver keeps it, `whsec_` and Base64. It is derived from our secret whenever it is needed, so that
 * nothing in the database signs.
 */
export function webhookKeyText(secret: Uint8Array, { id, keyGeneration }: Webhook): string {
  return `whsec_${keyOf(secret, id, keyGeneration).toString('base64')}`;
}

/** What a delivery is signed as; `timestamp` is whole seconds since 1970. */
export interface Signed {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The `webhook-signature` of the Standard Webhooks (standardwebhooks.com, "Signature scheme"): `v1,` and HMAC-SHA-256 in Base64 by each key
 * that signs at that time, with spaces between.
 */
export function webhookSignature(secret: Uint8Array, webhook: Webhook, { id, timestamp, body }: Signed): string {
  return signingGenerations(webhook, timestamp * 1000)
    .map((generation) => createHmac('sha256', keyOf(secret, webhook.id, generation)))
    .map((mac) => `v1,${mac.update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ');
}

function keyOf(secret: Uint8Array, id: string, generation: number): Buffer {
  return Buffer.from(macOf(secret, `webhook ${id} ${generation}`), 'hex');
}

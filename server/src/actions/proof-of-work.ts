import { type Challenge, createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { MINUTE_MS } from '../domain/local-time.ts';
import { spendChallenge } from '../store/spent-challenges.ts';
import type { Context } from './context.ts';
import { macOf } from './mac.ts';

export type { Challenge, Payload };

/** How long a challenge can be answered. */
const LIFE_MS = 10 * MINUTE_MS;
/** Digests to each number that is tried; and how many numbers there are, of which on average about a second of a computer is spent. */
const COST = 50;
const LEAST = 3_000;
const MOST = 7_000;

/**
 * Work for whoever asks: ALTCHA's protocol of version 2, with SHA-256, which a page solves without help from its browser. The number to be found
 * is chosen here, so that nobody is unlucky, and its key is signed, so that looking at an answer costs next to nothing.
 */
export async function newChallenge(ctx: Context): Promise<Challenge> {
  const random = Buffer.from(ctx.clock.randomBytes(4)).readUInt32BE();
  return createChallenge({
    algorithm: 'SHA-256',
    deriveKey,
    cost: COST,
    counter: LEAST + (random % (MOST - LEAST)),
    expiresAt: Math.floor((ctx.clock.now() + LIFE_MS) / 1000),
    ...secretsOf(ctx),
  });
}

/** Whether this is the answer to a challenge of ours that stands, and was not given before: it is taken once. */
export async function takeWork(ctx: Context, { challenge, solution }: Payload): Promise<boolean> {
  const { nonce, expiresAt } = challenge.parameters;
  if (expiresAt === undefined || expiresAt * 1000 <= ctx.clock.now()) return false;
  // It looks at the machine's clock, too.
  const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secretsOf(ctx) });
  return verified && ctx.store.write((tx) => spendChallenge(tx, nonce, expiresAt * 1000));
}

function secretsOf({ secret }: Context) {
  return {
    hmacSignatureSecret: macOf(secret, 'proof of work'),
    hmacKeySignatureSecret: macOf(secret, 'proof of work, key'),
  };
}

import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../actions/context.ts';
import { newChallenge, type Payload, takeWork } from '../actions/proof-of-work.ts';
import { Failure } from '../domain/failures.ts';
import type { ProofOfWork } from '../settings.ts';
import { addressKey } from './limit-keys.ts';
import { type Counts, consume, counted } from './limits.ts';
import { noQuery, readQuery } from './validate.ts';

/** From then on work is asked of an address of the network, and of everybody; a normal visitor never gets near. */
const OF_ONE = { points: 20, duration: 600 };
const OF_ALL = { points: 150, duration: 300 };

/**
 * Lets through what anybody may send us where work has been done for it (`Proof-Of-Work`), or where none is asked for: see the setting. Else 403
 * `proof_required` with a challenge.
 */
export function proofOfWork(ctx: Context, mode: ProofOfWork, limited: boolean): RequestHandler {
  if (mode === 'off') return (_req, _res, next) => next();
  const isAsked = mode === 'on' ? async () => true : attackWatch(limited ? ctx.store.sharedCounts : null);
  return async (req, _res, next) => {
    if (!(await isAsked(req))) return next();
    const work = readWork(req);
    if (work && (await takeWork(ctx, work))) return next();
    throw new Failure('proof_required', 'Do the work of the challenge, and ask again with its proof.', {
      challenge: await newChallenge(ctx),
    });
  };
}

/** `GET /api/challenge`: work that can be done before it is asked for. */
export function challengeRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    res.setHeader('Cache-Control', 'no-store');
    res.json(await newChallenge(ctx));
  };
}

/** Counts what comes, for its address and for all together, and tells whether that is more than people do. */
function attackWatch(counts: Counts): (req: Request) => Promise<boolean> {
  const ofOne = counted('work of one', OF_ONE, counts);
  const ofAll = counted('work of all', OF_ALL, counts);
  return async (req) => {
    const taken = await Promise.all([consume(ofOne, addressKey(req.ip ?? '')), consume(ofAll, 'all')]);
    return taken.some(({ kind }) => kind === 'refused');
  };
}

/** As ALTCHA's own programs send it: JSON in base 64. */
const payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({ nonce: z.string(), expiresAt: z.number() }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** Longer than any. */
const MOST_CHARACTERS = 4096;

function readWork(req: Request): Payload | null {
  const text = req.get('Proof-Of-Work');
  if (text === undefined || text.length > MOST_CHARACTERS) return null;
  try {
    const read = payload.safeParse(JSON.parse(Buffer.from(text, 'base64').toString()));
    return read.success ? (read.data as unknown as Payload) : null;
  } catch {
    return null;
  }
}

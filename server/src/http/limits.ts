import type { Request, RequestHandler, Response } from 'express';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Context } from '../actions/context.ts';
import { Failure } from '../domain/failures.ts';
import { mailboxOf } from '../domain/mailbox.ts';
import { addressKey } from './limit-keys.ts';

/** How often one address may ask, and how much mail one mailbox may be sent by booking. */
export interface Limits {
  /** For whatever only reads. */
  readonly reads: RequestHandler;
  /** For whatever books. */
  readonly bookings: RequestHandler;
  /** For whatever changes what was booked, or writes on it. */
  readonly changes: RequestHandler;
  /** For whoever asks for their link. */
  readonly links: RequestHandler;
  /** For whoever asks for a code. */
  readonly codes: RequestHandler;
  /** Counts one mail with a link to a mailbox, whoever's it is; throws `rate_limited` where it has had enough. */
  takeLink(address: string): Promise<void>;
  /** The same for a host's link to sign in by. */
  takeSignInLink(address: string): Promise<void>;
  /** The same of one mail with a code. */
  takeCode(address: string): Promise<void>;
  /**
   * Counts one mail to each mailbox; throws `rate_limited` where one has had enough, and then counts none. What is returned takes
   * the count back, for a booking that came to nothing.
   */
  takeMailboxes(addresses: readonly string[]): Promise<() => void>;
  readonly keys: KeyLimits;
}

/** How often the hosts' API may be called. Each throws `rate_limited`. */
interface KeyLimits {
  /** Counts a call by an API key, and tells its bearer how many are left. */
  takeCall(req: Request, res: Response, keyId: string): Promise<void>;
  /** Counts a call without a key that lives, for its address. */
  takeWrong(req: Request): Promise<void>;
}

/** Generous enough for a school behind one address. */
const READS = { points: 1200, duration: 60 };
const BOOKINGS = { points: 120, duration: 600 };
const CHANGES = { points: 240, duration: 600 };
const KEY_READS = { points: 1200, duration: 60 };
const KEY_CHANGES = { points: 1200, duration: 600 };
const WRONG_KEYS = { points: 60, duration: 600 };
const LINKS = { points: 10, duration: 600 };
const LINK_MAILS = { points: 3, duration: 3600 };
/** No longer than such a link lives: who is refused one has one in their mailbox. */
const SIGN_IN_MAILS = { points: 4, duration: 900 };
const CODES = { points: 30, duration: 600 };
const CODE_MAILS = { points: 6, duration: 3600 };
const MAILS = { points: 30, duration: 3600 };

export type Counts = Context['store']['sharedCounts'];

/**
 * The limits as they stand; `on: false` lifts all of them. What books and what is mailed is counted by all processes on a database together where
 * there are `counts` for it; what only reads by each process for itself, whose own work it is: a count in the database would cost more than most reads.
 */
export function openLimits(on: boolean, counts: Counts = null): Limits {
  if (!on) return NO_LIMITS;
  const mails = counted('mails', MAILS, counts);
  return {
    reads: limitedByAddress(counted('reads', READS, null)),
    bookings: limitedByAddress(counted('bookings', BOOKINGS, counts)),
    changes: limitedByAddress(counted('changes', CHANGES, counts)),
    links: limitedByAddress(counted('links', LINKS, counts)),
    codes: limitedByAddress(counted('codes', CODES, counts)),
    takeLink: mailboxLimit('link mails', LINK_MAILS, counts),
    takeCode: mailboxLimit('code mails', CODE_MAILS, counts),
    takeSignInLink: mailboxLimit('sign-in mails', SIGN_IN_MAILS, counts),
    async takeMailboxes(addresses) {
      const taken: string[] = [];
      const giveBack = () => {
        for (const key of taken) mails.reward(key).catch(() => {});
      };
      for (const key of new Set(addresses.map(mailboxOf))) {
        taken.push(key);
        const refused = await consume(mails, key);
        if (refused.kind === 'granted') continue;
        giveBack();
        throw tooMany('This mailbox has had many bookings lately. Try again later.', refused.state);
      }
      return giveBack;
    },
    keys: keyLimits(counts),
  };
}

/** Counts a mail with a link to a mailbox. */
function mailboxLimit(name: string, limit: typeof LINK_MAILS, counts: Counts): Limits['takeLink'] {
  const limiter = counted(name, limit, counts);
  return async (address) => {
    const taken = await consume(limiter, mailboxOf(address));
    if (taken.kind === 'refused')
      throw tooMany('This mailbox was sent what you ask for lately. Look there first.', taken.state);
  };
}

function keyLimits(counts: Counts): KeyLimits {
  const reads = counted('key-reads', KEY_READS, null);
  const changes = counted('key-changes', KEY_CHANGES, counts);
  const wrong = counted('wrong-keys', WRONG_KEYS, counts);
  return {
    async takeCall(req, res, keyId) {
      const limiter = req.method === 'GET' || req.method === 'HEAD' ? reads : changes;
      const taken = await consume(limiter, keyId);
      tellState(res, limiter.points, taken.state);
      if (taken.kind === 'refused')
        throw tooMany('This key has been used very often lately. Try again later.', taken.state);
    },
    async takeWrong(req) {
      const taken = await consume(wrong, addressKey(req.ip ?? ''));
      if (taken.kind === 'refused')
        throw tooMany('There were many wrong keys from this address. Try again later.', taken.state);
    },
  };
}

/** A database that does not answer lets each process count for itself meanwhile. */
export function counted(
  keyPrefix: string,
  limit: { points: number; duration: number },
  counts: Counts,
): RateLimiterAbstract {
  const own = new RateLimiterMemory({ keyPrefix, ...limit });
  if (counts === null) return own;
  const table = { storeClient: counts, storeType: 'pool', tableName: 'rate_limits', tableCreated: true };
  return new RateLimiterPostgres({ keyPrefix, ...limit, ...table, insuranceLimiter: own });
}

const pass: RequestHandler = (_req, _res, next) => next();

const NO_KEY_LIMITS: KeyLimits = { takeCall: async () => {}, takeWrong: async () => {} };

const NO_LIMITS: Limits = {
  reads: pass,
  bookings: pass,
  changes: pass,
  links: pass,
  codes: pass,
  takeLink: async () => {},
  takeSignInLink: async () => {},
  takeCode: async () => {},
  takeMailboxes: async () => () => {},
  keys: NO_KEY_LIMITS,
};

function limitedByAddress(limiter: RateLimiterAbstract): RequestHandler {
  return async (req, res, next) => {
    const taken = await consume(limiter, addressKey(req.ip ?? ''));
    tellState(res, limiter.points, taken.state);
    if (taken.kind === 'granted') next();
    else next(tooMany('There were many requests from this address. Try again later.', taken.state));
  };
}

/** The limiter rejects with its state where the points are used up, and with an Error where it is broken. */
export async function consume(limiter: RateLimiterAbstract, key: string) {
  try {
    return { kind: 'granted' as const, state: await limiter.consume(key) };
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return { kind: 'refused' as const, state: refusal };
    throw refusal;
  }
}

function tellState(res: Response, limit: number, state: RateLimiterRes): void {
  res.setHeader('RateLimit-Limit', limit);
  res.setHeader('RateLimit-Remaining', state.remainingPoints);
  res.setHeader('RateLimit-Reset', seconds(state));
}

function tooMany(detail: string, state: RateLimiterRes): Failure {
  return new Failure('rate_limited', detail, { retryAfterSeconds: seconds(state) });
}

function seconds(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000));
}

import { randomBytes } from 'node:crypto';

/**
 * The only reader of the time and of randomness; everything else is handed one, so that a test can hold both still.
 */
export interface Clock {
  /** The present instant, epoch milliseconds. */
  now(): number;
  /** `size` unpredictable bytes, fit for secrets. */
  randomBytes(size: number): Uint8Array;
}

/** The machine's own time and its cryptographic randomness. */
export const systemClock: Clock = { now: () => Date.now(), randomBytes: (size) => randomBytes(size) };

import { randomFillSync } from 'node:crypto';

/**
 * The only reader of the time and of randomness; everything else is handed one, so that a test can hold both still.
 */
export interface Clock {
  /** The present instant, epoch milliseconds. */
  now(): number;
  /** `size` unpredictable bytes, fit for secrets. */
  randomBytes(size: number): Uint8Array;
}

/** Asking the system costs the same for ten bytes as for a thousand. */
const DRAWN_AT_ONCE = 4096;
const drawn = new Uint8Array(DRAWN_AT_ONCE);
let used = DRAWN_AT_ONCE;

function randomBytes(size: number): Uint8Array {
  if (size > DRAWN_AT_ONCE) return randomFillSync(new Uint8Array(size));
  if (used + size > DRAWN_AT_ONCE) {
    randomFillSync(drawn);
    used = 0;
  }
  const bytes = drawn.slice(used, used + size);
  // Given out once, and not kept where a later leak could show it.
  drawn.fill(0, used, used + size);
  used += size;
  return bytes;
}

/** The machine's own time and its cryptographic randomness. */
export const systemClock: Clock = { now: () => Date.now(), randomBytes };

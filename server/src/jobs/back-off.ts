/** The first wait, and the longest, in milliseconds. */
const FIRST_MS = 20_000;
const LONGEST_MS = 4 * 3_600_000;

/** Tries of one job before it counts as failed: with the waits below, about a day. */
export const MAX_ATTEMPTS = 14;

/**
 * How long to wait after the `attempt`th try (from 1), in milliseconds: doubling, and half of it by chance, so that what failed
 * together does not come back together. `random` holds at least 4 unpredictable bytes.
 */
export function backOffMs(attempt: number, random: Uint8Array): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  const [a = 0, b = 0, c = 0, d = 0] = random;
  const chance = (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / 2 ** 32;
  return Math.round(most / 2 + (most / 2) * chance);
}

/** How long the tries of a kind of job go on; milliseconds. */
export interface Curve {
  readonly firstMs: number;
  readonly longestMs: number;
  /** Tries before a job counts as failed. */
  readonly tries: number;
  /** Which part of a wait is up to chance, 0 to 1, so that what failed together does not come back together. */
  readonly chance: number;
}

/** Of whatever has no curve of its own: about half a day. */
export const USUAL_CURVE: Curve = { firstMs: 20_000, longestMs: 4 * 3_600_000, tries: 14, chance: 0.5 };

/** Of mails: at least 24 hours, however chance falls, and at most 33; after the first six hours a try every three. */
export const MAIL_CURVE: Curve = { firstMs: 20_000, longestMs: 3 * 3_600_000, tries: 20, chance: 0.25 };

/** Of text messages, which are of use for hours: soon again, then each quarter to half an hour for more than half a day. */
export const TEXT_CURVE: Curve = { firstMs: 15_000, longestMs: 30 * 60_000, tries: 48, chance: 0.5 };

/**
 * Of webhooks: soon again at first, from the second half-day on a try every three to six hours. A delivery says by itself when its three days are
 * over, so the tries are bounded only for one whose worker dies each time.
 */
export const WEBHOOK_CURVE: Curve = { firstMs: 10_000, longestMs: 6 * 3_600_000, tries: 200, chance: 0.5 };

/** Of notices: for an hour soon again, then every hour. A notice says by itself when it is too late for it. */
export const PUSH_CURVE: Curve = { firstMs: 15_000, longestMs: 3_600_000, tries: 100, chance: 0.5 };

/** How long to wait after the `attempt`th try (from 1), in milliseconds: doubling up to the longest. `random` holds at least 4 unpredictable bytes. */
export function backOffMs({ firstMs, longestMs, chance }: Curve, attempt: number, random: Uint8Array): number {
  const most = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  const [a = 0, b = 0, c = 0, d = 0] = random;
  const drawn = (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / 2 ** 32;
  return Math.round(most * (1 - chance + chance * drawn));
}

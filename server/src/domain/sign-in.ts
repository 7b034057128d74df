import { DAY_MS, MINUTE_MS } from './local-time.ts';

/** What a link to sign in by was sent for: its host asked for it, or is invited to the team. */
export type SignInPurpose = 'sign_in' | 'invitation';

/** What a link to sign in by is made from, for one use; instants are epoch milliseconds. */
export interface SignInLink {
  readonly id: string;
  readonly hostId: string;
  readonly purpose: SignInPurpose;
  readonly expiresAt: number;
  /** Null: not used yet. */
  readonly usedAt: number | null;
}

/** A host who has signed in with one browser; instants are epoch milliseconds. The secret is nowhere in it. */
export interface SignIn {
  readonly id: string;
  readonly hostId: string;
  readonly createdAt: number;
  /** To the hour. */
  readonly lastUsedAt: number;
  readonly expiresAt: number;
}

/** How long a link lives, by what it is for. */
export const LINK_MS: Readonly<Record<SignInPurpose, number>> = {
  sign_in: 15 * MINUTE_MS,
  invitation: 7 * DAY_MS,
};

/** How long a browser that is not used stays signed in, and how long one that is. */
const UNUSED_MS = 30 * DAY_MS;
const LONGEST_MS = 90 * DAY_MS;

/** Until when a browser that was used at `usedAt` stays signed in; all epoch milliseconds. */
export function signInExpiry({ createdAt }: Pick<SignIn, 'createdAt'>, usedAt: number): number {
  return Math.min(usedAt + UNUSED_MS, createdAt + LONGEST_MS);
}

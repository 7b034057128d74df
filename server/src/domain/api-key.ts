/** What an API key may be allowed to do. */
export const SCOPES = [
  'meetings:read',
  'meetings:write',
  'clients:read',
  'clients:write',
  'notes:read',
  'notes:write',
  'hosts:read',
  'hosts:write',
  'blocked',
  'keys',
  'deliveries',
  'webhooks',
  'templates',
  'push',
] as const;

export type Scope = (typeof SCOPES)[number];

/** What a program proves itself by, in the name of a host; instants are epoch milliseconds. The secret is nowhere in it. */
export interface ApiKey {
  readonly id: string;
  readonly hostId: string;
  /** What its owner calls it. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  /** To the minute; null: never used. */
  readonly lastUsedAt: number | null;
  /** Null: it does not expire. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** Neither revoked nor expired at `now` (epoch milliseconds). */
export function isLive({ expiresAt, revokedAt }: ApiKey, now: number): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

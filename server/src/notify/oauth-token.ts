/** Who asks for tokens, and where (RFC 6749). */
export interface OauthGrant {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly scope: string | null;
}

/** An access token that lives for so many milliseconds, and the refresh token that the next one is asked for by. */
interface Renewed {
  readonly token: string;
  readonly lifeMs: number;
  readonly refreshToken: string;
}

/**
 * Whoever asks for a token by a refresh token waits here for their turn. `use` is given the refresh tokens that there are, the newest first, and answers
 * the one to be kept.
 */
export type RefreshTurns = (use: (refreshTokens: readonly string[]) => Promise<Renewed>) => Promise<Renewed>;

/** Hands out a token that lives; `isRefused`: the last one was not taken, so that another is fetched whatever its age. */
export type TokenSource = (isRefused: boolean) => Promise<string>;

/** A token is renewed so long before its end, for the connection that is opened with it. */
const EARLY_MS = 60_000;
/** Where the answer names no end (RFC 6749, 5.1: it should). */
const USUAL_LIFE_S = 300;
const PATIENCE_MS = 30_000;

/**
 * Fetches access tokens and keeps the one that lives; who asks while one is fetched waits for that one. Without `turns` the client asks in its own name
 * (section 4.4). `now` is epoch milliseconds. Throws an Error that names no secret.
 */
export function tokenSource(grant: OauthGrant, turns: RefreshTurns | null, now: () => number = Date.now): TokenSource {
  let kept: { readonly token: string; readonly until: number } | null = null;
  let underWay: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const { token, lifeMs } = await (turns ? turns((tokens) => renewBy(grant, tokens)) : askForToken(grant, null));
    kept = { token, until: now() + Math.max(lifeMs - EARLY_MS, lifeMs / 2) };
    return token;
  }

  return async (isRefused) => {
    if (!isRefused && kept && kept.until > now()) return kept.token;
    underWay ??= renew().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

/** An older refresh token may still be good where the provider has ended the newest. */
async function renewBy(grant: OauthGrant, refreshTokens: readonly string[]): Promise<Renewed> {
  for (const [index, token] of refreshTokens.entries()) {
    try {
      const answer = await askForToken(grant, token);
      return { ...answer, refreshToken: answer.refreshToken ?? token };
    } catch (error) {
      if (!(error instanceof NoToken) || error.word !== 'invalid_grant' || index === refreshTokens.length - 1)
        throw error;
    }
  }
  throw new Error('There is no refresh token.');
}

/** `word` is the provider's (RFC 6749, 5.2). */
class NoToken extends Error {
  override readonly name = 'NoToken';
  readonly word: string | null;

  constructor(message: string, word: string | null) {
    super(message);
    this.word = word;
  }
}

async function askForToken({ tokenUrl, ...grant }: OauthGrant, refreshToken: string | null) {
  const form = new URLSearchParams({ client_id: grant.clientId });
  if (grant.clientSecret !== null) form.set('client_secret', grant.clientSecret);
  if (grant.scope !== null) form.set('scope', grant.scope);
  if (refreshToken === null) form.set('grant_type', 'client_credentials');
  else form.set('grant_type', 'refresh_token');
  if (refreshToken !== null) form.set('refresh_token', refreshToken);
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: form,
    // A token is for whom it was asked of.
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer: unknown = await response.json().catch(() => null);
  const { access_token, expires_in, refresh_token, error } = Object(answer) as Record<string, unknown>;
  if (!response.ok || typeof access_token !== 'string' || !/^[\x21-\x7e]+$/.test(access_token)) {
    const word = typeof error === 'string' && /^\w{1,60}$/.test(error) ? error : null;
    const { host } = new URL(tokenUrl);
    const told = `No token for the mail server: ${host} answered ${response.status}${word === null ? '' : ` (${word})`}.`;
    throw new NoToken(told, word);
  }
  const seconds = Number(expires_in);
  return {
    token: access_token,
    lifeMs: (Number.isFinite(seconds) && seconds > 0 ? seconds : USUAL_LIFE_S) * 1000,
    refreshToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : null,
  };
}

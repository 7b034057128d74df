/** What a token is asked for by (RFC 6749): with a refresh token, or without one in the client's own name (section 4.4). */
export interface OauthGrant {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly refreshToken: string | null;
  readonly scope: string | null;
}

/** Hands out a token that lives; `isRefused`: the last one was not taken, so that another is fetched whatever its age. */
export type TokenSource = (isRefused: boolean) => Promise<string>;

/** A token is renewed so long before its end, for the connection that is opened with it. */
const EARLY_MS = 60_000;
/** Where the answer names no end (RFC 6749, 5.1: it should). */
const USUAL_LIFE_S = 300;
const PATIENCE_MS = 30_000;

/**
 * Fetches access tokens and keeps the one that lives; who asks while one is fetched waits for that one. A refresh token that comes with an answer
 * takes the place of the one before, for as long as the process lives. `now` is epoch milliseconds. Throws an Error that names no secret.
 */
export function tokenSource(grant: OauthGrant, now: () => number = Date.now): TokenSource {
  let refreshToken = grant.refreshToken;
  let kept: { readonly token: string; readonly until: number } | null = null;
  let underWay: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const answer = await askForToken({ ...grant, refreshToken });
    refreshToken = answer.refresh_token ?? refreshToken;
    const lifeMs = (answer.expires_in ?? USUAL_LIFE_S) * 1000;
    kept = { token: answer.access_token, until: now() + Math.max(lifeMs - EARLY_MS, lifeMs / 2) };
    return answer.access_token;
  }

  return async (isRefused) => {
    if (!isRefused && kept && kept.until > now()) return kept.token;
    underWay ??= renew().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number | undefined;
  readonly refresh_token: string | undefined;
}

async function askForToken({ tokenUrl, ...grant }: OauthGrant): Promise<TokenAnswer> {
  const form = new URLSearchParams({ client_id: grant.clientId });
  if (grant.clientSecret !== null) form.set('client_secret', grant.clientSecret);
  if (grant.scope !== null) form.set('scope', grant.scope);
  if (grant.refreshToken === null) form.set('grant_type', 'client_credentials');
  else form.set('grant_type', 'refresh_token');
  if (grant.refreshToken !== null) form.set('refresh_token', grant.refreshToken);
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
    const word = typeof error === 'string' && /^\w{1,60}$/.test(error) ? ` (${error})` : '';
    throw new Error(`No token for the mail server: ${new URL(tokenUrl).host} answered ${response.status}${word}.`);
  }
  const seconds = Number(expires_in);
  return {
    access_token,
    expires_in: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
    refresh_token: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : undefined,
  };
}
